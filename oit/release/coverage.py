"""The coverage ledger: of the agencies that are expected, what came in and what became of it.

It speaks of our reading, never of the agency: a file that we could not read is `refused` with the
reason, and `missing` says only that no file of this run could be tied to the agency.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalogue.lookup import table
from oit.release.letters import letters
from schema.form import Form

FILE = "coverage.csv"
ROSTER = ("code", "name", "province", "amphoe")
COLUMNS = ("code", "name", "province", "amphoe", "received", "state", "matched_by", "forms",
           "items", "form_ids", "files", "reason_th", "reason_en")
STATES = ("parsed", "partial", "refused", "ambiguous", "missing", "not_in_roster")
_MISSING = ("ไม่มีไฟล์ใดในชุดนี้ที่โยงกับหน่วยงานนี้ได้ ไม่ได้แปลว่าหน่วยงานไม่ได้ส่ง",
            "no file of this run could be tied to the agency; this does not say that it sent none")
_AMBIGUOUS = ("มีหน่วยงานชื่อนี้มากกว่าหนึ่งแห่ง และแบบไม่บอกจังหวัดหรืออำเภอ",
              "several agencies have this name and the form does not say where")


class Agency(NamedTuple):
    """A row of the roster; code or name is there, the others may be blank."""

    code: str | None
    name: str | None
    province: str | None
    amphoe: str | None


class Head(NamedTuple):
    """What the ledger needs of a form."""

    form_id: str
    file: str
    agency: Agency
    items: int
    doubts: tuple[str, ...]


class Refused(NamedTuple):
    """A file that gave no form, and why."""

    file: str
    reason: str
    thai: str
    english: str


class RosterError(ValueError):
    """A roster that cannot be used; the message names file and line."""


def read_roster(path: Path) -> tuple[Agency, ...]:
    """The expected agencies of a CSV file with the columns code, name, province, amphoe.

    Needed is name or code; further columns are passed over. Raises RosterError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RosterError(f"{path} cannot be read as UTF-8 ({error}) / "
                          "เปิดรายชื่อหน่วยงานไม่ได้ ให้บันทึกเป็น CSV UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    if not {"name", "code"} & set(reader.fieldnames or ()):
        raise RosterError(f"{path}:1: no column name or code; the columns are "
                          f"{', '.join(ROSTER)} / ขาดคอลัมน์ name หรือ code")
    rows = []
    for row in reader:
        agency = Agency(*((row.get(column) or "").strip() or None for column in ROSTER))
        if agency.name or agency.code:
            rows.append(agency)
    return tuple(rows)


def head_of(form: Form) -> Head:
    """A form in a few words; doubts: why it may not hold all that the file says."""
    told = form.agency
    doubts = dict.fromkeys(
        found.check for found in form.findings
        if found.origin != "agency" and found.check in _PARTIAL)
    return Head(form.form_id, form.source.file,
                Agency(told.code, told.name, told.province, told.amphoe), len(form.items),
                tuple(doubts))


_PARTIAL = frozenset({  # what says that something of the file was not taken in
    "item_missing", "reader_notice", "row_not_understood", "code_unreadable", "edition_unknown",
    "values_unreadable",
})


def ledger(roster: Iterable[Agency], heads: Iterable[Head], refused: Iterable[Refused]
           ) -> Iterator[tuple[str, ...]]:
    """The rows of the ledger under COLUMNS: first the roster, then what is not on it."""
    expected, heads, refused = tuple(roster), list(heads), list(refused)
    index = _Index(expected)
    forms: dict[int, list[tuple[Head, str]]] = {}
    unclear: dict[int, list[Head]] = {}
    strangers = []
    for head in heads:
        numbers, how = index.of(head.agency, head.file)
        if len(numbers) == 1:
            forms.setdefault(numbers[0], []).append((head, how))
        for number in numbers if len(numbers) > 1 else ():
            unclear.setdefault(number, []).append(head)
        if not numbers:
            strangers.append(head)
    failed: dict[int, list[Refused]] = {}
    for file in refused:
        numbers, _ = index.of(Agency(None, None, None, None), file.file)
        for number in numbers if len(numbers) == 1 else ():
            failed.setdefault(number, []).append(file)
    for n, agency in enumerate(expected):
        yield _row(agency, forms.get(n, []), failed.get(n, []), unclear.get(n, []))
    for head in strangers:
        yield _line(head.agency, "yes", "not_in_roster", "", [head], [], ("", ""))


def _row(agency: Agency, forms: list[tuple[Head, str]], failed: list[Refused],
         unclear: list[Head]) -> tuple[str, ...]:
    heads = [head for head, _ in forms]
    how = "|".join(dict.fromkeys(how for _, how in forms))
    if heads:
        doubts = list(dict.fromkeys(doubt for head in heads for doubt in head.doubts))
        if not doubts and not failed:
            return _line(agency, "yes", "parsed", how, heads, failed, ("", ""))
        thai = [_thai(doubt) for doubt in doubts] + [file.thai for file in failed]
        english = [*doubts, *(f"{file.reason}: {file.english}" for file in failed)]
        return _line(agency, "yes", "partial", how, heads, failed,
                     ("; ".join(thai), "; ".join(english)))
    if failed:
        return _line(agency, "yes", "refused", "file name", [], failed,
                     ("; ".join(file.thai for file in failed),
                      "; ".join(f"{file.reason}: {file.english}" for file in failed)))
    if unclear:
        return _line(agency, "", "ambiguous", "name", unclear, [], _AMBIGUOUS)
    return _line(agency, "", "missing", "", [], [], _MISSING)


@cache
def _what() -> dict[str, str]:
    return {row["value"]: row["what_th"] for name in ("checks", "reading_checks")
            for row in table(name)}


def _thai(check: str) -> str:
    return _what().get(check, check)


def _line(agency: Agency, received: str, state: str, how: str, heads: list[Head],
          failed: list[Refused], why: tuple[str, str]) -> tuple[str, ...]:
    files = dict.fromkeys([*(head.file for head in heads), *(file.file for file in failed)])
    return (*(part or "" for part in agency), received, state, how, str(len(heads)),
            str(sum(head.items for head in heads)), "|".join(head.form_id for head in heads),
            "|".join(files), *why)


class _Index:
    """The roster by code, by name and by place."""

    def __init__(self, roster: tuple[Agency, ...]) -> None:
        self.roster = roster
        self.codes: dict[str, list[int]] = {}
        self.names: dict[str, list[int]] = {}
        for n, agency in enumerate(roster):
            if agency.code:
                self.codes.setdefault(agency.code, []).append(n)
            if agency.name:
                self.names.setdefault(_key(agency.name), []).append(n)

    def of(self, agency: Agency, file: str) -> tuple[list[int], str]:
        """The rows that a form may be of, and what says so: code, name and place, or the file."""
        if agency.code and len(self.codes.get(agency.code, ())) == 1:
            return self.codes[agency.code], "code"
        if agency.name:
            return self._named(agency), "name"
        return self._in_file(file), "file name"

    def _named(self, agency: Agency) -> list[int]:
        """Rows of the name that no place contradicts; those whose place agrees before others."""
        found = [n for n in self.names.get(_key(agency.name or ""), ())
                 if all(_agree(getattr(agency, level), getattr(self.roster[n], level)) is not False
                        for level in ("province", "amphoe"))]
        same = [n for n in found if _agree(agency.province, self.roster[n].province)]
        close = [n for n in same if _agree(agency.amphoe, self.roster[n].amphoe)]
        return close or same or found

    def _in_file(self, file: str) -> list[int]:
        """Rows whose name stands in the name of a file, and their province where it names one.

        The longest name counts: "อบต.น้ำ" stands in "อบต.น้ำเขียว" too.
        """
        words = _key(file)
        found = {name: rows for name, rows in self.names.items() if name in words}
        longest = max(map(len, found), default=0)
        rows = [n for name, numbers in found.items() if len(name) == longest for n in numbers]
        there = [n for n in rows if _key(self.roster[n].province or "-") in words]
        return there or rows


def _agree(one: str | None, two: str | None) -> bool | None:
    """Whether two places are one, None where either is not known."""
    return None if not one or not two else _bare(one) == _bare(two)


def _bare(place: str) -> str:
    key = letters(place).text
    for word in ("จังหวัด", "อำเภอ", "จ.", "อ."):
        key = key.removeprefix(letters(word).text)
    return key


@cache
def _short() -> tuple[tuple[str, str], ...]:
    """Abbreviations of kinds of agencies and what they stand for, in letters, the longest first."""
    rows = ((letters(row["value"]).text, letters(row["canonical"]).text)
            for row in table("agencies") if row["value"] != row["canonical"])
    return tuple(sorted(rows, key=lambda pair: (-len(pair[0]), pair)))


def _key(name: str) -> str:
    """A name in letters with its type word in full: "อบต.เขิน" and "องค์การบริหารส่วนตำบลเขิน"."""
    key = letters(name).text
    for short, full in _short():
        if full not in key:
            key = key.replace(short, full) if "." in short else re.sub(
                rf"(?<![ก-๎]){re.escape(short)}(?=[ก-๎])", full, key)
    return key
