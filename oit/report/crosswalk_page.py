"""The crosswalk as a page: both lists side by side, a line from each item to its counterpart."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from catalogue.crosswalk import Hop
from catalogue.editions import CatalogueItem, Edition
from oit.report.crosswalk import Line, evidence, is_supported, step, unsupported_message
from oit.report.page import page
from oit.report.relations import RELATIONS, Word, word

ROW = 46
"""Height of an item in px; the lines are drawn by it, so that they need no script."""
GUTTER = 230
"""Width in px of the space that the lines cross."""
UNSURE = 0.80
"""Confidence below which a line is dashed."""


def as_html(found: list[Line], start: Edition, end: Edition, chosen: str | None = None) -> str:
    """A page with the figure, a legend and the evidence; `chosen` is the item it begins with."""
    about = f"<p>{escape(unsupported_message(start, end))}</p>"
    if is_supported(start, end):
        about = _legend(found)
    title = f"ปี {start.year} → {end.year}"
    return page(
        f"เทียบข้อ OIT {title}", f"OIT items of FY {start.year} in FY {end.year}",
        about + _figure(found, start, end, chosen) + _table(found, start, end),
        style="crosswalk.css", script="crosswalk.js",
    )


def _legend(found: list[Line]) -> str:
    """The relations that occur, each with its colour, meaning and number."""
    entries = [(name, words, sum(line.relation == name for line in found))
               for name, words in RELATIONS.items()]
    listed = "".join(
        f"<li>{_chip(name, words)} <b>{count}</b> {escape(words.meaning_th)} "
        f"<small lang=en>{words.english}: {escape(words.meaning_en)}</small></li>"
        for name, words, count in entries if count)
    hint = ("ชี้หรือแตะข้อใดข้อหนึ่งเพื่อดูเส้นและเหตุผลของข้อนั้น กดซ้ำเพื่อยกเลิก เส้นประคือคู่ที่มั่นใจต่ำกว่า "
            f"{UNSURE:.2f} <small lang=en>Point at an item to follow it; click to keep it, click "
            f"again or press Esc to let go. A dashed line is less sure than {UNSURE:.2f}.</small>")
    return f"<ul class=legend>{listed}</ul><p class=hint>{hint}</p>"


def _chip(name: str | None, words: Word) -> str:
    return f'<span class="chip {name or "unknown"}" style="--c:{words.colour}">{words.thai}</span>'


def _figure(found: list[Line], start: Edition, end: Edition, chosen: str | None) -> str:
    height = ROW * max(len(start.items), len(end.items))
    left = {item.code: (n + 0.5) * ROW for n, item in enumerate(start.items)}
    right = {item.code: (n + 0.5) * ROW for n, item in enumerate(end.items)}
    relations = {line.code: line.relation for line in found if line.code}
    begun = {code: line.relation for line in found if line.code is None for code, _ in line.to}
    drawn = "".join(path for line in found for path in _paths(line, left, right))
    attribute = f' data-chosen="a-{chosen}"' if chosen else ""
    size = f"--row:{ROW}px;--gutter:{GUTTER}px;--n:{height // ROW}"
    return (
        f'<section class=figure style="{size}"{attribute}>'
        f"<h2 class=from>ปี {start.year}</h2><h2 class=to>ปี {end.year}</h2>"
        f"<ol class=from>{_items(start.items, 'a', relations)}</ol>"
        f'<svg viewBox="0 0 {GUTTER} {height}" preserveAspectRatio=none aria-hidden=true>'
        f"{drawn}</svg><ol class=to>{_items(end.items, 'b', begun)}</ol></section>"
        "<aside class=detail aria-live=polite hidden></aside>"
    )


def _items(items: Iterable[CatalogueItem], side: str, relations: dict[str, str | None]) -> str:
    return "".join(_item(item, side, relations) for item in items)


def _item(item: CatalogueItem, side: str, relations: dict[str, str | None]) -> str:
    """An item of either list; its relation is told on the left, on the right where it is new."""
    chip = _chip(relations[item.code], word(relations[item.code])) if item.code in relations else ""
    place = f"<small>{escape(item.subindicator)}</small>" if item.subindicator else ""
    title = escape(item.title)
    return (f'<li tabindex=0 id="{side}-{item.code}"><b>{item.code}</b>{place}'
            f'<span class=name title="{escape(item.title, quote=True)}">{title}</span>{chip}</li>')


def _paths(line: Line, left: dict[str, float], right: dict[str, float]) -> Iterable[str]:
    """The lines of an item: to each target, or a short end with a cross or a star."""
    words = word(line.relation)
    if line.code is None:
        for code, _ in line.to:
            yield _stub(f"b-{code}", GUTTER, right[code], words, line.relation)
        return
    for code, _ in line.to:
        y, end = left[line.code], right[code]
        dashed = " unsure" if (line.confidence or 0) < UNSURE else ""
        curve = f"M0 {y:g}C{GUTTER * 0.45:g} {y:g} {GUTTER * 0.55:g} {end:g} {GUTTER} {end:g}"
        yield (f'<path class="{line.relation}{dashed}" data-ends="a-{line.code} b-{code}" '
               f'stroke="{words.colour}" d="{curve}"/>')
    if not line.to and line.relation:
        yield _stub(f"a-{line.code}", 0, left[line.code], words, line.relation)


def _stub(end: str, x: float, y: float, words: Word, relation: str | None) -> str:
    """A short line that leads nowhere, with a mark at its end."""
    tip = x + 26 if x == 0 else x - 26
    colour = words.colour
    return (f'<g class="{relation}" data-ends="{end}" stroke="{colour}" fill="{colour}">'
            f'<path d="M{x:g} {y:g}H{tip:g}"/><circle cx="{tip:g}" cy="{y:g}" r="4"/></g>')


def _table(found: list[Line], start: Edition, end: Edition) -> str:
    """Every line with its evidence: what the figure shows, for print and for screen readers."""
    heads = (f"ปี {start.year}", "ความสัมพันธ์<small lang=en>relation</small>", f"ปี {end.year}",
             "มั่นใจ<small lang=en>sure</small>", "เหตุผล<small lang=en>evidence</small>")
    head = "".join(f"<th scope=col>{text}</th>" for text in heads)
    rows = "".join(_row(line) for line in found)
    return (f"<h2>รายการและเหตุผล <small lang=en>Items and evidence</small></h2><div class=wide>"
            f"<table class=lines><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>")


def _row(line: Line) -> str:
    words = word(line.relation)
    ends = " ".join([f"a-{line.code}"] * bool(line.code) + [f"b-{code}" for code, _ in line.to])
    targets = "<br>".join(f"<b>{code}</b> {escape(title)}" for code, title in line.to) or "–"
    own = f"<b>{line.code}</b> {escape(line.title)}" if line.code else "–"
    sure = "" if line.confidence is None else f"{line.confidence:.2f}"
    relation = f"{_chip(line.relation, words)}<small lang=en>{words.english}</small>"
    return (f'<tr data-ends="{ends}"><td>{own}</td><td class=relation>{relation}</td>'
            f"<td>{targets}</td><td>{sure}</td><td>{_reasons(line)}</td></tr>")


def _reasons(line: Line) -> str:
    parts = [_reason(hop, len(line.hops) > 1) for hop in line.hops]
    if line.looks_like:
        parts.append(f"<p class=beware>ระวัง ชื่อคล้าย {line.looks_like} แต่เป็นคนละข้อ "
                     f"<small lang=en>{line.looks_like} has a similar title but is another item"
                     "</small></p>")
    if line.note and len(line.hops) != 1:
        parts.append(f"<p>{escape(line.note_th)} <small lang=en>{escape(line.note)}</small></p>")
    return "".join(parts)


def _reason(hop: Hop, several: bool) -> str:
    english, thai = map(escape, evidence(hop))
    where = f"<b>{escape(step(hop))}</b> " if several else ""
    other = f" หรือ <small lang=en>or: {escape(hop.alternative)}</small>" if hop.alternative else ""
    return f"<p>{where}{thai} <small lang=en>{english}</small>{other}</p>"
