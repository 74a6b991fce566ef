"""A paragraph of a .docx as pieces: runs, symbols, fields, links, tracked changes, tick boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.glyphs import draws_thai_digits, is_private, is_symbol_font, symbol, thai_digits
from extract.word_numbering import Label, Numbering
from extract.word_package import MC, W14, M, R, W, child, local_name, switched_on, value
from extract.word_pieces import Piece, unindented
from extract.word_styles import Properties, Styles, kinds, printing_font
from extract.xmlpart import Element
from schema.table import MarkKind

_WRAPPERS = ("smartTag", "customXml", "sdtContent", "dir", "bdo", "rubyBase", "ruby")
_CHANGES: dict[str, MarkKind] = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
}
_PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LINK_FIELD = re.compile(r"""\s*HYPERLINK\s+(?:\\l\s+)?(?:"([^"]*)"|(\S+))""", re.IGNORECASE)
_BOX = {True: "☑", False: "☐"}
_SLOTS = ("ascii", "hAnsi", "cs")


class Paragraph(NamedTuple):
    """The pieces of a paragraph and the contents of the text boxes anchored in it."""

    pieces: list[Piece]
    boxes: list[Element]


class Scope(NamedTuple):
    """What holds for everything within an element."""

    base: Properties
    change: MarkKind | None = None
    target: str | None = None


class Field:
    """A field that is open: its instruction comes first, then the result, which is printed."""

    def __init__(self) -> None:
        """A field whose instruction begins."""
        self.instruction = ""
        self.printed = False

    @property
    def target(self) -> str | None:
        """The address of a HYPERLINK field."""
        return link_target(self.instruction) if self.printed else None


class Runs:
    """Reads paragraphs in reading order: lists count on, fields may span paragraphs."""

    def __init__(
        self, document: Element, targets: dict[str, str], styles: Styles, numbering: Numbering
    ) -> None:
        """Get ready to read; `targets` are the addresses behind the relation ids of links."""
        self._targets = targets
        self._styles = styles
        self._numbering = numbering
        self._ticks = tick_boxes(document)
        self._fields: list[Field] = []
        self.unknown_symbols: set[str] = set()

    def paragraph(self, paragraph: Element) -> Paragraph:
        """A paragraph with its automatic number, without the tabs it is indented with."""
        boxes: list[Element] = []
        base = self._styles.paragraph(paragraph)
        pieces = unindented(list(self._inline(paragraph, Scope(base), boxes)))
        for field in self._fields:  # an instruction never goes on behind its paragraph
            field.printed = True
        blank = not any(piece.text.strip() for piece in pieces)
        return Paragraph([*self._number(paragraph, base, blank), *pieces], boxes)

    def _number(self, paragraph: Element, base: Properties, blank: bool) -> Iterator[Piece]:
        """The automatic number; nothing parts it from what follows where nothing does."""
        number = self._styles.number(paragraph)
        label = None if number is None else self._numbering.label(*number)
        if label is not None and label.text:
            mark = self._styles.properties(child(paragraph, "w:pPr/w:rPr"))
            label = label._replace(suffix="") if blank else label
            yield _label_piece(label, {**base, **mark, **label.properties})

    def _inline(self, parent: Element, scope: Scope, boxes: list[Element]) -> Iterator[Piece]:
        """The pieces of what stands in a paragraph, a link, a change, a content control."""
        for element in parent:
            name = local_name(element)
            if name == "r":
                yield from self._run(element, scope, boxes)
            elif name in _CHANGES:
                change = _CHANGES[name] if scope.change != "deleted" else "deleted"
                yield from self._inline(element, scope._replace(change=change), boxes)
            elif name in ("hyperlink", "fldSimple"):
                inner = scope._replace(target=self._link(element) or scope.target)
                yield from self._inline(element, inner, boxes)
            elif name in _WRAPPERS or name == "sdt":
                yield from self._inline(element, scope, boxes)
            elif name == "AlternateContent":
                yield from self._inline(branch(element), scope, boxes)
            elif name in ("oMath", "oMathPara"):
                formula = "".join(text.text or "" for text in element.iter(M + "t"))
                yield from self._text(formula, scope, scope.base)

    def _link(self, element: Element) -> str | None:
        """The address of a w:hyperlink, or of a simple field that is one."""
        instruction = element.get(W + "instr")
        if instruction is not None:
            return link_target(instruction)
        target = self._targets.get(element.get(R + "id", ""))
        anchor = element.get(W + "anchor")
        return f"{target or ''}#{anchor}" if anchor else target

    def _run(self, run: Element, scope: Scope, boxes: list[Element]) -> Iterator[Piece]:
        properties = self._styles.run(run, scope.base)
        yield from self._run_content(run, scope, properties, boxes)

    def _run_content(
        self, run: Element, scope: Scope, properties: Properties, boxes: list[Element]
    ) -> Iterator[Piece]:
        for element in run:
            name = local_name(element)
            if name in ("t", "delText"):
                yield from self._words(element, scope, properties)
            elif name in _PRINTED:
                yield from self._text(_PRINTED[name], scope, properties)
            elif name == "sym":
                yield from self._symbol(element, scope, properties)
            elif name in ("fldChar", "instrText"):
                yield from self._field(element, name, scope, properties)
            elif name in ("drawing", "pict", "object"):
                boxes.extend(_outermost(element, W + "txbxContent"))
            elif name == "AlternateContent":
                yield from self._run_content(branch(element), scope, properties, boxes)
            elif name == "ruby":
                yield from self._inline(element, scope, boxes)

    def _words(self, element: Element, scope: Scope, properties: Properties) -> Iterator[Piece]:
        text = re.sub(r"[\r\n]+", " ", element.text or "")
        if element in self._ticks:
            yield self._styled(self._ticks[element], text, ("word.checkbox",), scope, properties)
        else:
            yield from self._text(text, scope, properties)

    def _text(self, layer: str, scope: Scope, properties: Properties) -> Iterator[Piece]:
        """A text as its font prints it; the instruction of a field is not printed at all."""
        if not layer or not all(field.printed for field in self._fields):
            return
        if properties.get("hidden"):
            yield Piece("", layer, ("word.hidden",))
            return
        text, rules = self._glyphs(layer, properties)
        yield self._styled(text, layer, rules, scope, properties)

    def _glyphs(self, layer: str, properties: Properties) -> tuple[str, tuple[str, ...]]:
        """What fonts draw for a text, and the rules that say so."""
        font = next((str(properties.get(s)) for s in _SLOTS if _symbolic(properties, s)), None)
        if font is not None:
            text = "".join(self._glyph(font, character) for character in layer)
            return text, ("word.sym",) if text != layer else ()
        if draws_thai_digits(printing_font(properties)):
            text = thai_digits(layer)
            return text, ("word.it9_digits",) if text != layer else ()
        return layer, ()

    def _glyph(self, font: str, character: str) -> str:
        printed = symbol(font, character)
        if printed is None and is_private(character):
            self.unknown_symbols.add(f"{font} {ord(character):04X}")
        return printed or character

    def _symbol(self, element: Element, scope: Scope, properties: Properties) -> Iterator[Piece]:
        """A w:sym: a code (with or without F000 added) in a font of its own."""
        code = element.get(W + "char", "")
        if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) or int(code, 16) == 0:
            return
        point = int(code, 16)
        layer = chr(point + 0xF000 if point < 0x100 else point)
        if element in self._ticks:
            yield self._styled(self._ticks[element], layer, ("word.checkbox",), scope, properties)
        elif not 0xD800 <= point < 0xE000:
            fonts = dict.fromkeys(_SLOTS, element.get(W + "font", ""))
            yield from self._text(layer, scope, {**properties, **fonts})

    def _styled(
        self, text: str, layer: str, rules: tuple[str, ...], scope: Scope, properties: Properties
    ) -> Piece:
        """A piece with its marks; deleted words are a mark alone."""
        if scope.change == "deleted":
            return Piece("", "", kinds=("deleted",), gone=text)
        inserted = (scope.change,) if scope.change else ()
        fields = (field.target for field in reversed(self._fields))
        target = scope.target or next((t for t in fields if t), None)
        return Piece(text, layer, rules, (*kinds(properties), *inserted), target)

    def _field(
        self, element: Element, name: str, scope: Scope, properties: Properties
    ) -> Iterator[Piece]:
        """Follow a complex field through its begin, instruction, separator and end."""
        step = element.get(W + "fldCharType")
        if name == "instrText":
            if self._fields and not self._fields[-1].printed:
                self._fields[-1].instruction += element.text or ""
        elif step == "begin":
            printed = _form_field(element)
            if printed:
                yield self._styled(printed, "", ("word.checkbox",), scope, properties)
            self._fields.append(Field())
        elif step == "separate" and self._fields:
            self._fields[-1].printed = True
        elif step == "end" and self._fields:
            self._fields.pop()


def _symbolic(properties: Properties, slot: str) -> bool:
    font = properties.get(slot)
    return isinstance(font, str) and is_symbol_font(font)


def _label_piece(label: Label, properties: Properties) -> Piece:
    """A number as printed; the file does not hold it, so its layer is empty."""
    thai = not label.symbol and draws_thai_digits(printing_font(properties))
    printed = thai_digits(label.text) if thai else label.text
    rules = ("word.numbering", "word.it9_digits") if printed != label.text else ("word.numbering",)
    return Piece(printed + label.suffix, "", rules)


def link_target(instruction: str) -> str | None:
    """The address in a field's instruction: 'HYPERLINK "https://example.go.th" \\o "x"'."""
    found = _LINK_FIELD.match(instruction)
    return (found[1] or found[2]) if found else None


def _form_field(begin: Element) -> str | None:
    """What the controls of an old form print: a tick box, or the chosen entry of a list."""
    box = child(begin, "w:ffData/w:checkBox")
    if box is not None:
        ticked = switched_on(box, "w:checked")
        return _BOX[bool(switched_on(box, "w:default") if ticked is None else ticked)]
    chosen = child(begin, "w:ffData/w:ddList")
    if chosen is None:
        return None
    entries = [entry.get(W + "val", "") for entry in chosen.iterchildren(W + "listEntry")]
    result = value(chosen, "w:result") or value(chosen, "w:default") or "0"
    return entries[int(result)] if result.isdecimal() and int(result) < len(entries) else None


def tick_boxes(document: Element) -> dict[Element, str]:
    """What the letters in tick box controls print: ☑ or ☐ for the first, nothing for others."""
    ticks: dict[Element, str] = {}
    for box in document.iter(W14 + "checkbox"):
        control = box.getparent().getparent()
        checked = box.find(W14 + "checked")
        on = checked is not None and checked.get(W14 + "val") in ("1", "true", "on")
        letters = control.iter(W + "t", W + "sym") if control.tag == W + "sdt" else ()
        for i, letter in enumerate(letters):
            ticks[letter] = "" if i else _BOX[on]
    return ticks


def branch(alternatives: Element) -> Element:
    """The branch of mc:AlternateContent to read: the first one with text, never two of them."""
    branches = [e for e in alternatives if e.tag in (MC + "Choice", MC + "Fallback")]
    texts = (b for b in branches if next(b.iter(W + "t", W + "sym", W + "p"), None) is not None)
    return next(texts, branches[0] if branches else alternatives.makeelement("none"))


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """Elements of a tag that are not within another one; of alternatives, one branch only."""
    for inner in element:
        if inner.tag == tag:
            yield inner
        elif local_name(inner) == "AlternateContent":
            yield from _outermost(branch(inner), tag)
        else:
            yield from _outermost(inner, tag)
