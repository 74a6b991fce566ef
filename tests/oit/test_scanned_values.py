"""Numbers read from pictures are kept only where the rest of the form agrees."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from extract.reader import read_document
from oit.pipeline import forms_of
from schema.form import Form, Source
from schema.table import Block, Cell, RawDocument, RawParagraph

ANALYSIS = "sao_2566_analysis"
SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def document(name: str) -> RawDocument:
    return read_document(SAMPLES / f"{name}.docx")


def form(name: str, old: str = "", new: str = "", *, scanned: bool = True) -> Form:
    """A sample as a scan of one page would bring it, the first `old` in a block read as `new`."""
    left = [old] if old else []

    def text(words: str) -> str:
        return words.replace(old, new, 1) if left and old in words and left.pop() else words

    def block(each: Block) -> Block:
        if isinstance(each, RawParagraph):
            return _read(each, text(each.text), scanned)
        rows = tuple(tuple(cell and _read(cell, text(cell.text), scanned) for cell in row)
                     for row in each.rows)
        return each.model_copy(update={"rows": rows})

    raw = document(name)
    made = raw.model_copy(update={"blocks": tuple(map(block, raw.blocks)), "pages": 1,
                                  "reader": "ocr:oit" if scanned else "pdf-text"})
    source = Source(file="x.pdf", sha256="0" * 64, media_type="application/pdf", pages=1,
                    reader=made.reader)
    [found] = forms_of(made, source)
    return found


Piece = TypeVar("Piece", Cell, RawParagraph)


def _read(piece: Piece, text: str, scanned: bool) -> Piece:
    return replace(piece, text=text, layer=None, engine="oit" if scanned else None,
                   place=piece.place.model_copy(update={"page": 1}))


def doubted(made: Form) -> list[str]:
    return [str(found.data["text"]) for found in made.findings if found.check == "number_in_doubt"]


def test_what_agrees_stays() -> None:
    """Read well, a scan has the very numbers of the file; the total of this one does not follow."""
    own, file = form(ANALYSIS), form(ANALYSIS, scanned=False)
    assert {score.scope for score, kept in zip(file.scores, own.scores, strict=True)
            if score.score != kept.score} == {"overall", "indicator"}
    assert [(a.start, a.end) for a in own.actions] == [(a.start, a.end) for a in file.actions]
    assert (own.fiscal_year, own.measures_fiscal_year) == (2566, 2567)


def test_a_form_without_contradiction_loses_nothing() -> None:
    name = "sao_2566_monitoring"
    assert doubted(form(name)) == []
    assert form(name).fiscal_year == form(name, scanned=False).fiscal_year


@pytest.mark.parametrize(("name", "old", "new"), [
    (ANALYSIS, "ปีงบประมาณ พ.ศ. ๒๕๖๖", "ปีงบประมาณ พ.ศ. ๒๕๙๖"),  # no form is for it
    ("sao_2566_monitoring", "๒๕๖๖", "๒๕๖๐"),  # before the list of items that it uses
    ("province_2567_assignment", "2567", "2561"),
])
def test_a_year_that_cannot_be(name: str, old: str, new: str) -> None:
    """Null with its raw words; in a file that holds letters it is what the agency printed."""
    scan, file = form(name, old, new), form(name, old, new, scanned=False)
    assert (scan.fiscal_year, scan.absent["fiscal_year"]) == (None, "unreadable")
    assert scan.raws["fiscal_year"]
    assert file.fiscal_year is not None
    assert doubted(file) == []


def test_a_date_far_from_the_year_of_the_form() -> None:
    made = form(ANALYSIS, "1/2/2567", "1/2/2561")
    [action] = [a for a in made.actions if a.absent.get("start") == "unreadable"]
    assert (action.start, action.end) == (None, "2024-05-31")


def test_a_score_that_lacks_the_last_digit_of_all_others() -> None:
    assert "87.3" in doubted(form(ANALYSIS, "87.30", "87.3"))
    assert "87.3" not in doubted(form(ANALYSIS))  # printed as 87.30


def test_two_prints_of_a_score_that_differ_in_a_digit() -> None:
    """i1 stands twice in the form; one of the two was misread."""
    file = form(ANALYSIS, scanned=False)
    [(code, value), *_] = [(s.code, s.score) for s in file.scores if s.instrument == "IIT"
                           and s.scope == "item" and s.occurrence == 2]
    made = form(ANALYSIS, f"{value:.2f}", f"{value:.2f}"[:-1] + "5")
    own = [s for s in made.scores if s.code == code]
    assert len(own) > 1
    assert {(s.score, s.absent.get("score")) for s in own} == {(None, "unreadable")}
    assert all(s.raws["score"] for s in own)
