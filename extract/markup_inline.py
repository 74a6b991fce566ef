"""The text of a web page as lines of pieces: white space as a browser shows it, links, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.glyphs import draws_thai_digits, is_symbol_font, symbols, thai_digits
from extract.word_pieces import Piece
from extract.word_styles import is_red
from extract.xmlpart import Element
from schema.table import MarkKind


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements that begin and end a line.
_LINES = _tags(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul"
)
#: Elements that print nothing.
_SILENT = _tags(
    "area audio canvas datalist head iframe link map math meta noscript object script select style "
    "svg template textarea title video"
)
_STRUCK = frozenset(("s", "strike", "del"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_COLOURS = {"red": "FF0000", "darkred": "8B0000", "crimson": "DC143C", "firebrick": "B22222"}
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})", re.I)
_DECORATION = re.compile(r"text-decoration[\w-]{0,40}+\s{0,40}+:[^;]{0,200}line-through", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_FONT = re.compile(r"font-family\s*:\s*([^;]+)", re.I)
_BOX = {True: "☑", False: "☐"}


class Scope(NamedTuple):
    """What holds for everything within an element."""

    kinds: tuple[MarkKind, ...] = ()
    target: str | None = None
    font: str | None = None
    kept: bool = False


Line = list[Piece]


class Inline:
    """Takes a page apart: into lines of pieces, and the tables between them."""

    def flow(self, parent: Element, tables: bool = True) -> Iterator[Line | Element]:
        """Lines and tables of an element in reading order; blank lines are left out."""
        line: Line = []
        for found in _walk(parent, Scope(), tables):
            if isinstance(found, Piece):
                line.append(found)
                continue
            yield from _finished(line)
            line = []
            if found is not None:
                yield found
        yield from _finished(line)


def _walk(element: Element, scope: Scope, tables: bool) -> Iterator[Piece | Element | None]:
    """Pieces, tables, and None where a line ends. No recursion: pages nest without limit."""
    stack: list[tuple[Element, Scope, bool]] = [(element, scope, False)]
    while stack:
        node, outer, behind = stack.pop()
        if behind:
            if node.tag in _LINES:
                yield None
            if node is not element and node.tail:
                yield from _words(node.tail, outer)
            continue
        stack.append((node, outer, True))
        inner = outer if not isinstance(node.tag, str) else _within(node, outer)
        if inner is None or not isinstance(node.tag, str) or node.tag in _SILENT:
            continue
        if node.tag in _LINES:
            yield None
        if node.tag == "table" and tables and node is not element:
            yield node
            continue
        yield from _opening(node, inner)
        if node.text:
            yield from _words(node.text, inner)
        stack.extend((child, inner, False) for child in reversed(node))


def _opening(node: Element, scope: Scope) -> Iterator[Piece | None]:
    """What an element prints before its own text."""
    if node.tag == "br":
        yield Piece("\n", "\n")
    elif node.tag in ("td", "th"):
        yield Piece(" ", " ")
    elif node.tag == "li":
        yield from _label(node, scope)
    elif node.tag == "input":
        kind = (node.get("type") or "text").casefold()
        if kind in ("checkbox", "radio"):
            yield Piece(_BOX["checked" in node.attrib], "", ("html.checkbox",), scope.kinds)
        elif kind in ("text", "number", "date", "tel", "email", "url"):
            yield from _words(node.get("value", ""), scope)


def _label(item: Element, scope: Scope) -> Iterator[Piece]:
    """The number of an item in an ordered list; a bullet is "•"."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        yield Piece("• ", "", ("html.list",), scope.kinds)
        return
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    start = parent.get("start", "1").strip()
    first = int(start) if start.isdecimal() and len(start) < 7 else 1
    text = f"{first + before}. "
    yield Piece(text, "", ("html.list",), scope.kinds)


def _words(text: str, scope: Scope) -> Iterator[Piece]:
    """A text with the white space of the source as a browser shows it: runs are one space."""
    spaced = text if scope.kept else _SPACE.sub(" ", text)
    if not spaced:
        return
    printed, rules = spaced, tuple[str, ...]()
    if scope.font is not None and is_symbol_font(scope.font):
        printed, rules = symbols(scope.font, spaced), ("html.sym",)
    elif draws_thai_digits(scope.font):
        printed, rules = thai_digits(spaced), ("html.it9_digits",)
    yield Piece(printed, spaced, rules if printed != spaced else (), scope.kinds, scope.target)


def _within(node: Element, outer: Scope) -> Scope | None:
    """What holds within an element; None for one that is not shown."""
    style = node.get("style") or ""
    if _HIDDEN.search(style) or "hidden" in node.attrib:
        return None
    kinds = list(outer.kinds)
    if node.tag in _STRUCK or _DECORATION.search(style):
        kinds.append("struck")
    if node.tag == "mark":
        kinds.append("highlighted")
    colour = _colour_of(node, style)
    if colour is not None:
        kinds = [kind for kind in kinds if kind != "red"] + (["red"] if is_red(colour) else [])
    target = node.get("href") if node.tag == "a" and node.get("href") else outer.target
    return Scope(
        tuple(dict.fromkeys(kinds)),
        target,
        _font_of(node, style) or outer.font,
        outer.kept or node.tag == "pre",
    )


def _colour_of(node: Element, style: str) -> str | None:
    """The colour of the letters that an element sets, as six hexadecimal digits."""
    found = _COLOUR.search(style)
    name = found[1] if found else node.get("color") if node.tag == "font" else None
    if name is None:
        return None
    name = name.replace("!important", "").strip().casefold()
    rgb = _RGB.match(name)
    if rgb:
        return bytes(min(255, int(part)) for part in rgb.groups()).hex()
    digits = name.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return _COLOURS.get(name, digits)


def _font_of(node: Element, style: str) -> str | None:
    """The first font that an element names."""
    found = _FONT.search(style)
    names = found[1] if found else node.get("face") if node.tag == "font" else None
    return names.split(",")[0].strip(" \"'") if names else None


def _finished(line: Line) -> Iterator[Line]:
    """A line without blank beginning and end, spaces that meet made one; none if it is blank."""
    kept: Line = []
    open_space = True
    for piece in line:
        text, layer = piece.text, piece.layer
        if open_space and layer == text:
            text = layer = text.lstrip(" ")
        if text == "\n" and kept:
            kept[-1] = _stripped(kept[-1])
        if text:
            open_space = text.endswith((" ", "\n"))
            kept.append(piece._replace(text=text, layer=layer))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if any(piece.text.strip() for piece in kept):
        while not kept[0].text.strip():
            kept.pop(0)
        kept[-1] = _stripped(kept[-1])
        yield kept


def _stripped(piece: Piece) -> Piece:
    text = piece.text.rstrip(" ")
    return piece._replace(text=text, layer=text if piece.layer == piece.text else piece.layer)
