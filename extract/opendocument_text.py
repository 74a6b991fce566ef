"""Paragraphs and lists of OpenDocument as pieces: spans, links, notes, labels, tick boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.opendocument_package import DRAW, FO, OFFICE, STYLE, TEXT, XLINK, Document, Letters
from extract.sheet_pieces import Printer
from extract.word_numbering import numeral
from extract.word_package import integer, local_name
from extract.word_pieces import Piece, unindented
from extract.xmlpart import Element

_SPACE = re.compile(r"[ \t\n\r]+")
_BOX = {True: "☑", False: "☐"}
#: Number formats of lists and what the counter of Word documents calls them.
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_FORMATS |= {"I": "upperRoman", "๑": "thaiNumbers", "ก": "thaiLetters"}
#: Elements of a paragraph that print nothing: comments, deleted text, forms, readings.
_SILENT = frozenset(("annotation", "tracked-changes", "forms", "ruby-text", "sequence-decls"))
_SPACES_LIMIT = 1000
_PLAIN = Letters()


class Paragraph(NamedTuple):
    """The pieces of a paragraph and the text boxes anchored in it."""

    pieces: list[Piece]
    boxes: list[Element]


class Texts:
    """Reads paragraphs in reading order; lists count on, notes are kept for the end."""

    def __init__(self, document: Document, printer: Printer) -> None:
        """Get ready to read a document."""
        self._document = document
        self._printer = printer
        self._counts: dict[tuple[str, int], int] = {}
        self._deleted = _deletions(document.body)
        self._inserting: set[str] = set()
        self.notes: list[Element] = []

    def paragraph(self, element: Element, label: str = "", base: Letters = _PLAIN) -> Paragraph:
        """A text:p or text:h, with the label of the list item it begins."""
        letters = self._document.styles.letters("paragraph", element.get(TEXT + "style-name"))
        boxes: list[Element] = []
        pieces = _trimmed(list(self._inline(element, letters.over(base), None, boxes)))
        if label and any(piece.text.strip() for piece in pieces):
            return Paragraph([Piece(f"{label} ", "", ("odf.numbering",)), *pieces], boxes)
        return Paragraph(unindented(pieces), boxes)

    def _inline(
        self, parent: Element, letters: Letters, target: str | None, boxes: list[Element]
    ) -> Iterator[Piece]:
        yield from self._words(parent.text, letters, target)
        for element in parent:
            name = local_name(element)
            if not name:  # a reference to an entity, which does not expand
                pass
            elif element.tag.startswith(DRAW):
                yield from self._drawn(element, boxes)
            elif name == "note":
                self.notes.extend(element.iterchildren(TEXT + "note-body"))
            elif name == "s":
                count = min(integer(element.get(TEXT + "c"), 1), _SPACES_LIMIT)
                yield self._piece(" " * count, letters, target)
            elif name in ("tab", "line-break"):
                yield self._piece("\t" if name == "tab" else "\n", letters, target)
            elif name.startswith("change"):
                yield from self._change(element, name, letters)
            elif name == "content-control" and _attribute(element, "checkbox") == "true":
                ticked = _attribute(element, "checked") == "true"
                yield Piece(_BOX[ticked], "".join(element.itertext()), ("odf.checkbox",))
            elif name not in _SILENT and element.tag != OFFICE + "binary-data":
                yield from self._within(element, letters, target, boxes)
            yield from self._words(element.tail, letters, target)

    def _within(
        self, element: Element, letters: Letters, target: str | None, boxes: list[Element]
    ) -> Iterator[Piece]:
        """A span, link, field or other wrapper."""
        own = self._document.styles.letters("text", element.get(TEXT + "style-name"))
        address = element.get(XLINK + "href") if element.tag == TEXT + "a" else None
        yield from self._inline(element, own.over(letters), address or target, boxes)

    def _change(self, element: Element, name: str, letters: Letters) -> Iterator[Piece]:
        """A tracked change: deleted words are a mark alone, inserted ones go on up to its end."""
        number = element.get(TEXT + "change-id", "")
        if name == "change-start":
            self._inserting.add(number)
        elif name == "change-end":
            self._inserting.discard(number)
        elif number in self._deleted:
            gone = self._printer.piece(self._deleted[number], "", (), letters.as_font(), None)
            yield Piece("", "", kinds=("deleted",), gone=gone.text)

    def _drawn(self, element: Element, boxes: list[Element]) -> Iterator[Piece]:
        """A tick box control; text boxes come behind their paragraph."""
        control = element.get(DRAW + "control")
        if control in self._document.ticks:
            yield Piece(_BOX[self._document.ticks[control]], "", ("odf.checkbox",))
        boxes.extend(element.iter(DRAW + "text-box"))

    def _words(self, text: str | None, letters: Letters, target: str | None) -> Iterator[Piece]:
        if text:
            yield self._piece(_SPACE.sub(" ", text), letters, target)

    def _piece(self, text: str, letters: Letters, target: str | None) -> Piece:
        piece = self._printer.piece(text, text, (), letters.as_font(), target)
        return piece._replace(kinds=(*piece.kinds, "inserted")) if self._inserting else piece

    def items(
        self, element: Element, depth: int = 1, style: str | None = None
    ) -> Iterator[tuple[Element, str]]:
        """The paragraphs and tables of a text:list, each with its label ("" for none)."""
        style = element.get(TEXT + "style-name") or style
        if depth == 1 and element.get(TEXT + "continue-numbering") != "true" and style:
            continued = element.get(TEXT + "continue-list") is not None
            self._restart(style, 0 if not continued else depth)
        for item in element:
            header = local_name(item) == "list-header"
            label = "" if header else self._label(style, depth, item)
            for child in item:
                if local_name(child) == "list":
                    self._restart(style or "", depth)
                    yield from self.items(child, depth + 1, style)
                else:
                    yield child, label
                    label = ""

    def _restart(self, style: str, depth: int) -> None:
        """Let the levels deeper than `depth` begin anew."""
        for key in [k for k in self._counts if k[0] == style and k[1] > depth]:
            del self._counts[key]

    def _label(self, style: str | None, depth: int, item: Element) -> str:
        """The number or bullet of a list item: "1.", "(๑)", "•"."""
        level = self._level(style, depth)
        if style is None or level is None:
            return ""
        start = item.get(TEXT + "start-value") or level.get(TEXT + "start-value")
        first = integer(start, 1)
        restarted = item.get(TEXT + "start-value") is not None
        before = None if restarted else self._counts.get((style, depth))
        self._counts[style, depth] = first if before is None else before + 1
        if local_name(level) == "list-level-style-bullet":
            return self._bullet(level)
        if not level.get(STYLE + "num-format"):
            return ""
        shown = max(1, min(integer(level.get(TEXT + "display-levels"), 1), depth))
        numbers = [self._number(style, at) for at in range(depth - shown + 1, depth + 1)]
        prefix, suffix = (str(level.get(STYLE + f"num-{end}fix", "")) for end in ("pre", "suf"))
        return prefix + ".".join(numbers) + suffix

    def _number(self, style: str, depth: int) -> str:
        level = self._level(style, depth)
        form = "1" if level is None else level.get(STYLE + "num-format", "1")
        return numeral(self._counts.get((style, depth), 1), _FORMATS.get(form[:1], "decimal"))

    def _bullet(self, level: Element) -> str:
        character = level.get(TEXT + "bullet-char", "•")
        font = next((p.get(FO + "font-family") or p.get(STYLE + "font-name") for p in level), None)
        piece = self._printer.piece(character, character, (), Letters(font).as_font(), None)
        return "•" if "\ue000" <= piece.text <= "\uf8ff" else piece.text

    def _level(self, style: str | None, depth: int) -> Element | None:
        found = self._document.styles.list_style(style)
        levels = () if found is None else tuple(found)
        return next((e for e in levels if integer(e.get(TEXT + "level"), 1) == depth), None)


def _deletions(body: Element) -> dict[str, str]:
    """The words of tracked deletions by the id of the change."""
    found: dict[str, str] = {}
    for region in body.iter(TEXT + "changed-region"):
        for deletion in region.iterchildren(TEXT + "deletion"):
            words = "\n".join("".join(p.itertext()) for p in deletion.iter(TEXT + "p", TEXT + "h"))
            number = region.get(TEXT + "id") or _attribute(region, "id")
            found[number] = words
    return found


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name; "" where it is missing."""
    found = (value for key, value in element.attrib.items() if key.endswith("}" + name))
    return str(next(found, ""))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space at both ends and double spaces the source only wraps by."""
    kept: list[Piece] = []
    for piece in pieces:
        open_space = not kept or kept[-1].text.endswith(("\n", "\t"))
        text = piece.text
        if open_space and piece.layer == text and text.strip(" "):
            piece = piece._replace(text=text.lstrip(" "), layer=text.lstrip(" "))
        kept.append(piece)
    return kept
