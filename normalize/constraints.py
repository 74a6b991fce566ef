"""The constraints that an agency names, by topic, one record for each point.

Example: "๑. ข้อจำกัดด้านบุคลากร" over "- บุคลากรไม่เพียงพอ" -> topic and text without number and dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.constrainttables import constraint_row, is_header, names_constraints
from normalize.digits import arabic
from normalize.issues import Line
from normalize.joining import join_lines
from normalize.listed import own_number, without_marker
from normalize.text import nfc, one_space, squash
from schema.record import Record
from schema.table import Frozen, RawParagraph
from schema.value import AnyValue, Value, absent

LONGEST_TOPIC = 110  # letters
_BEGIN = re.compile(r"(?:ส่วนที่|บทที่|การวิเคราะห์|ปัญหา).*ข้อจำกัด|^\W*ข้อจำกัดของหน่วยงาน")
_TOPIC = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s*)?((?:ข้อจำกัด)?ด้าน[^:：]*)(?:[:：]\s*(.*))?$", re.S)
_END = re.compile(r"^\W*(?:ส่วนที่|บทที่|ภาคผนวก|\(?ลงชื่อ|หมายเหตุ)")
_BULLET = re.compile(r"^\s*[-–—•▪●*❖➢]")


def heads_constraints(text: str) -> bool:
    """True for a heading over constraints: "ข้อจำกัดของหน่วยงานในการดำเนินการประเมิน"."""
    return bool(_BEGIN.search(nfc(text))) and len(squash(text)) <= LONGEST_TOPIC


class Constraints(Frozen):
    """The constraints of a form and the numbers of the lines they were read from."""

    records: tuple[Record, ...] = ()
    used: frozenset[int] = frozenset()


class Topic(Frozen):
    """The topic in force, where it stands, and how many points it has so far."""

    text: str
    paragraph: RawParagraph
    points: int = 0

    @property
    def value(self) -> AnyValue:
        """The topic as the value of a record."""
        return Value(text=self.text, raw=self.paragraph.raw.strip(),
                     places=(self.paragraph.place,), rules=("heading.carried",))


def constraints_of(lines: Sequence[Line]) -> Constraints:
    """The constraints below a heading such as "ส่วนที่ ๓ การวิเคราะห์ข้อจำกัดของหน่วยงาน"."""
    records: list[Record] = []
    used: set[int] = set()
    inside, topic = False, None
    listed = False  # the record above comes from a row of a table
    for n, line in enumerate(lines):
        paragraph, text = line.paragraph, nfc(line.text)
        if line.row is not None and (inside or names_constraints(line)) and line.family is None:
            above = topic.value if topic else records[-1].values["topic"] if listed else None
            row = None if is_header(line) else constraint_row(line, above)
            records += [row] if row else []
            listed = listed or row is not None
            used.add(n)
            continue
        listed = False
        if paragraph is None or _END.match(text) or _BEGIN.search(text):
            records += _without_points(topic)
            inside, topic = paragraph is not None and bool(_BEGIN.search(text)), None
        elif inside and (opened := _topic(paragraph)):
            records += _without_points(topic)
            topic, point = opened
            records += [_record(topic, point, paragraph)] if point else []
            topic = topic.model_copy(update={"points": int(bool(point))})
            used.add(n)
        elif inside and topic is not None and paragraph.text.strip():
            records.append(_record(topic, paragraph.text, paragraph))
            topic = topic.model_copy(update={"points": topic.points + 1})
            used.add(n)
        elif inside and _is_listed(line):
            records.append(_record(None, text, paragraph))
            used.add(n)
    records += _without_points(topic)
    return Constraints(records=tuple(records), used=frozenset(used))


def _is_listed(line: Line) -> bool:
    """True for a point of a list that stands under no topic; an issue's heading is none."""
    return not line.heading and bool(_BULLET.match(line.text) or own_number(line.text) is not None)


def _topic(paragraph: RawParagraph) -> tuple[Topic, str] | None:
    """A topic and what stands behind its colon; None where the line is a point."""
    text = arabic(nfc(paragraph.text))
    match = _TOPIC.match(text)
    if _BULLET.match(text) or match is None or len(squash(match[1])) > LONGEST_TOPIC:
        return None
    marked = (paragraph.layer or "").lstrip().startswith(("#", "*"))
    if own_number(text) is None and not match[1].startswith("ข้อจำกัด") and not marked:
        return None
    return Topic(text=_clean(match[1]), paragraph=paragraph), (match[2] or "").strip()


def _record(topic: Topic | None, text: str, paragraph: RawParagraph) -> Record:
    body: AnyValue = Value(text=without_marker(_clean(text)), raw=text.strip(),
                           places=(paragraph.place,), rules=("constraint.marker",),
                           confidence=paragraph.confidence)
    return Record(values={"topic": topic.value if topic else absent("not_stated"), "text": body},
                  source=paragraph.place)


def _without_points(topic: Topic | None) -> list[Record]:
    """A topic under which nothing stands is a record without text."""
    if topic is None or topic.points:
        return []
    values = {"topic": topic.value, "text": absent("not_stated", (topic.paragraph.place,))}
    return [Record(values=values, source=topic.paragraph.place)]


def _clean(text: str) -> str:
    return one_space(join_lines(arabic(nfc(text)).strip()))
