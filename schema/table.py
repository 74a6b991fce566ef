"""What a reader hands on: blocks of a document in reading order, each with its place.

A reader says what is *printed* (`text`) and, where the file says something else, what the
file says (`layer`). It never rewords. Line breaks inside a cell or paragraph are "\\n".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

BBox = tuple[float, float, float, float]
#: Rules behind which `layer` holds the raw words: tags of an export, a sign for the row above.
RAW_RULES = frozenset({"text.tags", "text.markdown", "text.entities", "text.stray_tab",
                       "cell.ditto"})
MarkKind = Literal["red", "struck", "highlighted", "inserted", "deleted"]


class Frozen(BaseModel):
    """A value that is never changed after it was made and takes no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_Kept = TypeVar("_Kept", bound=Frozen)


@cache
def _fields(kind: type[Frozen]) -> set[str]:
    return set(kind.model_fields)


def slim(value: _Kept) -> _Kept:
    """The value itself, which from now on shares its record of the fields that were given.

    Each value has a set of their names, 700 bytes for a cell and as much for its place: half of
    what a long document takes. All fields count as given; what is equal stays equal.
    """
    object.__setattr__(value, "__pydantic_fields_set__", _fields(type(value)))
    return value


class Place(Frozen):
    """Where something stands.

    All counts are 1-based; `bbox` is x0, top, x1, bottom in points from the page's top-left corner.
    Paged files give `page`, workbooks `sheet` and `cell` ("C12"), text files `line`.
    Example: the title cell of O1 in a text export is `Place(line=31, table=1, row=3, column=2)`.
    """

    page: int | None = None
    sheet: str | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    bbox: BBox | None = None


NOWHERE = Place()


class Mark(Frozen):
    """A stretch of text whose style carries meaning.

    `red`: printed in a red ink; `struck`: struck through, so not a claim; `highlighted`: on a
    coloured ground; `inserted` / `deleted`: a tracked change (deleted text is not in `text`).
    """

    kind: MarkKind
    text: str


class Link(Frozen):
    """A hyperlink: the text it is printed as and the address it leads to."""

    text: str
    target: str


def _raw(text: str, layer: str | None, repairs: tuple[str, ...]) -> str:
    """The raw words: a layer that only encodes what is printed otherwise is not raw text."""
    is_raw = any(rule in RAW_RULES for rule in repairs)
    return layer if layer is not None and is_raw else text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, merged or not; changed copies are made by `dataclasses.replace`.

    Long documents have tens of thousands: slots take a quarter of what a model's fields take.

    text: what is printed; "\\n" between printed lines and between paragraphs; nested tables and
        text boxes come in reading order. A ticked box is "☑", an empty one "☐", a Wingdings
        check mark "✓", a Wingdings cross "✗".
    layer: what the file says, where that differs from `text` (tags of an export, ASCII digits in
        a font that prints Thai ones); None where both are equal.
    repairs: ids of the decoding rules applied, in order, e.g. "text.tags", "word.it9_digits".
    confidence: share of readings like this one that are right, 0..1; 1 for text that needs none.
    """

    text: str = ""
    layer: str | None = None
    place: Place = NOWHERE
    row_span: int = 1
    column_span: int = 1
    repairs: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    engine: str | None = None
    alphabet: str | None = None
    confidence: float = 1.0

    @property
    def raw(self) -> str:
        """What the source prints, untouched: `text`, or the tags or sign it was read from."""
        return _raw(self.text, self.layer, self.repairs)


class RawTable(Frozen):
    """A table as it was read: rows × columns, every row of the same length.

    A merged cell stands once, at its top-left square; the squares it covers are None.
    A short row is padded with empty cells. `header_rows` counts the leading rows that the file
    itself marks as a header to be repeated on each page (0 where it does not say).
    """

    kind: Literal["table"] = "table"
    table: int
    rows: tuple[tuple[Cell | None, ...], ...]
    header_rows: int = 0
    place: Place = Place()

    @property
    def columns(self) -> int:
        """Number of columns (0 for a table without rows)."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A line or paragraph outside every table (headings, notes, signature block)."""

    kind: Literal["paragraph"] = field(default="paragraph", kw_only=True)
    text: str
    layer: str | None = None
    place: Place = NOWHERE
    repairs: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    engine: str | None = None
    confidence: float = 1.0

    @property
    def raw(self) -> str:
        """What the source prints, untouched: `text`, with the tags where an export wrote tags."""
        return _raw(self.text, self.layer, self.repairs)


class Notice(Frozen):
    """Something a reader wants said about the reading: `rule` is its stable id."""

    rule: str
    message_th: str
    message_en: str
    place: Place = Place()


Block = RawTable | RawParagraph


class RawDocument(Frozen):
    """A file as it was read: its tables and paragraphs in reading order.

    reader: "text", "docx", "xlsx", "pdf-text", "ocr:<engine>" …; media_type: by content;
    pages: number of pages where the file has pages (a form feed counts), else None;
    scanned_pages: those of a PDF that were read from their picture.
    """

    reader: str
    media_type: str
    pages: int | None = None
    scanned_pages: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = Field(default=())

    @property
    def tables(self) -> tuple[RawTable, ...]:
        """The tables, in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, RawTable))
