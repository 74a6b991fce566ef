"""Hyperlinks and printed addresses, with the item and cell they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from catalogue.lookup import table
from normalize.brokenaddress import whole_lines
from normalize.mailaddresses import mail_addresses
from schema.record import LinkRecord
from schema.table import Cell, Link, RawParagraph

_PATH = (r"(?:[^\s<>\"'“”\u0e00-\u0e7f)\]]|(?<=[/=_-])[\u0e00-\u0e7f]+"
         r"|(?<=[\u0e00-\u0e7f]\.)[\u0e00-\u0e7f]+)")
_THAI_HOST = r"(?:(?<=[/.])[\u0e00-\u0e7f-]+(?=\.)|(?<=\.)ไทย)"
_LATIN = re.compile("[a-z]", re.I)  # every address has such a letter, most cells have none


@cache
def _address() -> re.Pattern[str]:
    """Addresses with "https://" or "www.", and hosts of a known ending without them."""
    rows = table("address_endings")
    alone = "|".join(re.escape(r["value"]) for r in rows if r["canonical"] == "alone")
    any_ending = "|".join(re.escape(r["value"]) for r in rows)
    host = r"(?<![a-z0-9_@./-])(?=[a-z0-9-]*[a-z])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    whole = rf"(?:{alone})(?![a-z0-9_-]|\.[a-z0-9])"
    return re.compile(
        rf"(?:https?://|www\.)(?:{_THAI_HOST}|{_PATH})+"
        rf"|{host}(?:(?:{any_ending})(?::\d+)?/{_PATH}*|{whole})", re.I)


def addresses(text: str) -> tuple[str, ...]:
    """Addresses printed in a text; one that is broken over lines is joined.

    Thai belongs to an address in a host and behind "/", "=", "_" or "-"; elsewhere it is the
    sentence going on. A mail address is none.

    Example: "หน้าแรก https://www.example.go.th/ita/o1" -> ("https://www.example.go.th/ita/o1",).
    """
    return tuple(found for line, _ in whole_lines([text]) for found in _in_line(line))


def _in_line(line: str) -> list[str]:
    found = list(_address().finditer(line))
    mails = list(mail_addresses(line)) if found else ()
    return [match[0].rstrip(".,;:") for match in found
            if not any(start < match.end() and match.start() < end for start, end in mails)]


def links_of(cells: Iterable[Cell | RawParagraph], code: str | None = None,
             field: str | None = None) -> tuple[LinkRecord, ...]:
    """The links of cells or paragraphs: hyperlinks first, then addresses that are only printed."""
    return tuple(link for cell in cells for link in links_of_run([cell], code, field))


def links_of_run(pieces: Sequence[Cell | RawParagraph], code: str | None = None,
                 field: str | None = None) -> tuple[LinkRecord, ...]:
    """The same of one cell and the pieces it goes on with: a page end may cut an address."""
    out = [LinkRecord(link=link, source=cell.place, code=code, field=field)
           for cell in pieces for link in cell.links]
    if not any(_LATIN.search(cell.text) for cell in pieces):
        return tuple(out)
    known = {found.link.target.rstrip("/") for found in out}
    out += [LinkRecord(link=Link(text=a, target=a), source=pieces[number].place, code=code,
                       field=field)
            for line, number in whole_lines([cell.text for cell in pieces])
            for a in _in_line(line) if a.rstrip("/") not in known]
    return tuple(out)
