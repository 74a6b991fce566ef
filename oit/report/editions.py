"""The editions of the item list, and the items of one: for people, in text, CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from html import escape
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalogue.crosswalk import pairs
from catalogue.editions import CatalogueItem, Edition, default_edition, editions
from oit.report.page import page
from oit.report.wrapping import wrapped

Row = dict[str, Any]
COMPLETE = {"yes": "ครบ / yes", "partial": "บางส่วน / partial", "no": "ไม่ครบ / no"}
EDITION_COLUMNS = (
    "edition", "items", "n_items", "complete", "confidence", "default", "crosswalk_to", "sources",
    "agreement", "missing",
)  # fmt: skip
ITEM_COLUMNS = (
    "edition", "code", "indicator", "indicator_title", "subindicator", "subindicator_title",
    "group", "title", "variants", "misprints", "requires", "period", "confidence", "source", "note",
)  # fmt: skip
LABELS = {
    "edition": "ปี / FY", "items": "ข้อ / items", "complete": "ครบไหม / complete",
    "confidence": "มั่นใจ / sure", "default": "ค่าเริ่มต้น / default",
    "crosswalk_to": "เทียบกับ / crosswalk to", "missing": "ที่ยังไม่ทราบ / not known",
    "sources": "แหล่ง / sources", "agreement": "ความสอดคล้อง / agreement", "code": "รหัส / code",
    "subindicator": "ตัวชี้วัดย่อย / sub-indicator", "group": "กลุ่ม / group",
    "title": "ชื่อข้อ / title", "requires": "ต้องแสดง / must show", "period": "ช่วงข้อมูล / period",
}
TEXT_OF_EDITIONS = (
    "edition", "items", "complete", "confidence", "default", "crosswalk_to", "missing",
)  # fmt: skip
TEXT_OF_ITEMS = ("code", "subindicator", "group", "title", "confidence")
WIDTHS = {"missing": 40, "group": 30, "title": 44}


def edition_rows() -> list[Row]:
    """Every edition, oldest first."""
    chosen = default_edition().year
    return [_edition_row(known, known.year == chosen) for known in editions().values()]


def _edition_row(known: Edition, is_default: bool) -> Row:
    joined = {year for pair in pairs() if known.year in pair for year in pair} - {known.year}
    return {
        "edition": known.year, "items": len(known.items), "n_items": known.n_items,
        "complete": known.complete, "confidence": known.confidence,
        "default": "yes" if is_default else "", "crosswalk_to": "|".join(map(str, sorted(joined))),
        "sources": known.sources, "agreement": known.agreement, "missing": known.missing,
    }


def item_rows(known: Edition) -> list[Row]:
    """The items of an edition in their order."""
    return [_item_row(item) for item in known.items]


def _item_row(item: CatalogueItem) -> Row:
    listed = {name: "|".join(getattr(item, name)) for name in ("variants", "misprints", "requires")}
    return {name: getattr(item, name) for name in ITEM_COLUMNS} | listed


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as CSV with a header row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """Rows as a list of objects."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def show(console: Console, rows: Sequence[Row], known: Edition | None = None) -> None:
    """The editions, or the items of one, as a table for a terminal."""
    shown = TEXT_OF_ITEMS if known else TEXT_OF_EDITIONS
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in shown:
        table.add_column(LABELS[name].replace(" / ", "\n"), no_wrap=True)
    for row in rows:
        table.add_row(*(Text("\n".join(_cell(name, row[name]))) for name in shown))
    console.print(table)
    for text in _about(known) if known else []:
        console.print(Text("\n".join(wrapped(text, console.width - 1)), style="dim"))


def _cell(name: str, value: Any) -> list[str]:
    text = COMPLETE.get(str(value), str(value)) if name == "complete" else str(value)
    return wrapped(text.replace("|", ", "), WIDTHS.get(name, 30))


def _about(known: Edition) -> list[str]:
    """What an edition rests on and lacks."""
    facts = {
        "จำนวนข้อ / items": str(len(known.items)),
        LABELS["complete"]: COMPLETE[known.complete], LABELS["confidence"]: f"{known.confidence}",
        LABELS["sources"]: known.sources, LABELS["agreement"]: known.agreement,
        LABELS["missing"]: known.missing,
    }
    return [f"{label}: {text}" for label, text in facts.items() if text]


def as_html(rows: Sequence[Row], known: Edition | None = None) -> str:
    """The editions, or the items of one, as a page of its own."""
    shown = [name for name in rows[0] if name in LABELS and any(row[name] for row in rows)
             and not (known and name == "edition")]
    head = "".join(f"<th scope=col>{_bilingual(LABELS[name])}</th>" for name in shown)
    body = "".join(f"<tr>{''.join(_td(name, row[name]) for name in shown)}</tr>" for row in rows)
    table = (f"<div class=wide><table><thead><tr>{head}</tr></thead>"
             f"<tbody>{body}</tbody></table></div>")
    if known is None:
        return page("รายการข้อ OIT รายปี", "Editions of the OIT item list", table)
    told = "".join(f"<p class=note>{escape(text)}</p>" for text in _about(known))
    return page(f"รายการข้อ OIT ปี {known.year}", f"OIT items of FY {known.year}", table + told)


def _bilingual(label: str) -> str:
    thai, _, english = label.partition(" / ")
    return f"{escape(thai)}<small lang=en>{escape(english)}</small>"


def _td(name: str, value: Any) -> str:
    text = COMPLETE.get(str(value), str(value)) if name == "complete" else str(value)
    parts = "<br>".join(escape(part) for part in text.split("|"))
    return f"<td class={name}>{parts}</td>"
