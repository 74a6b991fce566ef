"""What is new, changed or gone between two folders of results, by form and field, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from oit.runfolder import form_files, form_from, manifest_of
from schema.form import Form, Item, Score, Traced

COLUMNS = ("form_id", "file", "agency", "change", "path", "old", "new", "cause", "detail")
SOURCE, RULES, CORRECTION, OPTIONS = "new source", "new rules", "correction", "other options"
#: Fields that say how a value was reached, or repeat other fields.
NOT_COMPARED = frozenset({
    "form_id", "source", "schema_version", "findings", "personal", "corrected", "profile",
    "confidence", "confidence_reasons", "edition_confidence", "spellings", *Traced.model_fields,
})
RECORDS = ("items", "measures", "scores", "actions", "analysis", "constraints")


class Change(NamedTuple):
    """One row: a form (path "") or a field that was added, changed or removed."""

    form_id: str
    file: str
    agency: str | None
    change: str
    path: str
    old: str | None
    new: str | None
    cause: str
    detail: str | None = None


class _Head(NamedTuple):
    """What pairs a form of one folder with one of the other, where its file has changed."""

    form_id: str
    file: str
    number: str
    agency: tuple[str | None, ...]
    known: bool


class _Folder(NamedTuple):
    """One side: its manifest and the files of its forms."""

    manifest: dict[str, Any]
    files: dict[str, Path]

    @property
    def rules(self) -> str:
        """What tells the rules of one run from those of another."""
        told = (self.manifest.get(name) for name in ("version", "rule_version"))
        return " ".join(str(part) for part in told if part)

    @property
    def options(self) -> dict[str, Any]:
        """The options that change what is read."""
        told = self.manifest.get("options") or {}
        return {name: told.get(name) for name in ("edition", "catalogue", "verify")}

    def outcome(self, sha256: str) -> str | None:
        """Why a file gives no form in this folder, "" where it gives one, None for no such file."""
        entry = next((e for e in self.manifest.get("inputs") or () if e.get("sha256") == sha256),
                     None)
        return None if entry is None else str(entry.get("reason") or "")


def changes(old: Path, new: Path) -> Iterator[Change]:
    """Every change from one folder of results or release to another, form by form.

    A form of another file is the same form where file name and number agree, or agency, place,
    kind, year and round do. Raises ValueError for a folder without results or a damaged form.
    """
    before, after = (_Folder(manifest_of(path), form_files(path)) for path in (old, new))
    for old_id, new_id in sorted(_pairs(before, after), key=lambda pair: pair[1] or pair[0] or ""):
        if old_id is None:
            yield _whole(form_from(after.files[str(new_id)]), "added", before)
        elif new_id is None:
            yield _whole(form_from(before.files[old_id]), "removed", after)
        elif before.files[old_id].read_bytes() != after.files[new_id].read_bytes():
            yield from _changed(form_from(before.files[old_id]), form_from(after.files[new_id]),
                                before, after)


def _pairs(before: _Folder, after: _Folder) -> Iterator[tuple[str | None, str | None]]:
    for form_id in before.files.keys() & after.files.keys():
        yield form_id, form_id
    old = {form_id: _head(path) for form_id, path in before.files.items()
           if form_id not in after.files}
    new = {form_id: _head(path) for form_id, path in after.files.items()
           if form_id not in before.files}
    for key in (_by_file, _by_agency):
        for old_id, new_id in _matched(old, new, key):
            del old[old_id], new[new_id]
            yield old_id, new_id
    yield from ((form_id, None) for form_id in old)
    yield from ((None, form_id) for form_id in new)


def _head(path: Path) -> _Head:
    form = form_from(path)
    agency = form.agency
    return _Head(form.form_id, form.source.file, form.form_id.partition("-")[2],
                 (agency.name, agency.province, agency.amphoe, form.kind, str(form.fiscal_year),
                  form.round), agency.name is not None)


def _by_file(head: _Head) -> tuple[str | None, ...]:
    return head.file, head.number


def _by_agency(head: _Head) -> tuple[str | None, ...]:
    return head.agency if head.known else ("form", head.form_id)


def _matched(old: Mapping[str, _Head], new: Mapping[str, _Head], key: Any
             ) -> list[tuple[str, str]]:
    """Forms of both sides with the same key, where neither side has a second one."""
    sides = [Counter(key(head) for head in heads.values()) for heads in (old, new)]
    by_key = {key(head): form_id for form_id, head in new.items()}
    return [(form_id, by_key[key(head)]) for form_id, head in old.items()
            if all(side[key(head)] == 1 for side in sides)]


def _whole(form: Form, change: str, other: _Folder) -> Change:
    """A form that only one side has: its file is not in the other, or gave no such form there."""
    reason = other.outcome(form.source.sha256)
    cause, detail = SOURCE if reason is None else RULES, None
    if reason:
        detail = f"{'was' if change == 'added' else 'is'} refused: {reason}"
    return Change(form.form_id, form.source.file, form.agency.name, change, "", None, None, cause,
                  detail)


def _changed(old: Form, new: Form, before: _Folder, after: _Folder) -> Iterator[Change]:
    labels = {name: _labels(old, name) for name in RECORDS}
    same = {name: _aligned(old, new, name) for name in RECORDS}
    values, again = _values(old, labels), _values(new, same)
    named = {_name(mark.path, side) for mark in {*old.corrected} ^ {*new.corrected}
             for side in (labels, same)}
    for path in dict.fromkeys([*values, *again]):
        was, now = values.get(path), again.get(path)
        if was == now:
            continue
        change = "added" if was is None else "removed" if now is None else "changed"
        cause, detail = _cause(path, named, (old, new), (before, after))
        yield Change(new.form_id, new.source.file, new.agency.name, change, path, was, now, cause,
                     detail)


def _cause(path: str, named: set[str], forms: tuple[Form, Form], folders: tuple[_Folder, _Folder]
           ) -> tuple[str, str | None]:
    """Why a field of a form differs: its file, a correction, the rules, or the options.

    named: the corrected paths, as the fields are called here.
    """
    (old, new), (before, after) = forms, folders
    if old.source.sha256 != new.source.sha256:
        return SOURCE, f"{old.source.sha256[:12]} -> {new.source.sha256[:12]}"
    marks = sorted(set(old.corrected) ^ set(new.corrected), key=lambda mark: mark.path)
    same_rules = before.rules == after.rules and before.options == after.options
    if marks and (path in named or same_rules or _follows(path, named)):
        return CORRECTION, ", ".join(dict.fromkeys(mark.reviewer for mark in marks))
    if before.rules == after.rules and before.options != after.options:
        return OPTIONS, ", ".join(name for name in after.options
                                  if before.options[name] != after.options[name])
    return RULES, f"{before.rules} -> {after.rules}" if before.rules != after.rules else None


def _follows(path: str, corrected: set[str]) -> bool:
    """Whether a field may follow from a corrected one: of the same record, or a list of all."""
    return path.startswith(("people/", "findings/")) or any(
        "/" in other and path.split("/")[0] == other.split("/")[0] for other in corrected)


def _values(form: Form, labels: Mapping[str, list[str]]) -> dict[str, str]:
    """Every value of a form as text by its path, records by their labels; nulls are left out."""
    found: dict[str, str] = {}
    head = form.model_copy(update=dict.fromkeys(RECORDS, ()))
    _add(found, "", head)
    for name in RECORDS:
        for label, record in zip(labels[name], getattr(form, name), strict=True):
            _add(found, f"{label}/", record)
    counted = Counter[str]()
    for finding in form.findings:
        path = f"findings/{finding.check}/{finding.code or '-'}"
        counted[path] += 1
        found[path + _again(counted[path])] = finding.message_en
    return found


def _add(found: dict[str, str], prefix: str, value: Any) -> None:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NOT_COMPARED:
                _add(found, f"{prefix}{name}/", getattr(value, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _add(found, f"{prefix}{str(name).replace('~', '~0').replace('/', '~1')}/", inner)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            _add(found, f"{prefix}{number}/", inner)
    elif value is not None and value != "":
        found[prefix.rstrip("/")] = str(value)


def _labels(form: Form, name: str) -> list[str]:
    """How the records of a list are called: what tells one, with "#2" where it stands again."""
    labels, counted = [], Counter[str]()
    for n, record in enumerate(getattr(form, name)):
        label = _label(name, n, record)
        counted[label] += 1
        labels.append(label + _again(counted[label]))
    return labels


def _aligned(old: Form, new: Form, name: str) -> list[str]:
    """The labels of the new records: of one in the same row of the same file, the old one's."""
    own = _labels(new, name)
    if old.source.sha256 != new.source.sha256:
        return own
    rows = [Counter(record.source for record in getattr(form, name)) for form in (old, new)]
    known = {record.source: label for record, label in
             zip(getattr(old, name), _labels(old, name), strict=True)}
    made = [known.get(record.source, label) if all(r[record.source] <= 1 for r in rows) else label
            for record, label in zip(getattr(new, name), own, strict=True)]
    return made if len(set(made)) == len(made) else own


def _label(name: str, n: int, record: Traced) -> str:
    if isinstance(record, Item) and record.code:
        return record.code
    if isinstance(record, Score):
        return f"scores/{record.scope}/{record.code or record.instrument or '-'}"
    return f"{name}/{n}"


def _again(count: int) -> str:
    return f"#{count}" if count > 1 else ""


def _name(path: str, labels: Mapping[str, list[str]]) -> str:
    """A path by position as the path that the value is called by here."""
    head, _, rest = path.partition("/")
    number, _, field = rest.partition("/")
    if head not in RECORDS or not number.isdigit() or int(number) >= len(labels[head]):
        return path
    return f"{labels[head][int(number)]}/{field}"


def row(change: Change) -> tuple[str, ...]:
    """A change as a row of CSV, under COLUMNS."""
    return tuple("" if value is None else value for value in change)

