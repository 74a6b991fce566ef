"""What kind of page this is: can its text be trusted, is it a picture of text, is it blank.

What cannot be trusted is left to a reader of pictures: a missing page is said, an invented one
is not noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse
from typing import Literal, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.fonts import CONSONANTS, MARKS, TONES
from extract.pdf.glyph import Glyph, Glyphs
from extract.pdf.letters import LetterSet, codes_in
from extract.pdf.native import handles, native
from extract.pdf.objects import boxes_of, page_objects

PageKind = Literal["sound", "damaged", "scan", "junk_ocr", "blank", "picture"]

FULL_PAGE = 0.7  # share of the page from which a picture is the page
HALF_PAGE = 0.5
LARGE_PICTURE = 0.2  # share from which a picture beside text may be a pasted table, not a logo
BACKGROUND = 0.9  # share from which a picture under text is what the text is printed on
STAMP = 150  # letters that a stamp or a running head adds to a scanned page
MUCH_UNREAD = 0.05  # share of glyphs nobody can read, from which the rest is not trusted
MUCH_ILL_FORMED = 0.05  # share of Thai letters in sequences that Thai does not write
FEW_THAI = 0.05
UNREAD = frozenset({"pdf.letters_replaced", "pdf.mark.unknown", "pdf.unread"})
INVISIBLE_TEXT = 3
THAI = frozenset(map(chr, range(0x0E01, 0x0E4F)))
_THAI, _CONSONANTS, _TONES = LetterSet(THAI), LetterSet(CONSONANTS), LetterSet(TONES)
_UPPER, _LATE = LetterSet("ัิีึืุู"), LetterSet("่้๊๋์")
_BEFORE_SILENT = LetterSet("ุิ")
_MARKS = LetterSet(MARKS - frozenset("่้๊๋์ุิ"))
BLANK = frozenset(("", " ", "\u00a0"))

_render_mode = native(pdfium.FPDFTextObj_GetTextRenderMode)


class PageRoute(NamedTuple):
    """The kind of a page and why, in a few English words ("a picture covers 98 % of the page").

    covered: share of the page that its pictures cover, 0..1.
    """

    kind: PageKind
    reason: str
    covered: float = 0.0


class Content(NamedTuple):
    """What a page holds besides its glyphs: share covered by pictures, text objects, drawings.

    hidden: how many text objects are invisible; asked only where there is a picture to hide.
    """

    covered: float
    texts: int
    hidden: int
    pictures: int
    drawings: int


def page_route(page: pypdfium2.PdfPage, glyphs: Glyphs | Sequence[Glyph]) -> PageRoute:
    """The kind of one page, from its glyphs and the pictures on it.

    Example: a scanned order with a stamp "รับที่ ๑๒๓" as text is "scan", not "sound".
    """
    columns = Glyphs.of(glyphs)
    printed = list(filterfalse(BLANK.__contains__, columns.text))
    content = page_content(page)
    if not printed:
        return _without_text(content)
    rules = [rules for place, rules in columns.repairs.items() if columns.text[place] not in BLANK]
    return _picture_of_text(printed, content) or _damage(printed, rules) or PageRoute(
        "sound", f"{len(printed)} letters that can be read", content.covered)


def _without_text(content: Content) -> PageRoute:
    if content.covered >= HALF_PAGE:
        return PageRoute("scan", _covers(content))
    if content.pictures or content.drawings > 200:
        return PageRoute("picture", "pictures or drawings and no text")
    return PageRoute("blank", "no text and no picture")


def _covers(content: Content) -> str:
    return f"a picture covers {content.covered:.0%} of the page"


def _picture_of_text(printed: Sequence[str], content: Content) -> PageRoute | None:
    """A page-sized picture whose text is invisible, hardly any, or in no letters of the page."""
    if content.covered < HALF_PAGE:
        return None
    few = _thai_share(printed) < FEW_THAI
    if content.hidden > 0.5 * content.texts:
        kind: PageKind = "junk_ocr" if few else "scan"
        return PageRoute(kind, f"{_covers(content)}, its text is invisible")
    if content.covered < FULL_PAGE:
        return None
    if len(printed) < STAMP:
        return PageRoute("scan", f"{_covers(content)}, {len(printed)} letters on it")
    if few:
        return PageRoute("junk_ocr", f"{_covers(content)}, its text has no Thai")
    return None


def _thai_share(printed: Sequence[str]) -> float:
    """Share of Thai among the letters; 0 where there are none."""
    letters = [text for text in printed if text[0].isalpha() or _is_thai(text)]
    return sum(map(_is_thai, letters)) / len(letters) if letters else 0.0


def _is_thai(text: str) -> bool:
    return text[0] in THAI


def _damage(printed: Sequence[str], repairs: Sequence[tuple[str, ...]]) -> PageRoute | None:
    """A layer that names other letters than are printed, or none; repairs: of some letters."""
    unread = sum(not UNREAD.isdisjoint(rules) for rules in repairs)
    if unread > MUCH_UNREAD * len(printed):
        return PageRoute("damaged", f"{unread} of {len(printed)} glyphs have no letter")
    guessed = sum("pdf.mark.as_ascii" in rules for rules in repairs)
    text = "".join(printed)
    letters = int(np.count_nonzero(_THAI.among(codes_in(text)))) - guessed
    if guessed > 0.3 * (letters + guessed):
        return PageRoute("damaged", "marks without Thai letters")
    wrong = ill_formed(text)
    if wrong > max(3, MUCH_ILL_FORMED * letters):
        return PageRoute("damaged", f"{wrong} sequences that Thai does not write")
    return None


def ill_formed(text: str) -> int:
    """How many marks stand where Thai writes none: "ช่ื" and "สํา" have one, "ชื่อ" none.

    A vowel or ์ follows its consonant, a tone a consonant or vowel, SARA AM also a tone.
    พันธุ์ is also typed พันธ์ุ.
    """
    codes = codes_in(f" {text}")
    before, mark = codes[:-1], codes[1:]
    wrong = _MARKS.among(mark) | ((mark == ord("ำ")) & ~_TONES.among(before))
    wrong |= _LATE.among(mark) & ~_UPPER.among(before)
    wrong |= _BEFORE_SILENT.among(mark) & (before != ord("์"))
    return int(np.count_nonzero(wrong & ~_CONSONANTS.among(before)))


def page_content(page: pypdfium2.PdfPage) -> Content:
    """Pictures, text objects and drawings of a page, also inside forms."""
    width, height = page.get_size()
    texts, paths, pictures = page_objects(page)
    area = sum(max(0.0, right - left) * max(0.0, top - bottom)
               for left, bottom, right, top in boxes_of(pictures))
    return Content(
        covered=min(1.0, area / (width * height or 1.0)),
        texts=len(texts),
        hidden=list(map(_render_mode, handles(texts) if pictures else ())).count(INVISIBLE_TEXT),
        pictures=len(pictures),
        drawings=len(paths),
    )
