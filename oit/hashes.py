"""Hashes of inputs and outputs: written by a run and a release, checked by `oit verify`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from oit.inputs import OWN_MANIFEST, file_sha256, printable
from oit.runfolder import NoResultsError, form_files, manifest_of

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


class Problem(NamedTuple):
    """A file that is not as it should be, or that could not be checked (`checked` False)."""

    name: str
    thai: str
    english: str
    checked: bool = True


def hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of files of a folder by their names, sorted."""
    return {name: file_sha256(folder / name) for name in sorted(names)}


def sums_text(made: dict[str, str]) -> str:
    """Hashes as `sha256sum --check` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(made.items()))


def problems(folder: Path, inputs: Path | None = None) -> Iterator[Problem]:
    """Everything in a folder of results or a release that is not as it was written.

    inputs: where the files that were read lie; without it they are looked for where their names
    lead from the current folder and beside the results, and not finding one is no failure.
    Raises NoResultsError for a folder without manifest and sums.
    """
    told = manifest_of(folder)
    yield from _outputs(folder, _expected(folder, told))
    if "release" not in told:
        yield from _inputs(folder, told, inputs)


def _expected(folder: Path, told: dict[str, object]) -> dict[str, str]:
    """The hashes that the folder itself states: the release's list of sums, or the manifest."""
    path = folder / SUMS
    if path.is_file():
        return _sums(path)
    made = told.get("hashes")
    if not isinstance(made, dict):
        raise NoResultsError(f"{folder / OWN_MANIFEST} states no hashes: convert again / "
                             "ไม่มีค่าแฮชให้ตรวจ โปรดแปลงใหม่")
    return {str(name): str(digest) for name, digest in made.items()}


def _sums(path: Path) -> dict[str, str]:
    made = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise NoResultsError(f"{path}:{number}: no line of sha256sum / บรรทัดนี้ไม่ใช่ค่าแฮช")
        made[match[2]] = match[1]
    return made


def _outputs(folder: Path, expected: dict[str, str]) -> Iterator[Problem]:
    for name, digest in sorted(expected.items()):
        path = folder / name
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            yield Problem(name, "ชื่อไฟล์ชี้ออกนอกโฟลเดอร์", "the name leads out of the folder")
        elif not path.is_file():
            yield Problem(name, "ไม่พบไฟล์", "the file is missing")
        elif file_sha256(path) != digest:
            yield Problem(name, "ไฟล์ถูกแก้ไขหลังจากเขียน", "the file was changed since it was written")
    for form_file in form_files(folder).values():
        name = form_file.relative_to(folder).as_posix()
        if name not in expected:
            yield Problem(name, "ไฟล์นี้ไม่ได้มาจากการแปลงครั้งนี้", "the file is none of this run")


def _inputs(folder: Path, told: dict[str, object], inputs: Path | None) -> Iterator[Problem]:
    """Inputs that are other files now; those that are not found count where a place was named."""
    entries = told.get("inputs")
    for entry in entries if isinstance(entries, list) else ():
        if not entry.get("sha256"):
            continue
        for name in entry.get("files") or ():
            found = _found(str(name), folder, inputs)
            if found is None:
                yield Problem(str(name), "ไม่พบไฟล์ต้นฉบับ ระบุที่อยู่ด้วย --inputs",
                              "the input was not found: say where with --inputs",
                              checked=inputs is not None)
            elif file_sha256(found) != entry["sha256"]:
                yield Problem(str(name), "ไฟล์ต้นฉบับเปลี่ยนไปหลังจากอ่าน",
                              "the input is another file than the one that was read")


def _found(name: str, folder: Path, inputs: Path | None) -> Path | None:
    """The file of an input's name, which is a masked one where it held a citizen id."""
    bases = (inputs, inputs.parent) if inputs else (Path(), folder.parent)
    for base in bases:
        if (base / name).is_file():
            return base / name
        below = (base / name).parent
        if "[id]" in name and below.is_dir():
            return next((p for p in sorted(below.iterdir()) if p.is_file()
                         and printable(p.name) == PurePosixPath(name).name), None)
    if inputs and inputs.is_file() and printable(inputs.name) == name:
        return inputs
    return None
