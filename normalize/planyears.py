"""The two years of an analysis: that of the results, and that which its measures are for.

A cover prints both ("มาตรการส่งเสริม… ปีงบประมาณ 2567" over "การวิเคราะห์ผลการประเมิน … 2566"):
the words before a year say which one it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from normalize.dates import fiscal_year_of
from normalize.digits import arabic
from normalize.text import nfc
from normalize.years import every_year
from schema.record import Record
from schema.table import Frozen, RawParagraph
from schema.value import AnyValue, Value, absent

_RESULTS = re.compile("วิเคราะห์|ผลการประเมิน|ผลคะแนน|รายงานผล")
_PLANNED = re.compile("มาตรการ|แผน|แนวทาง")


class Named(Frozen):
    """A year, what it is the year of ("results", "planned") and the line that says so."""

    year: int
    of: str
    line: RawParagraph
    rules: tuple[str, ...] = ()


def named_years(front: Sequence[RawParagraph]) -> tuple[Named, ...]:
    """The years of the heading lines whose words say what they are for.

    A line may be the end of a heading that began above it, back to the year before.
    """
    out: list[Named] = []
    words = ""
    for line in front:
        text, at = arabic(nfc(line.text)), 0
        for match in every_year(text):
            words += " " + text[at : match.begin]
            kinds = {"results": _RESULTS, "planned": _PLANNED}
            of = next((kind for kind, said in kinds.items() if said.search(words)), None)
            out += [Named(year=match.year, of=of, line=line, rules=match.rules)] if of else []
            words, at = "", match.end
        words += " " + text[at:]
    return tuple(out)


def year_of(named: Sequence[Named], of: str) -> AnyValue | None:
    """The year most often named as one of this kind, the first among equals; None without one."""
    own = [n for n in named if n.of == of]
    if not own:
        return None
    counted = Counter(n.year for n in own)
    best = max(own, key=lambda n: counted[n.year])
    return Value(text=best.year, raw=best.line.raw.strip(), places=(best.line.place,),
                 rules=(f"year.{of}", *best.rules), confidence=best.line.confidence)


def year_of_plan(actions: Sequence[Record]) -> AnyValue:
    """The fiscal year in which most actions end, where no heading names the year planned for."""
    ends = [(date.fromisoformat(r.text("end")), r.values["end"]) for r in actions if r.text("end")]
    if not ends:
        return absent("not_stated")
    counted = Counter(fiscal_year_of(day) for day, _ in ends)
    year, count = counted.most_common(1)[0]
    witness = next(value for day, value in ends if fiscal_year_of(day) == year)
    return Value(text=year, raw=witness.raw, places=witness.places, rules=("year.by_dates",),
                 confidence=round(0.9 * count / len(ends), 2))
