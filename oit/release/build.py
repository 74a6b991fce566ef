"""A release: validated forms without what the profile withholds, and all outputs made anew."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from oit import manifest
from oit.aside import aside, write_parts, write_text
from oit.batch import rendered
from oit.diff import changes
from oit.formjson import form_json
from oit.hashes import SUMS, hashes, sums_text
from oit.inputs import OWN_MANIFEST
from oit.release import coverage
from oit.release.coverage import Agency, Head, Refused, head_of
from oit.release.names import KnownNames, names_in
from oit.release.papers import Told, changelog, citation, licence
from oit.release.redact import Change, redacted, text_change
from oit.runfolder import NoResultsError, form_files, form_from, manifest_of
from oit.write import FORMS_FOLDER, form_file, writing
from schema.form import Profile
from schema.version import SCHEMA_VERSION

FAILURES = "failures.csv"
PAPERS = ("LICENSE", "CITATION.cff", "CHANGELOG.md")
DATA_LICENCE = "Creative Commons Attributions"  # as the government data catalogue calls it
Watch = Callable[[int, int], None]


class InvalidError(ValueError):
    """Results that are not released; `problems` says of each file why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0])
        self.problems = problems


class Wish(NamedTuple):
    """What is released how: profile, words of the publisher, roster and earlier release.

    dataset: with Parquet and DuckDB; metadata: what the data catalogue asks of a publisher.
    """

    profile: Profile
    told: Told
    roster: tuple[Agency, ...] | None = None
    since: Path | None = None
    dataset: bool = True
    metadata: Mapping[str, object] | None = None


class Released(NamedTuple):
    """A release that was written: its files, and how many agencies are in which state."""

    files: list[str]
    forms: int
    coverage: dict[str, int]


def release(output: Path, out: Path, wish: Wish, watch: Watch | None = None) -> Released:
    """Write a release of the results in `output` into the folder `out`, which is empty or new.

    Raises InvalidError for forms that do not validate or were changed by hand, NoResultsError for
    a folder that is no result of a run; nothing is written then.
    """
    source = manifest_of(output)
    if "release" in source:
        raise NoResultsError(f"{output} is a release already / เป็นชุดเผยแพร่อยู่แล้ว")
    if wish.since is not None:
        manifest_of(wish.since)
    names = _validated(output, source)
    known = KnownNames(names)
    change = text_change(wish.profile, known)
    (out / FORMS_FOLDER).mkdir(parents=True, exist_ok=True)
    files, heads = _forms(output, out, source, known, wish.profile, watch)
    failed = _written_failures(output, change)
    files += _tables(out, files, failed)
    files += _dataset(out, wish) if wish.dataset else []
    files += _papers(out, wish)
    if wish.roster is not None:
        files.append(_coverage(out, wish.roster, heads, failed))
    told = _manifest(source, change, wish, files)
    write_parts(out / OWN_MANIFEST, manifest.as_parts(told))
    _changes(out, wish)
    files.append(OWN_MANIFEST)
    write_text(out / SUMS, sums_text(hashes(out, files)))
    states = Counter(row["state"] for row in _rows(out / coverage.FILE)) if wish.roster else {}
    return Released(sorted([*files, SUMS]), len(heads), dict(states))


def _validated(output: Path, source: Mapping[str, Any]) -> set[str]:
    """The names of all persons in the forms, each of which is valid and as the run wrote it."""
    stated, wrong, names = source.get("hashes") or {}, [], set[str]()
    files = form_files(output)
    written = hashes(output, (form_file(form_id) for form_id in files))
    for form_id, path in files.items():
        name = form_file(form_id)
        if stated and stated.get(name) != written[name]:
            wrong.append(f"{name}: not as `oit convert` wrote it / ถูกแก้ไขหลังการแปลง")
            continue
        try:
            names |= names_in(form_from(path))
        except ValueError as error:
            wrong.append(f"{FORMS_FOLDER}/{error}")
    wrong += [f"{name}: missing / ไม่พบไฟล์" for name in stated
              if name.startswith(f"{FORMS_FOLDER}/") and name not in written]
    if wrong or not files:
        raise InvalidError(wrong or [f"{output} holds no form / ไม่มีแบบในโฟลเดอร์นี้"])
    return names


def _in_order(source: Mapping[str, Any], output: Path) -> dict[str, Path]:
    """The files of the forms in the order of the run, so that the tables keep theirs."""
    files = form_files(output)
    listed = (form_id for entry in source.get("inputs") or () for form_id in entry["forms"])
    return {form_id: files[form_id] for form_id in (*listed, *files) if form_id in files}


def _forms(output: Path, out: Path, source: Mapping[str, Any], known: KnownNames,
           profile: Profile, watch: Watch | None) -> tuple[list[str], list[Head]]:
    """Write the redacted forms one by one; their names and what the ledger needs of them."""
    there, files, heads = _in_order(source, output), [], []
    for number, (form_id, path) in enumerate(there.items(), 1):
        form = redacted(form_from(path), profile, known)
        write_text(out / form_file(form_id), form_json(form))
        files.append(form_file(form_id))
        heads.append(head_of(form))
        if watch:
            watch(number, len(there))
    return files, heads


def _tables(out: Path, files: list[str], failed: list[tuple[str, ...]]) -> list[str]:
    """Write the tables and the workbook from the forms of the release, one at a time."""
    with writing(out) as writers:
        for name in files:
            made = rendered(form_from(out / name))
            for writer in writers:
                writer.add(made)
        for row in failed:
            for writer in writers:
                writer.fail(row)
        return [name for writer in writers for name in writer.close()]


def _written_failures(output: Path, change: Change) -> list[tuple[str, ...]]:
    """The rows of failures.csv without the names and contacts that file names may hold."""
    return sorted(tuple(change(cell) if name in ("file", "message_th", "message_en") else cell
                        for name, cell in row.items()) for row in _rows(output / FAILURES))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _dataset(out: Path, wish: Wish) -> list[str]:
    """Parquet, DuckDB and their description, made of the forms of the release."""
    from oit.dataset.build import build_dataset

    told = {"title": wish.told.title, "owner_org": wish.told.publisher,
            "license_id": DATA_LICENCE, **(wish.metadata or {})}
    return [path.relative_to(out).as_posix() for path in build_dataset(out, out, told).files]


def _papers(out: Path, wish: Wish) -> list[str]:
    write_text(out / "LICENSE", licence(wish.told))
    write_text(out / "CITATION.cff", citation(wish.told))
    write_text(out / "CHANGELOG.md", changelog(wish.told, None, None))
    return list(PAPERS)


def _changes(out: Path, wish: Wish) -> None:
    """The changes since the earlier release, which is compared with this one as it is written."""
    if wish.since is not None:
        found = changes(wish.since, out)
        write_text(out / "CHANGELOG.md", changelog(wish.told, found, wish.since.name))


def _coverage(out: Path, roster: tuple[Agency, ...], heads: list[Head],
              failed: list[tuple[str, ...]]) -> str:
    refused = [Refused(row[0], row[2], row[3], row[4]) for row in failed]
    path = out / coverage.FILE
    with aside(path).open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(coverage.COLUMNS)
        lines.writerows(coverage.ledger(roster, heads, refused))
    aside(path).replace(path)
    return coverage.FILE


def _manifest(source: Mapping[str, Any], change: Change, wish: Wish, files: list[str]
              ) -> dict[str, Any]:
    """What the release says of itself; names of files as the profile leaves them."""
    inputs = [{**{name: entry.get(name) for name in ("sha256", "bytes", "outcome", "reason")},
               "file": change(str(entry.get("file") or "")),
               "files": [change(str(name)) for name in entry.get("files") or ()],
               "forms": entry.get("forms") or []}
              for entry in source.get("inputs") or ()]
    options = source.get("options") or {}
    return {
        "tool": manifest.TOOL, "version": source.get("version"),
        "rule_version": source.get("rule_version"), "schema_version": SCHEMA_VERSION,
        "release": {**wish.told._asdict(), **wish.profile.model_dump(), "made_by": version("oit")},
        "options": {name: options.get(name) for name in ("edition", "verify")},
        "counts": source.get("counts") or {}, "inputs": inputs, "outputs": sorted(files),
    }
