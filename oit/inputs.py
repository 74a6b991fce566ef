"""The files of a run: inputs expanded, named and hashed, identical files put together."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from schema.errors import NoForm, NotReadable, OitError

IGNORED_NAMES = {
    "thumbs.db", "desktop.ini", "readme", "readme.md", "readme.txt", "readme.rst",
    "corrections.csv",  # ours, beside the submissions that it corrects
}
IGNORED_PREFIXES = (".", "~$")  # hidden files, lock files of Office
OWN_MANIFEST = "manifest.json"
OWN_LEDGER = "ledger.sqlite"
ID_DIGITS = 13  # of a citizen id
DEPTH_LIMIT = 100  # folders within folders that are entered
#: Control characters, and those that turn the direction of reading.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Document:
    """One content to be read: the file and every name under which it was given, sorted.

    files: an id of the file of each name (`file_id`); `path` is that of the first.
    """

    path: Path
    sha256: str
    size: int
    names: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass
class Inputs:
    """What the given paths hold: documents in order, what cannot be read, what was passed over.

    files: ids of all files that were found; unlisted: a folder could not be opened, so that
    more files may be there than were found.
    """

    documents: list[Document] = field(default_factory=list)
    refused: list[tuple[str, OitError]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    unlisted: bool = False


def file_hash(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file."""
    return file_sha256(path), path.stat().st_size


Hash = Callable[[Path], tuple[str, int]]


def expand(paths: tuple[Path, ...], out: Path, hash_of: Hash = file_hash) -> Inputs:
    """The documents under the given files and folders; `out` itself is never an input.

    hash_of: how a file's SHA-256 and size are known (a ledger need not read it for that).
    """
    inputs = Inputs()
    found: set[tuple[str, Path]] = set()
    for path in paths:
        found |= set(_given(path, out.resolve(), inputs))
    inputs.files = {file_id(path) for _, path in found}
    hashed = [(name, path, _hashed(name, path, hash_of, inputs)) for name, path in sorted(found)]
    _group(inputs, [(name, path, known) for name, path, known in hashed if known])
    inputs.refused.sort(key=lambda refusal: refusal[0])
    inputs.ignored.sort()
    return inputs


def _given(path: Path, out: Path, inputs: Inputs) -> list[tuple[str, Path]]:
    """Name and path of a given file, or of each file below a given folder."""
    if not path.is_dir():
        return [(printable(path.name), path)]
    refused = len(inputs.refused)
    files = list(_walk(path, path, out, inputs, frozenset()))
    if not files and len(inputs.refused) == refused:
        inputs.refused.append((printable(path.resolve().name) + "/", _empty_folder()))
    return files


def _walk(
    folder: Path, root: Path, out: Path, inputs: Inputs, above: frozenset[Path]
) -> Iterator[tuple[str, Path]]:
    """Files below a folder; a link to a folder above it (a loop) is passed over."""
    real = folder.resolve()
    if real in above or real == out or (folder != root and _own_output(folder)):
        inputs.ignored.append(_relative(folder, root) + "/")
        return
    for path in _listing(folder, root, inputs):
        if _is_ignored(path):
            inputs.ignored.append(_relative(path, root))
        elif _leads_out(path, root):
            inputs.refused.append((_relative(path, root), _outside()))
        elif not stat.S_ISDIR(_mode(path)):
            yield _relative(path, root), path
        elif len(above) >= DEPTH_LIMIT:
            inputs.refused.append((_relative(path, root) + "/", _too_deep()))
        else:
            yield from _walk(path, root, out, inputs, above | {real})


def _listing(folder: Path, root: Path, inputs: Inputs) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        inputs.refused.append((_relative(folder, root) + "/", _unreadable(error)))
        inputs.unlisted = True
        return []


def _is_ignored(path: Path) -> bool:
    """Whether a file in a folder is none of a submission: hidden, a lock, a README, a device."""
    if path.name.startswith(IGNORED_PREFIXES) or path.name.casefold() in IGNORED_NAMES:
        return True
    mode = _mode(path)
    return bool(mode) and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _mode(path: Path) -> int:
    """What a path leads to; 0 where nobody may ask or nothing is there."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a link leads to something outside the given folder, which nobody gave us to read."""
    try:
        is_link = path.is_symlink()
    except OSError:
        return False  # opening it will say why
    return is_link and not Path(os.path.realpath(path)).is_relative_to(root.resolve())


def _own_output(folder: Path) -> bool:
    """Whether an earlier run wrote this folder: its results are no submissions."""
    written = (folder / OWN_MANIFEST).is_file() and (folder / "forms.csv").is_file()
    return written or (folder / OWN_LEDGER).is_file()


def _hashed(name: str, path: Path, hash_of: Hash, inputs: Inputs) -> tuple[str, int] | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe is waited for, a device never ends
            inputs.refused.append((name, _no_file()))
            return None
        return hash_of(path)
    except OSError as error:
        inputs.refused.append((name, _unreadable(error)))
        return None


def file_sha256(path: Path) -> str:
    """The hash that names a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_id(path: Path) -> str:
    """What stands for the place of a file: a digest, as a path may hold what is nobody's business.

    Example: a file named by the citizen id of the person who sent it.
    """
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]


def _group(inputs: Inputs, hashed: list[tuple[str, Path, tuple[str, int]]]) -> None:
    """One document per content, in the order of its first name."""
    by_hash: dict[str, list[tuple[str, Path, int]]] = {}
    for name, path, (sha256, size) in hashed:
        by_hash.setdefault(sha256, []).append((name, path, size))
    inputs.documents += [
        Document(same[0][1], sha256, same[0][2], tuple(name for name, _, _ in same),
                 tuple(file_id(path) for _, path, _ in same))
        for sha256, same in by_hash.items()
    ]


def _relative(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def printable(name: str) -> str:
    """A file name as NFC text; a name in a Thai code page (an old zip) is decoded as one.

    A citizen id in it is masked, as in all that is read. Line ends, control characters and those
    that turn the direction of reading are written out, as they would lie about the name on a
    screen: "a\\n.txt" is "a\\x0a.txt".
    """
    try:
        text = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8"))
    except UnicodeDecodeError:
        text = os.fsencode(name).decode("cp874", errors="replace")
    shown = _UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
    if sum(char.isdigit() for char in shown) < ID_DIGITS:
        return shown  # nearly every name; a run without new files stays short
    from extract.citizenids import masked

    return masked(shown)


def _unreadable(error: OSError) -> OitError:
    why = error.strerror or type(error).__name__
    return NotReadable(
        f"เปิดไฟล์ไม่ได้ ({why}) โปรดตรวจสิทธิ์การอ่านไฟล์",
        f"the file cannot be opened ({why}); check that you may read it",
    )


def _no_file() -> OitError:
    return NotReadable(
        "ไม่ใช่ไฟล์ (เป็นท่อหรืออุปกรณ์) ให้บันทึกเป็นไฟล์ก่อน",
        "this is no file but a pipe or a device; save its content as a file",
    )


def _outside() -> OitError:
    return NotReadable(
        "เป็นลิงก์ไปยังที่อื่นนอกโฟลเดอร์ที่ให้มา จึงไม่อ่าน ให้ระบุไฟล์ปลายทางโดยตรง",
        "a link out of the given folder is not followed; give what it leads to by itself",
    )


def _too_deep() -> OitError:
    return NotReadable(
        f"โฟลเดอร์ซ้อนลึกเกิน {DEPTH_LIMIT} ชั้น ให้ย้ายไฟล์ขึ้นมา",
        f"folders nested more than {DEPTH_LIMIT} deep are not entered; move the files up",
    )


def _empty_folder() -> OitError:
    return NoForm(
        "โฟลเดอร์นี้ไม่มีไฟล์ให้อ่าน โปรดตรวจว่าเลือกโฟลเดอร์ถูกต้อง",
        "the folder holds no file to read; check that it is the right folder",
    )
