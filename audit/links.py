"""The addresses that items are checked by: none is fetched."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from audit.blanks import blank_cells
from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.limits import Limits
from audit.places import explained, places
from catalogue.lookup import table
from schema.form import Form, FormLink, Item

_TOKEN = re.compile(r"(?:https?|ttps?|htt\S?)[:;]?/{0,2}[^\s<>\"'“”]+|www[.,;][^\s<>\"'“”]+", re.I)
_HOST = re.compile(
    r"(?:(?:[a-z0-9\u0e01-\u0e4e-]+\.)+[a-z\u0e01-\u0e4e]{2,}|\d{1,3}(?:\.\d{1,3}){3})"
    r"(?::\d+)?", re.I)
_MENU = re.compile(r"เมนู|หน้าแรก|หน้าหลัก|หัวข้อ|แบนเนอร์|เว็บไซต์|>")
_STATE = ("go", "ac", "or", "mi", "co", "in", "net")


def link_missing(form: Form, limits: Limits) -> Result:
    """The form has a place for the address of the data and the row gives none.

    Not applicable where the form has no such column; an item that is not done yet needs none.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where cells may stand under other headers, or the status of the item is not sure.
    """
    return blank_cells(form, limits, "location", excused=_needs_none)


def _needs_none(item: Item) -> bool:
    return explained(item) or item.status in ("in_progress", "not_started")


def link_other_domain(form: Form, limits: Limits) -> Result:
    """An address leads to another agency's site than most addresses of the form do.

    Sites that many agencies share (files, video, central systems of the state) are left out.

    Not applicable where fewer than a given number of addresses, or less than half of them, lead
    to one site: then nobody knows which is the agency's own.

    Unsure where letters may be misread.
    """
    links = [(link, domain) for link in form.links
             if link.code and (domain := site(link.target)) and domain not in _shared()]
    count = Counter(domain for _, domain in links)
    if len(links) < limits["links_least"] or count.most_common(1)[0][1] * 2 <= len(links):
        return skip("no_own_site")
    own = count.most_common(1)[0][0]
    return result(Failure(
        origin=origin(form, limits, "letters"), code=link.code, evidence=(link.source,),
        data={"target": link.target, "site": domain, "own": own})
        for link, domain in links if domain != own and _of_an_agency(domain))


def link_repeated(form: Form, limits: Limits) -> Result:
    """One address stands for more than a given number of items.

    Not applicable where no item has an address.

    Unsure where letters or cells of the form may be misread.
    """
    codes: dict[str, list[FormLink]] = {}
    for link in form.links:
        if link.code:
            codes.setdefault(link.target.rstrip("/"), []).append(link)
    if not codes:
        return skip("no_links")
    found = [(target, links) for target, links in codes.items()
             if len({link.code for link in links}) > limits["link_items"]]
    return result(Failure(
        origin=origin(form, limits, "letters", "cells"),
        evidence=tuple(link.source for link in links),
        data={"target": target, "codes": list(dict.fromkeys(link.code for link in links))})
        for target, links in found)


def link_malformed(form: Form, limits: Limits) -> Result:
    """What is written as an address cannot be one, or words stand where others give an address.

    The way through the menus of a site ("หน้าแรก > ข้อมูลพื้นฐาน") is no address and no mistake.

    Not applicable where no cell for the place of the data is filled.

    Unsure unless letters and cells of the file are sure.
    """
    rows = [item for item in form.items if (item.location or "").strip()]
    if not rows:
        return skip("no_column")
    with_address = [item for item in rows if _TOKEN.search(item.location or "")]
    expected = len(with_address) * 2 > len(rows)
    linked = {link.code for link in form.links if link.code and link.field == "location"}
    wrong = [(item, text) for item in rows
             if (text := _wrong(item, expected and item.code not in linked))]
    return result(Failure(
        origin=origin(form, limits, "letters", "cells",
                      doubtful=not _TOKEN.search(item.location or "")),
        code=item.code, evidence=places(item, "location"), data={"text": text[:120]})
        for item, text in wrong)


def _wrong(item: Item, expected: bool) -> str | None:
    """What is no address in the place of an item, None where all is well."""
    text = (item.location or "").strip()
    tokens = [m[0] for m in _TOKEN.finditer(text)]
    bad = next((t for t in tokens if not is_address(t)), None)
    if bad or tokens or not expected:
        return bad
    known = re.search(r"[\w.-]\.(?:go|ac|or|co|in|mi)\.th", text) or _MENU.search(text)
    return None if known or text in ("-", "–") else text


def is_address(text: str) -> bool:
    """Whether a text that looks like an address can be one: "http:/ x" and "www,a" cannot."""
    text = text if re.match(r"https?:", text, re.I) else "https://" + text
    match = re.match(r"https?://([^/?#]+)", text, re.I)
    return bool(match and _HOST.fullmatch(match[1]))


def site(target: str) -> str | None:
    """The site of an address without its sub-sites: "https://data.nan.go.th/x" -> "nan.go.th"."""
    if re.match(r"(?!https?:)[a-z]+:", target, re.I):
        return None  # "mailto:…"
    address = target if "//" in target else "//" + target
    try:
        host = urlsplit(address).hostname
    except ValueError:  # "http://[x": no address
        return None
    parts = (host or "").lower().split(".")
    if len(parts) < 2 or not parts[-1]:
        return None
    if parts[-1].isdigit():
        return host  # an address of numbers
    return ".".join(parts[-3:] if parts[-1] == "th" and parts[-2] in _STATE else parts[-2:])


def _of_an_agency(domain: str) -> bool:
    return domain.endswith((".go.th", ".ac.th", ".or.th", ".mi.th", ".co.th", ".in.th"))


def _shared() -> set[str]:
    return {row["value"] for row in table("shared_sites")}
