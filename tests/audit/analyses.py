"""A clean analysis of FY2566 whose scores all follow from those below, and ways to spoil it."""

from __future__ import annotations

from catalogue.editions import editions
from schema.form import Form, Score, Source

IIT = {f"i{n}": 90.0 for n in range(1, 31)} | {"i1": 90.25}  # indicator 1: 90.0416… -> 90.04
OIT = {item.code.lower(): 100.0 for item in editions()[2566].items} | {"o43": 0.0}
INDICATORS = {  # what follows; EIT is free
    "1": 90.04, "2": 90.0, "3": 90.0, "4": 90.0, "5": 90.0, "6": 88.0, "7": 88.0, "8": 88.0,
    "9": 100.0, "10": 90.0,
}
TOTAL = 91.40  # .3 * 90.0083 + .3 * 88 + .4 * 95


def form(items: dict[str, float] | None = None, indicators: dict[str, float] | None = None,
         total: float = TOTAL, level: str = "ผ่านดี", year: int = 2566,
         more: tuple[Score, ...] = (), reader: str = "docx") -> Form:
    """An analysis with the scores given; by default every score follows from those below."""
    rows = [Score(scope="overall", title=level, score=total, fiscal_year=year)]
    rows += [Score(scope="indicator", code=c, score=v, table=1, fiscal_year=year,
                   instrument="IIT" if int(c) < 6 else "EIT" if int(c) < 9 else "OIT")
             for c, v in (INDICATORS | (indicators or {})).items()]
    rows += [item(c, v, year) for c, v in (items if items is not None else IIT | OIT).items()]
    source = Source(file="a.docx", sha256="0" * 64, media_type="x", reader=reader)
    return Form(form_id="f0", source=source, kind="analysis", fiscal_year=year, edition=year,
                scores=(*rows, *more))


def item(code: str, score: float, year: int | None = 2566) -> Score:
    instrument = {"i": "IIT", "e": "EIT", "o": "OIT"}[code[0]]
    return Score(scope="item", code=code, score=score, fiscal_year=year, table=1,
                 instrument=instrument)  # type: ignore[arg-type]


def without(*codes: str) -> dict[str, float]:
    return {code: score for code, score in (IIT | OIT).items() if code not in codes}


def table_of(year: int | None) -> tuple[Score, ...]:
    """A second table of indicators, of a year or of none that is printed."""
    return tuple(Score(scope="indicator", code=c, score=80.0, table=2, fiscal_year=year)
                 for c in INDICATORS)
