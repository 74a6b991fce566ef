"""Paragraphs of the analysis by issue and kind, constraints by topic, issues and both years."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.analysis import analysis_of, is_analysis_heading
from normalize.constraints import constraints_of
from normalize.issues import lines_of, numbered_title
from normalize.planyears import named_years, year_of
from schema.table import RawParagraph
from tests.normalize.printed import Rows, document, paragraph

HEADING = "วิเคราะห์ข้อที่ต้องพัฒนา ข้อบกพร่อง หรือรักษาระดับ"
SCORES = [["ข้อคำถาม", "คะแนน"], ["e1 บริการ มากน้อยเพียงใด", "90"]]
D, P, K = "ข้อบกพร่อง/ข้อปรับปรุง", "ข้อที่ต้องพัฒนา", "รักษาระดับ"


def read(*blocks: str | RawParagraph | Rows) -> list[tuple[object, ...]]:
    found = analysis_of(lines_of(document(*blocks))).records
    return [tuple(r.text(f) for f in ("issue", "kind", "text")) for r in found]


def test_paragraphs_in_a_cell_below_the_scores() -> None:
    cell = f"{D} ยังรับเรื่องช้า\n{P} ปรับเวลาใน ๓๐ วัน\n{K} การไม่รับของขวัญ"
    rows = [*SCORES, [HEADING, ""], [cell, ""]]
    assert read("(1) ก", rows) == [
        (1, D, "ยังรับเรื่องช้า"), (1, P, "ปรับเวลาใน 30 วัน"), (1, K, "การไม่รับของขวัญ")]


def test_paragraphs_with_marks_of_an_export() -> None:
    assert read(
        "(3) ก", SCORES, paragraph(HEADING, layer=f"#### {HEADING}"),
        paragraph(f"{P} ทำหน้าข่าว", layer=f"**{P}** ทำหน้าข่าว"),
        paragraph(f"{K} รักษาระดับและปรับปรุง", layer=f"**{K}** รักษาระดับและปรับปรุง"),
    ) == [(3, P, "ทำหน้าข่าว"), (3, K, "รักษาระดับและปรับปรุง")]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("ข้อบกพร่อง ยังช้า", D, "ยังช้า"),
        ("ข้อบกพร่อง / ข้อปรับปรุง: ยังช้า", D, "ยังช้า"),
        ("1. ข้อที่ควรพัฒนา ทำให้เร็ว", P, "ทำให้เร็ว"),
        ("- การรักษาระดับ : ยิ้มแย้ม", K, "ยิ้มแย้ม"),
    ],
)
def test_other_names_of_the_kinds(line: str, kind: str, text: str) -> None:
    assert read("(2) ก", SCORES, HEADING, line) == [(2, kind, text)]


def test_a_kind_on_its_own_line_and_lines_that_go_on() -> None:
    assert read("(2) ก", SCORES, HEADING, D, "ยังช้า", "- และไม่แจ้งเหตุ", P, "ทำให้เร็ว") == [
        (2, D, "ยังช้า\n- และไม่แจ้งเหตุ"), (2, P, "ทำให้เร็ว")]


def test_an_issue_or_a_table_ends_the_analysis() -> None:
    found = read("(2) ก", SCORES, HEADING, f"{K} ดีแล้ว", "(3) ข", SCORES, "คำอธิบายท้ายตาราง")
    assert found == [(2, K, "ดีแล้ว")]


def test_an_issue_heading_over_the_rest_of_a_paragraph_does_not() -> None:
    found = read("(2) ก", SCORES, HEADING, f"{K} ดีแล้ว", "(2) ก (ต่อ)", "ให้ทำต่อไป")
    assert found == [(2, K, "ดีแล้ว\nให้ทำต่อไป")]


def test_a_numbered_line_of_an_analysis_is_no_issue() -> None:
    found = read("(2) ก", SCORES, HEADING, f"{K} ดังนี้", "(1) ยิ้มแย้ม", "(2) ตรงเวลา")
    assert found == [(2, K, "ดังนี้\n(1) ยิ้มแย้ม\n(2) ตรงเวลา")]


def test_prose_that_only_begins_like_a_kind_is_left() -> None:
    assert read("รักษาระดับคะแนนไว้ให้ได้", SCORES, "รักษาระดับ คะแนนไว้") == []


@pytest.mark.parametrize(
    ("text", "heading"),
    [(HEADING, True), ("วิเคราะห์ผล", True), ("ข้อบกพร่อง ข้อที่ต้องพัฒนา และรักษาระดับ", True),
     ("ข้อที่ต้องพัฒนา", False), ("วิเคราะห์แล้วพบว่ายังช้า", False), ("", False)],
)  # fmt: skip
def test_the_heading_of_an_analysis(text: str, heading: bool) -> None:
    assert is_analysis_heading(text) is heading


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("ประเด็นที่ 1 กระบวนการ", 1, "กระบวนการ"),
        ("ประเด็นที่ ๓ ช่องทาง (ต่อ)", 3, "ช่องทาง"),
        ("(2) การให้บริการ(ต่อ)", 2, "การให้บริการ"),
        ("3.ช่องทาง\nและรูปแบบ", 3, "ช่องทางและรูปแบบ"),
        ("๔. กระบวนการ", 4, "กระบวนการ"),
        ("การให้บริการและระบบ E-Service", 2, "การให้บริการและระบบ E-Service"),
        ("เรื่องอื่น", None, "เรื่องอื่น"),
    ],
)
def test_number_and_title_of_an_issue(text: str, number: int | None, title: str) -> None:
    assert numbered_title(text) == (number, title)


def constraints(*lines: str | RawParagraph) -> list[tuple[object, ...]]:
    found = constraints_of(lines_of(document(*lines))).records
    return [(r.text("topic"), r.text("text")) for r in found]


def test_constraints_by_topic_one_for_each_point() -> None:
    assert constraints(
        "ส่วนที่ ๓ การวิเคราะห์ข้อจำกัดของหน่วยงาน", "๑. ข้อจำกัดด้านบุคลากร", "- คนน้อย", "- งานมาก",
        "๒. ข้อจำกัดด้านงบประมาณ", "- เงินน้อย", "๓. ข้อจำกัดด้านเทคโนโลยี", "ส่วนที่ ๔ อื่น ๆ", "- จบ",
    ) == [
        ("ข้อจำกัดด้านบุคลากร", "คนน้อย"), ("ข้อจำกัดด้านบุคลากร", "งานมาก"),
        ("ข้อจำกัดด้านงบประมาณ", "เงินน้อย"), ("ข้อจำกัดด้านเทคโนโลยี", None),
    ]  # fmt: skip


def test_a_constraint_behind_a_colon_and_a_topic_in_short() -> None:
    assert constraints("การวิเคราะห์ข้อจำกัด", "1. ด้านบุคลากร: คนน้อย", "2) ด้านพื้นที่", "ไกลมาก") == [
        ("ด้านบุคลากร", "คนน้อย"), ("ด้านพื้นที่", "ไกลมาก")]


def test_a_split_sara_am_changes_nothing() -> None:
    lines = ["การวิเคราะห์ข้อจำกัด", "1. ข้อจำกัดด้านบุคลากร", "- คนน้อย"]
    split = [line.replace("\u0e33", "\u0e4d\u0e32") for line in lines]
    assert constraints(*split) == constraints(*lines) == [("ข้อจำกัดด้านบุคลากร", "คนน้อย")]


@pytest.mark.parametrize("points", [("- คนน้อย", "- เงินน้อย"), ("1. คนน้อย", "๒. เงินน้อย")])
def test_constraints_in_a_list_without_topics(points: tuple[str, str]) -> None:
    lines = ("ข้อจำกัดของหน่วยงานในการดำเนินการประเมิน", "หน่วยงานมีข้อจำกัดดังนี้", *points)
    assert constraints(*lines) == [(None, "คนน้อย"), (None, "เงินน้อย")]
    assert read("(2) ก", SCORES, f"{K} ดีแล้ว", *lines) == [(2, K, "ดีแล้ว")]


PLAN = [["ประเด็น", "มาตรการ", "ขั้นตอน", "ระยะเวลา"], ["1. ก", "ข", "ค", "ปี 2567"]]


@pytest.mark.parametrize("heading", [
    "แนวทางการนำผลการวิเคราะห์สู่การปฏิบัติ", "๓. การนำผลการวิเคราะห์ไปสู่การปฏิบัติ", "แผนการดำเนินงานปีถัดไป",
])
def test_the_heading_of_the_plan_is_no_analysis(heading: str) -> None:
    assert read("(7) ก", SCORES, f"{K} ดีแล้ว", heading, PLAN) == [(7, K, "ดีแล้ว")]


def test_a_paragraph_goes_on_where_nothing_else_begins() -> None:
    assert read("(7) ก", SCORES, f"{K} ดีแล้ว", "แผนการทำต่อ") == [(7, K, "ดีแล้ว\nแผนการทำต่อ")]


@pytest.mark.parametrize(("line", "kind"), [
    ("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน", D),
    ("ประเด็นที่จะต้องพัฒนาให้ดีขึ้น", P), ("ข้อบกพร่องหรือจุดอ่อน", D), ("โอกาสในการพัฒนา:", P),
])
def test_the_official_headings_name_kinds(line: str, kind: str) -> None:
    assert read("(1) ก", SCORES, line, "ยังช้า") == [(1, kind, "ยังช้า")]


def test_a_form_without_constraints() -> None:
    assert constraints("ข้อจำกัดด้านบุคลากรมีมาก", "- คนน้อย") == []


@pytest.mark.parametrize(
    ("lines", "results", "planned"),
    [
        (["มาตรการส่งเสริมคุณธรรม", "ประจำปีงบประมาณ พ.ศ.2567", "การวิเคราะห์ผลการประเมิน",
          "ประจำปีงบประมาณ พ.ศ. 2566"], 2566, 2567),
        (["แผนปี พ.ศ. ๒๕๖๗ จากผลการประเมินปี พ.ศ. ๒๕๖๖"], 2566, 2567),
        (["รายงานการวิเคราะห์ ปีงบประมาณ พ.ศ. 2566"], 2566, None),
        (["องค์การบริหารส่วนตำบลก"], None, None),
    ],
)  # fmt: skip
def test_the_words_before_a_year_say_what_it_is_for(
    lines: list[str], results: int | None, planned: int | None
) -> None:
    named = named_years([paragraph(line) for line in lines])
    found = [year_of(named, of) for of in ("results", "planned")]
    assert [value.text if value else None for value in found] == [results, planned]


SEED = Path(__file__).parents[3] / "shared" / "seeds"


def test_the_analysis_of_the_shared_form() -> None:
    found = list(SEED.glob("003*.txt"))
    if not found:
        pytest.skip("the folder ../shared with the seeds is not here")
    from oit.pipeline import process

    [form] = process(found[0])
    assert [(a.issue, a.kind) for a in form.analysis] == [
        (1, D), (1, P), (1, K), (2, D), (2, P), (2, K), (3, P), (3, K), (4, P), (5, P), (5, K),
        (6, P), (6, K), (7, D), (7, P), (7, K)]  # fmt: skip
    assert [len(a.text or "") for a in form.analysis[:2]] == [306, 166]
    assert len(form.constraints) == 6
    assert len({c.topic for c in form.constraints}) == 5
    assert len(form.notes) == 1  # the one remark; none of the twenty headings
