"""Scores of an analysis: overall, both tables of indicators, every occurrence of every question."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from normalize.instruments import instruments_of, question_code
from normalize.issues import lines_of
from normalize.overall import overall_of
from normalize.scores import Scores, scores_of
from schema.record import Record
from schema.table import RawParagraph
from schema.value import AnyValue, Value
from tests.normalize.printed import Rows, document

YEAR: AnyValue = Value(text=2566)
INDICATORS = ["แบบสำรวจ", "ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"]
QUESTIONS = ["ข้อคำถามแบบวัดของผู้มีส่วนได้ส่วนเสียภายใน IIT", "คะแนน"]
ISSUE_1 = "ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
ISSUE_2 = "(2) การให้บริการและระบบ E-Service"


def read(*blocks: str | RawParagraph | Rows) -> Scores:
    return scores_of(lines_of(document(*blocks)), False, frozenset(), YEAR)


def facts(records: tuple[Record, ...], *fields: str) -> list[tuple[object, ...]]:
    return [tuple(record.text(field) for field in fields) for record in records]


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("i1 เจ้าหน้าที่ดี", "i1", "เจ้าหน้าที่ดี"),
        ("i๑ เจ้าหน้าที่ดี", "i1", "เจ้าหน้าที่ดี"),
        ("I 12. เจ้าหน้าที่ดี", "i12", "เจ้าหน้าที่ดี"),
        ("e4 ในช่วง 1 ปีที่ผ่านมา", "e4", "ในช่วง 1 ปีที่ผ่านมา"),
        ("E๕ โครงการ", "e5", "โครงการ"),
        ("๐35 การดำเนินการ", "o35", "การดำเนินการ"),
        ("O 34 การประเมิน", "o34", "การประเมิน"),
        ("o๑๘ E-Service", "o18", "E-Service"),
        ("○7 ข่าวประชาสัมพันธ์", "o7", "ข่าวประชาสัมพันธ์"),
        ("ข้อ O8: Q&A", "o8", "Q&A"),
    ],
)
def test_a_code_before_a_question(text: str, code: str, title: str) -> None:
    found = question_code(text)
    assert found is not None
    assert (found.code, found.title) == (code, title)


@pytest.mark.parametrize("text", ["E-Service", "แบบวัด EIT", "1 เจ้าหน้าที่", "0.50", "o123 ก", "i0 ก"])
def test_a_text_without_a_code(text: str) -> None:
    assert question_code(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ภายใน (IIT) และภายนอก (EIT)", ("IIT", "EIT")),
        ("แบบวัดของผู้มีส่วนได้เสียภายใน EIT", ("EIT",)),  # the letters count before the words
        ("ผู้มีส่วนได้ส่วนเสียภายนอก", ("EIT",)),
        ("คะแนน", ()),
    ],
)
def test_the_instruments_a_text_names(text: str, names: tuple[str, ...]) -> None:
    assert instruments_of(text) == names


def test_two_tables_of_indicators_are_told_apart() -> None:
    """The first is of the year of the form; the second says none, so none is given."""
    first = [INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "99.75"], ["", "๒", "การใช้งบ", "๙๘.๑๑"],
             ["EIT", "6", "คุณภาพ", "88.41"]]  # fmt: skip
    second = [INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "91.22"]]
    found = read("ผลปีงบประมาณ พ.ศ. 2566", first, second).records
    fields = ("scope", "instrument", "code", "score", "table", "occurrence", "fiscal_year", "issue")
    assert facts(found, *fields) == [
        ("indicator", "IIT", "1", 99.75, 1, 1, 2566, None),
        ("indicator", "IIT", "2", 98.11, 1, 1, 2566, None),
        ("indicator", "EIT", "6", 88.41, 1, 1, 2566, None),
        ("indicator", "IIT", "1", 91.22, 2, 2, None, None),
    ]
    assert found[1].values["instrument"].rules[-1] == "instrument.carried"


def test_a_caption_gives_a_table_its_year() -> None:
    table = [INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "80"]]
    found = read(table, "ผลคะแนนประจำปีงบประมาณ พ.ศ. ๒๕๖๕", table).records
    assert facts(found, "table", "fiscal_year") == [(1, 2566), (2, 2565)]


def test_a_table_over_two_pages_is_one_table() -> None:
    first = [INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "80"], ["", "2", "การใช้งบ", "70"]]
    second = [INDICATORS, ["EIT", "6", "คุณภาพ", "60"]]
    found = read(first, second).records
    assert facts(found, "code", "table") == [("1", 1), ("2", 1), ("6", 1)]


def test_a_dash_for_a_score_is_a_score_that_is_not_stated() -> None:
    found = read([INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "80"], ["", "2", "การใช้งบ", "-"]])
    assert facts(found.records, "code", "score") == [("1", 80), ("2", None)]
    assert found.records[1].values["score"].absent == "not_stated"


def test_columns_of_two_years_are_two_scores() -> None:
    header = ["แบบวัด", "ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนนปี 2565", "คะแนนปี 2566", "ผลต่างคะแนน"]
    found = read([header, ["IIT", "1", "การปฏิบัติหน้าที่", "80", "90", "10"]]).records
    assert facts(found, "score", "fiscal_year", "occurrence") == [(80, 2565, 1), (90, 2566, 2)]


def test_totals_are_scores_of_an_instrument_and_of_the_whole() -> None:
    rows = [INDICATORS, ["IIT", "1", "การปฏิบัติหน้าที่", "80"], ["IIT", "", "เฉลี่ย", "80"],
            ["", "", "คะแนนรวม", "75"]]  # fmt: skip
    assert facts(read(rows).records, "scope", "instrument", "score", "title") == [
        ("indicator", "IIT", 80, "การปฏิบัติหน้าที่"), ("instrument", "IIT", 80, "เฉลี่ย"),
        ("overall", None, 75, None)]  # fmt: skip


def test_questions_stand_under_their_issue_and_are_counted_over_the_form() -> None:
    first = [QUESTIONS, ["i1 ทำตามเวลา มากน้อยเพียงใด", "99.25"], ["แบบวัดการเปิดเผยข้อมูล OIT", ""],
             ["o11 แผนดำเนินงาน", "100"]]  # fmt: skip
    later = [["ข้อคำถาม", "คะแนน"], ["e11 ดีขึ้น มากน้อยเพียงใด", "79.77"]]
    inside = [[ISSUE_2, ""], QUESTIONS, ["i๑ ทำตามเวลา มากน้อยเพียงใด", "99.25"]]
    found = read(ISSUE_1, first, ISSUE_1 + " (ต่อ)", later, inside).records
    assert facts(found, "code", "instrument", "issue", "occurrence", "title", "score") == [
        ("i1", "IIT", 1, 1, "ทำตามเวลา มากน้อยเพียงใด", 99.25),
        ("o11", "OIT", 1, 1, "แผนดำเนินงาน", 100.0),
        ("e11", "EIT", 1, 1, "ดีขึ้น มากน้อยเพียงใด", 79.77),
        ("i1", "IIT", 2, 2, "ทำตามเวลา มากน้อยเพียงใด", 99.25),
    ]


def test_an_issue_may_stand_as_a_row_between_the_rows_of_one_table() -> None:
    rows = [QUESTIONS, ["i1 ก", "90"], [ISSUE_2, ""], ["i2 ข", "80"]]
    assert facts(read(ISSUE_1, rows).records, "code", "issue") == [("i1", 1), ("i2", 2)]


def test_a_question_over_a_page_is_joined_with_the_score_that_follows() -> None:
    first = [QUESTIONS, ["i20 การยืมของหลวง", ""]]
    second = [["มีความสะดวก มากน้อยเพียงใด", "98.50"], ["i21 การคืน", "90"]]
    found = read(ISSUE_1, first, second).records
    assert facts(found, "code", "title", "score") == [
        ("i20", "การยืมของหลวงมีความสะดวก มากน้อยเพียงใด", 98.5), ("i21", "การคืน", 90)]
    assert len(found[0].continued) == 1


def test_a_note_between_the_rows_is_no_question() -> None:
    rows = [QUESTIONS, ["i24 การตรวจ มากน้อยเพียงใด", "93.18"],
            ["ถ้าไม่เคยประเมินความเสี่ยง ให้ข้ามส่วนนี้ไปหัวข้อถัดไปได้", ""],
            ["i25 ผู้บริหาร", "100"]]  # fmt: skip
    assert facts(read(rows).records, "code", "title") == [
        ("i24", "การตรวจ มากน้อยเพียงใด"), ("i25", "ผู้บริหาร")]


def test_a_bare_number_takes_the_instrument_of_the_heading_with_less_confidence() -> None:
    [record] = read([QUESTIONS, ["๑. เจ้าหน้าที่ดี", "90"]]).records
    assert (record.text("code"), record.values["code"].confidence) == ("i1", 0.8)


def test_a_score_of_nothing_known_is_reported() -> None:
    found = read([["ข้อคำถาม", "คะแนน"], ["i1 ก", "90"], ["ความเห็นอื่น", "80"]])
    assert facts(found.records, "code") == [("i1",)]
    assert [(f.check, f.data["text"]) for f in found.findings] == [
        ("row_not_understood", "ความเห็นอื่น 80")]


@pytest.mark.parametrize(
    ("cell", "score", "absent", "checks"),
    [("-", None, "not_stated", []), ("", None, "not_stated", []),
     ("ไม่มี", None, "unreadable", ["score_unreadable"]),
     ("120", None, "unreadable", ["score_unreadable"])],
)  # fmt: skip
def test_a_score_that_is_none(
    cell: str, score: float | None, absent: str, checks: list[str]
) -> None:
    found = read([QUESTIONS, ["i1 ก", cell]])
    assert found.records[0].text("score") is score
    assert found.records[0].values["score"].absent == absent
    assert [f.check for f in found.findings] == checks


@pytest.mark.parametrize(
    ("lines", "score", "level"),
    [
        (["คะแนนภาพรวมของตำบล อบต.ก คะแนนที่ได้ 81.47 คะแนน", "ระดับผลการประเมินปีนี้ ผ่าน แยกตามตัวชี้วัด"],
         81.47, "ผ่าน"),
        (["ผลการประเมิน ITA ได้คะแนน ๙๕.๒๐ คะแนน อยู่ในระดับผ่านดีเยี่ยม"], 95.2, "ผ่านดีเยี่ยม"),
        (["หน่วยงานได้คะแนนภาพรวม ร้อยละ 78.10 ระดับ B"], 78.1, "B"),
        (["คะแนนรวม 66 คะแนน"], 66.0, None),
    ],
)  # fmt: skip
def test_the_overall_score_and_its_level(lines: list[str], score: float, level: str | None) -> None:
    found = overall_of(lines_of(document(*lines, [INDICATORS, ["IIT", "1", "ก", "1"]])),
                       frozenset(), YEAR)  # fmt: skip
    assert facts(found.records, "scope", "score", "title", "fiscal_year") == [
        ("overall", score, level, 2566)]


@pytest.mark.parametrize("line", ["ปีงบประมาณ พ.ศ. 2566", "ตอบแบบวัด 30 คน", "รายได้ร้อยละ 40 ของตำบล"])
def test_a_line_without_an_overall_score(line: str) -> None:
    assert overall_of(lines_of(document(line)), frozenset(), YEAR).records == ()


SEED = Path(__file__).parents[3] / "shared" / "seeds"


def test_every_score_of_the_shared_analysis() -> None:
    """Counted by hand from the text: 10 + 10 indicators, and 107 rows with a question's code."""
    found = list(SEED.glob("003*.txt"))
    if not found:
        pytest.skip("the folder ../shared with the seeds is not here")
    from oit.pipeline import process

    [form] = process(found[0])
    items = [s for s in form.scores if s.scope == "item"]
    assert Counter(s.scope for s in form.scores) == {"overall": 1, "indicator": 20, "item": 107}
    assert Counter(s.issue for s in items) == {1: 17, 2: 16, 3: 14, 4: 8, 5: 13, 6: 14, 7: 25}
    assert form.scores[0].score == 87.33
    assert form.scores[0].title == "ผ่าน"
    assert {(s.table, s.fiscal_year) for s in form.scores if s.scope == "indicator"} == {
        (1, 2566), (2, None)}  # fmt: skip
    assert [s.score for s in items if s.code == "e11"] == [79.77, 96.9]
    assert [(s.score, s.issue) for s in items if s.code == "o35"] == [(0, 4), (0, 7)]
    assert (form.kind, form.fiscal_year, form.measures_fiscal_year) == ("analysis", 2566, 2567)
