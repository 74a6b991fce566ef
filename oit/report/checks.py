"""The list of checks as text for a terminal and as the page docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit.checks import Listed, listed_checks
from catalogue.lookup import table

Language = Literal["th", "en"]
FAMILIES = {
    "completeness": ("ความครบถ้วน", "Completeness"),
    "edition": ("ปีของรายการ", "Edition"),
    "responsibility": ("ผู้รับผิดชอบ", "Responsibility"),
    "status": ("สถานะ", "Status"),
    "identity": ("หน่วยงานและสถานที่", "Identity"),
    "scores": ("คะแนน", "Scores"),
    "links": ("ที่อยู่เว็บ", "Links"),
    "extraction": ("สิ่งที่อ่านไม่ได้", "Extraction"),
}
SEVERITIES = {"error": "ผิดพลาด", "warning": "ควรตรวจ", "info": "แจ้งให้ทราบ"}
MADE_BY = {"audit": "ตรวจจากผลการอ่าน", "reading": "พบขณะอ่านไฟล์"}
WORDS = {
    "th": {"not": "ไม่ตรวจเมื่อ", "unsure": "ถือว่าไม่แน่ใจเมื่อ", "remedy": "สิ่งที่ควรทำ"},
    "en": {"not": "not applicable", "unsure": "unsure", "remedy": "what to do"},
}


def text(lang: Language) -> str:
    """The list for a terminal: a line per check, what is said of it below."""
    side = 0 if lang == "th" else 1
    lines: list[str] = []
    for family, checks in by_family():
        lines += ["", FAMILIES[family][side]]
        for check in checks:
            severity = SEVERITIES[check.severity] if lang == "th" else check.severity
            lines.append(f"  {check.check_id}  [{severity}]  {check.what[side]}")
            lines += [f"      {name}: {words}" for name, words in _said(check, lang)]
    return "\n".join(lines).lstrip("\n") + "\n"


def by_family() -> list[tuple[str, list[Listed]]]:
    """The checks of each family, those made while reading behind the others."""
    listed = listed_checks()
    return [(family, own) for family in FAMILIES
            if (own := [check for check in listed if check.family == family])]


def _said(check: Listed, lang: Language) -> Iterator[tuple[str, str]]:
    """What a check says of itself beside what it looks for; what is empty is left out."""
    side, words = (0, WORDS["th"]) if lang == "th" else (1, WORDS["en"])
    said = (("not", check.not_applicable), ("unsure", check.unsure), ("remedy", check.remedy))
    return ((words[name], pair[side]) for name, pair in said if pair[side])


def markdown_page() -> str:
    """docs/checks.md: how to read a finding, the limits, and every check in both languages."""
    parts = [_HEAD, _limits()]
    for family, checks in by_family():
        parts.append(f"## {FAMILIES[family][1]} · {FAMILIES[family][0]}\n")
        parts += [_entry(check) for check in checks]
    return "\n".join(parts)


def _entry(check: Listed) -> str:
    made = "" if check.made_by == "audit" else f" · {check.made_by}"
    lines = [f"### `{check.check_id}` ({check.severity}{made})", "", check.what[1]]
    lines += [f"*{name}:* {words}" for name, words in _said(check, "en")]
    thai = [check.what[0], *(f"*{name}:* {words}" for name, words in _said(check, "th"))]
    return "\n\n".join([*lines[:1], *lines[2:], " · ".join(thai)]) + "\n"


def _limits() -> str:
    rows = [f"| `{r['value']}` | {r['canonical']} | {r['english']} | {r['thai']} |"
            for r in table("limits")]
    return "\n".join([*_LIMITS.splitlines(), *rows, ""])


_HEAD = """\
# The checks of a form

This page is made by `oit checks --markdown` and kept true by a test; the words are those of the
checks themselves. Each check says of a form that it passes, fails, or does not apply and why. A
failure is a finding with its severity (error, warning, info), its evidence (the very cells) and
its `origin`: **agency** (the form says so), **extraction** (we could not read it) or **unsure**
(it may be either, and is never an accusation). A finding is unsure whenever something that it
rests on may be our misreading: a value of low confidence, a row, column or heading that was not
understood, letters of a bare text or of a form in which letters are surely misread, ticks that an
export may have lost.
"""
_LIMITS = """\
## Limits

`oit audit --config FILE` takes a TOML file that sets some of them otherwise, for example

    [limits]
    certifier_share = 0.5

| limit | default | meaning | ความหมาย |
|---|---:|---|---|"""
