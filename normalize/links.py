"""Hyperlinks and printed addresses, with the item and cell they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from catalogue.lookup import table
from schema.record import LinkRecord
from schema.table import Cell, Link, RawParagraph

_PATH = (r"(?:[^\s<>\"'“”\u0e00-\u0e7f)\]]|(?<=[/=_-])[\u0e00-\u0e7f]+"
         r"|(?<=[\u0e00-\u0e7f]\.)[\u0e00-\u0e7f]+)")
_THAI_HOST = r"(?:(?<=[/.])[\u0e00-\u0e7f-]+(?=\.)|(?<=\.)ไทย)"


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
    """Addresses printed in a text; one cut by a line break behind "/" or "-" is joined.

    Thai belongs to an address in a host and behind "/", "=", "_" or "-"; elsewhere it is the
    sentence going on. A mail address is none.

    Example: "หน้าแรก https://www.example.go.th/ita/o1" -> ("https://www.example.go.th/ita/o1",).
    """
    whole = re.sub(r"((?:https?://|www\.)\S*[/\-_=&?])\n\s*(?=[a-zA-Z0-9_%])", r"\1", text)
    return tuple(m[0].rstrip(".,;:") for m in _address().finditer(whole))


def links_of(cells: Iterable[Cell | RawParagraph], code: str | None = None,
             field: str | None = None) -> tuple[LinkRecord, ...]:
    """The links of cells or paragraphs: hyperlinks first, then addresses that are only printed."""
    out = []
    for cell in cells:
        out += [LinkRecord(link=link, source=cell.place, code=code, field=field)
                for link in cell.links]
        known = {link.target.rstrip("/") for link in cell.links}
        out += [LinkRecord(link=Link(text=a, target=a), source=cell.place, code=code, field=field)
                for a in addresses(cell.text) if a.rstrip("/") not in known]
    return tuple(out)
