"""Forms beside the item table that no rule was written for: monitoring, scores, plans, agencies.

Each form is the smallest text that shows what once went wrong; its people and places are invented.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from oit.pipeline import process
from tests.unseen.written import by_code, celled, checks, read, reading, tabbed, titles

T2566, T2567 = titles(2566), titles(2567)
SAO = "องค์การบริหารส่วนตำบลปลาบ่า อำเภอภูเรือ จังหวัดเลย\n"


def monitored(folder: Path, *rows: tuple[str, ...]):
    """A monitoring form whose column "ผู้รับผิดชอบ" may hold people, posts or offices."""
    header = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "วิธีการดำเนินการ", "ผลการดำเนินการ")
    return read(folder, f"แบบรายงานผลการดำเนินการ\n{SAO}ปีงบประมาณ พ.ศ. 2567\n\n"
                + tabbed(header, *rows))


def test_a_blank_cell_of_a_column_that_is_there_is_not_stated(tmp_path: Path) -> None:
    """Whoever it may hold: units and people are both not stated, and neither "not in the form"."""
    posts = {3: "นิติกร", 5: "กองคลัง"}
    form = monitored(tmp_path, *(
        (f"O{n}", T2567[f"O{n}"], posts.get(n, ""), "ลงเว็บไซต์", "ดำเนินการแล้ว")
        for n in range(1, 13)))
    items = by_code(form)
    for blank in (items["O4"], items["O11"]):
        assert [blank.absent.get(field) for field in ("units", "assignees", "unit_duty")] == [
            "not_stated"] * 3
        assert blank.absent["certifiers"] == "not_in_form"
    assert [p.position for p in items["O3"].assignees] == ["นิติกร"]
    assert [u.name for u in items["O5"].units] == ["กองคลัง"]


def test_a_row_above_the_first_group_has_none_and_the_form_has_groups(tmp_path: Path) -> None:
    rows = [("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""), ("O1", T2567["O1"], "", "", ""),
            ("ข้อมูลพื้นฐาน", "", "", "", ""),
            *((f"O{n}", T2567[f"O{n}"], "", "", "") for n in range(2, 8))]
    items = by_code(monitored(tmp_path, *rows))
    assert [items[c].group for c in ("O1", "O2")] == [None, "ข้อมูลพื้นฐาน"]
    assert items["O1"].absent["group"] == "not_stated"
    assert items["O1"].absent["subindicator_printed"] == "not_in_form"


@pytest.mark.parametrize(("line", "year"), [
    ("ปีงบฯ 67", 2567), ("ปีงบประมาณ ๖๗", 2567), ("FY2024", 2567), ("FY 2567", 2567),
    ("พ.ศ.๒๕๖๗", 2567), ("ปี 2566-2567", None), ("ปีงบประมาณ 2024", None),
])
def test_years_as_offices_write_them(tmp_path: Path, line: str, year: int | None) -> None:
    """A year that is printed is read, or a finding says that it was not understood."""
    rows = ((f"O{n}", T2567[f"O{n}"], "กองคลัง") for n in range(1, 36))
    text = f"แบบมอบหมาย OIT {line}\n{SAO}\n" + tabbed(("ข้อ", "ข้อมูล", "หน่วยงาน"), *rows)
    form = read(tmp_path, text)
    assert form.fiscal_year == year
    assert form.edition == 2567
    assert checks(form) == ([] if year else [("year_unclear", "unsure", None)])


def test_headings_of_an_analysis_are_no_notes(tmp_path: Path) -> None:
    """Of all lines between the tables only what says something of its own is a note."""
    scores = tabbed(("ข้อคำถาม", "คะแนน"), ("e1 การบริการ มากน้อยเพียงใด", "90.50"))
    note = "หน่วยงานที่ไม่มีทรัพย์สินให้ยืม ไม่ต้องกรอกตารางนี้"
    form = read(tmp_path, "\n".join((
        f"รายงานการวิเคราะห์ผลการประเมิน ITA\nประจำปีงบประมาณ พ.ศ. 2566\n{SAO}",
        tabbed(("แบบวัด", "ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"), ("IIT", "1", "การปฏิบัติหน้าที่", "88")),
        "ส่วนที่ 1 ข้อมูลรายละเอียดค่าคะแนน\nในการดำเนินงานของหน่วยงาน\n- (1) กระบวนการปฏิบัติงาน",
        f"ประเด็นที่ 1 กระบวนการปฏิบัติงาน\n\n{scores}",
        f"{note}\n\nส่วนที่ 2 การวิเคราะห์เพิ่มเติม\n\nตารางที่ 3 คะแนนรายข้อ\n\n{scores}",
        f"ผลคะแนนปี 2565 เพื่อเปรียบเทียบ\n\n{scores}",
    )))
    assert form.kind == "analysis"
    assert [s.code for s in form.scores] == ["1", "e1", "e1", "e1"]
    assert form.notes == (note,)


# Monitoring reports


THREE_STATES = (
    ("ที่", "กิจกรรม/มาตรการ", "ขั้นตอนการดำเนินงาน", "กองที่รับผิดชอบ", "ผลการดำเนินการ", "", "", "ร้อยละ"),
    ("", "", "", "", "ดำเนินการแล้ว", "อยู่ระหว่าง", "ยังไม่ได้ดำเนินการ", ""),
)


def test_measures_with_steps_and_three_states_are_no_plan(tmp_path: Path) -> None:
    """Result columns make a table of measures of a plan's columns; the numbers part its rows."""
    form = read(tmp_path, f"รายงานผลตามมาตรการ ITA ปีงบประมาณ พ.ศ. 2567\n{SAO}\n" + tabbed(
        *THREE_STATES, ("1", "จัดทำคู่มือ", "1. แต่งตั้ง 2. จัดทำร่าง", "กองช่าง", "/", "", "", "100"),
        ("2", "ทำสื่อ", "ลงเว็บไซต์", "สำนักปลัด", "", "/", "", "50"),
        ("3", "อบรม", "จัดอบรม", "กองคลัง", "", "", "/", "0"),
        ("4", "ทำทะเบียน", "", "", "", "", "", "")))
    assert form.kind == "monitoring"
    assert form.actions == ()
    assert [(m.no, m.measure, m.status) for m in form.measures] == [
        (1, "จัดทำคู่มือ", "done"), (2, "ทำสื่อ", "in_progress"), (3, "อบรม", "not_started"),
        (4, "ทำทะเบียน", None)]
    assert form.measures[0].method == "1. แต่งตั้ง\n2. จัดทำร่าง"
    assert checks(form) == [("column_left_out", "extraction", None)]


def test_numbers_in_the_key_column_part_the_actions_of_a_plan(tmp_path: Path) -> None:
    form = read(tmp_path, f"แผนปฏิบัติการ ITA ปีงบประมาณ พ.ศ. 2567\n{SAO}\n" + tabbed(
        ("ที่", "มาตรการ", "ขั้นตอนการปฏิบัติ", "ผู้รับผิดชอบ"),
        ("1", "จัดทำคู่มือ", "แต่งตั้ง", "กองช่าง"), ("2", "ทำสื่อ", "ลงเว็บไซต์", "สำนักปลัด"),
        ("", "", "พิมพ์สื่อ", "")))
    assert [(a.measure, a.steps) for a in form.actions] == [
        ("จัดทำคู่มือ", ("แต่งตั้ง",)), ("ทำสื่อ", ("ลงเว็บไซต์พิมพ์สื่อ",))]


@pytest.mark.parametrize("numbers", ["1234", "๑๒๓๔"])
def test_a_row_that_counts_the_columns_is_no_measure(tmp_path: Path, numbers: str) -> None:
    form = read(tmp_path, f"รายงานผลตามมาตรการ IIT ปีงบประมาณ พ.ศ. 2567\n{SAO}\n" + tabbed(
        ("ลำดับ", "มาตรการ", "วิธีการดำเนินการ", "ผลการดำเนินการ"), tuple(f"({n})" for n in numbers),
        ("1", "ทำสื่อ", "ลงเว็บไซต์", "ดำเนินการแล้ว")))
    assert [(m.no, m.measure, m.status) for m in form.measures] == [(1, "ทำสื่อ", "done")]


def test_the_heading_of_an_instrument_is_no_note(tmp_path: Path) -> None:
    table = (("สถานะ", "วิธีดำเนินการ", "มาตรการ/แนวทาง", "ข้อ"),
             ("ดำเนินการแล้ว", "ประชุม", "ชี้แจงระเบียบ", "1"))
    form = read(tmp_path, f"การติดตามมาตรการ ปีงบประมาณ พ.ศ. 2567\n{SAO}\nมาตรการ IIT\n\n"
                f"{tabbed(*table)}\nมาตรการ EIT\n\n{tabbed(*table)}\nข้อมูล ณ สิ้นปี\n")
    assert [(m.instrument, m.no, m.measure) for m in form.measures] == [
        ("IIT", 1, "ชี้แจงระเบียบ"), ("EIT", 1, "ชี้แจงระเบียบ")]
    assert form.notes == ("ข้อมูล ณ สิ้นปี",)


# Score tables in other layouts


def scored(folder: Path, *rows: tuple[str, ...], front: str = ""):
    text = f"รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n{SAO}{front}\n"
    form = read(folder, text + tabbed(*rows))
    return form, [(s.scope, s.instrument, s.code, s.title, s.score, s.fiscal_year)
                  for s in form.scores]


def test_a_column_of_scores_for_each_instrument(tmp_path: Path) -> None:
    form, scores = scored(tmp_path, ("หัวข้อ", "IIT", "EIT", "OIT", "ค่าคะแนนรวม"),
                          ("คะแนน", "90.11", "85.20", "97.50", "91.24"))
    assert scores == [
        ("instrument", "IIT", None, "IIT", 90.11, 2566),
        ("instrument", "EIT", None, "EIT", 85.2, 2566),
        ("instrument", "OIT", None, "OIT", 97.5, 2566), ("overall", None, None, None, 91.24, 2566)]
    assert checks(form) == []


def test_a_row_of_scores_for_each_year(tmp_path: Path) -> None:
    _, scores = scored(tmp_path, ("ปีที่ประเมิน", "คะแนน IIT", "คะแนน EIT", "คะแนนเฉลี่ย"),
                       ("ปี 2565", "80", "70", "75"), ("ปี 2566", "90", "85", "88"))
    assert [(s[1] or s[0], s[4], s[5]) for s in scores] == [
        ("IIT", 80, 2565), ("EIT", 70, 2565), ("overall", 75, 2565),
        ("IIT", 90, 2566), ("EIT", 85, 2566), ("overall", 88, 2566)]


def test_two_years_with_levels_side_by_side(tmp_path: Path) -> None:
    """Years over "คะแนน | ระดับ"; indicators numbered without the word; differences are none."""
    _, scores = scored(
        tmp_path, ("เครื่องมือ", "ตัวชี้วัด", "ปี 2565", "", "ปี 2566", "", "ผลต่าง"),
        ("", "", "คะแนน", "ระดับ", "คะแนน", "ระดับ", ""),
        ("IIT", "1. การปฏิบัติหน้าที่", "85.00", "A", "90.25", "ผ่าน", "+5.25"),
        ("", "2. การใช้งบประมาณ", "79.10", "B", "81", "ผ่าน", "+1.90"),
        ("", "คะแนนรวม", "82.05", "B", "85.63", "ผ่าน", "+3.58"))
    assert scores == [
        ("indicator", "IIT", "1", "การปฏิบัติหน้าที่", 85.0, 2565),
        ("indicator", "IIT", "1", "การปฏิบัติหน้าที่", 90.25, 2566),
        ("indicator", "IIT", "2", "การใช้งบประมาณ", 79.1, 2565),
        ("indicator", "IIT", "2", "การใช้งบประมาณ", 81.0, 2566),
        ("overall", None, None, "B", 82.05, 2565), ("overall", None, None, "ผ่าน", 85.63, 2566)]


def test_years_alone_head_scores_of_indicators(tmp_path: Path) -> None:
    _, scores = scored(tmp_path, ("ตัวชี้วัด", "ปี 2565", "ปี 2566"), ("การใช้อำนาจ", "85", "90"))
    assert scores == [("indicator", None, None, "การใช้อำนาจ", 85.0, 2565),
                      ("indicator", None, None, "การใช้อำนาจ", 90.0, 2566)]


def test_weighted_scores(tmp_path: Path) -> None:
    """Weights and weighted scores are no scores; the total stands under the weighted ones."""
    _, scores = scored(
        tmp_path, ("เครื่องมือการประเมิน", "น้ำหนัก (ร้อยละ)", "คะแนนที่ได้", "คะแนนถ่วงน้ำหนัก"),
        ("แบบวัด IIT", "30", "95.11", "28.53"), ("แบบวัด OIT", "40", "100", "40.00"),
        ("รวม", "100", "", "95.53"))
    assert [(s[0], s[1], s[4]) for s in scores] == [
        ("instrument", "IIT", 95.11), ("instrument", "OIT", 100), ("overall", None, 95.53)]


def test_numbered_headings_of_instruments_are_no_issues(tmp_path: Path) -> None:
    header = ("ข้อ", "ข้อคำถาม", "คะแนนเต็ม", "คะแนนที่ได้")
    form = read(tmp_path, "".join((
        f"รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n{SAO}\n",
        "1. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)\n\n",
        tabbed(header, ("I1", "ปฏิบัติงานตามขั้นตอน", "100", "96.43")),
        "\n2. แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)\n\n",
        tabbed(header, ("O1", T2566["O1"], "100", "0"), ("O2", T2566["O2"], "100", "-")))))
    assert [(s.code, s.score, s.issue, s.instrument) for s in form.scores] == [
        ("i1", 96.43, None, "IIT"), ("o1", 0.0, None, "OIT"), ("o2", None, None, "OIT")]
    assert form.notes == ()


# Analysis and constraints as tables


def test_a_column_for_each_kind_of_paragraph(tmp_path: Path) -> None:
    form, scores = scored(tmp_path, ("ตัวชี้วัด", "คะแนน", "จุดแข็ง", "จุดที่ต้องพัฒนา"),
                          ("1. การปฏิบัติหน้าที่", "91.1", "บริการเร็ว", "ควรลดเวลา"),
                          ("2. การใช้งบประมาณ", "71.1", "-", "ควรเปิดเผยแผน"))
    assert [(s[2], s[4]) for s in scores] == [("1", 91.1), ("2", 71.1)]
    assert [(a.issue, a.kind, a.text) for a in form.analysis] == [
        (None, "จุดแข็ง", "บริการเร็ว"), (None, "ข้อที่ต้องพัฒนา", "ควรลดเวลา"),
        (None, "ข้อที่ต้องพัฒนา", "ควรเปิดเผยแผน")]
    assert checks(form) == []


def test_kinds_by_issue_without_scores(tmp_path: Path) -> None:
    form, _ = scored(tmp_path, ("ประเด็นการวิเคราะห์", "ข้อบกพร่อง", "รักษาระดับ"),
                     ("3. ช่องทางเผยแพร่ข้อมูล", "ข้อมูลไม่เป็นปัจจุบัน", "หอกระจายข่าว"))
    assert form.kind == "analysis"
    assert [(a.issue, a.kind, a.text) for a in form.analysis] == [
        (3, "ข้อบกพร่อง/ข้อปรับปรุง", "ข้อมูลไม่เป็นปัจจุบัน"), (3, "รักษาระดับ", "หอกระจายข่าว")]


@pytest.mark.parametrize("header", [("ที่", "ข้อจำกัด", "รายละเอียด"), ("ด้าน", "ปัญหาและข้อจำกัด")])
def test_constraints_in_a_table(tmp_path: Path, header: tuple[str, ...]) -> None:
    rows = [("ด้านบุคลากร", "คนน้อย"), ("๒. ด้านงบประมาณ", "- งบจำกัด"), ("", "รายได้ต่ำ")]
    numbered = [(str(n), *row) if len(header) > 2 else row for n, row in enumerate(rows, 1)]
    form = read(tmp_path, "".join((
        f"รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n{SAO}\n",
        tabbed(("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"), ("1", "การปฏิบัติหน้าที่", "88")),
        "\nส่วนที่ 3 ข้อจำกัดของหน่วยงาน\n\n", tabbed(header, *numbered))))
    assert [(c.topic, c.text) for c in form.constraints] == [
        ("ด้านบุคลากร", "คนน้อย"), ("ด้านงบประมาณ", "งบจำกัด"), ("ด้านงบประมาณ", "รายได้ต่ำ")]
    assert form.notes == ()


# Words of headers and cells that once led astray


def test_details_of_what_is_done_are_no_result(tmp_path: Path) -> None:
    form = read(tmp_path, f"การติดตามมาตรการ IIT ปีงบประมาณ พ.ศ. 2566\n{SAO}\n" + tabbed(
        ("มาตรการ/กิจกรรม", "รายละเอียดการดำเนินการ", "ผู้รับผิดชอบ", "ผลการดำเนินงาน"),
        ("1. ทบทวนคู่มือ", "แต่งตั้งคณะทำงาน", "กองคลัง", "ดำเนินการแล้ว"),
        ("2. ทำสื่อ", "ทำป้าย", "กองช่าง", "ยังไม่ดำเนินการ")))
    assert [(m.no, m.method, m.result_done, m.result_not_done) for m in form.measures] == [
        (1, "แต่งตั้งคณะทำงาน", "ดำเนินการแล้ว", None), (2, "ทำป้าย", None, "ยังไม่ดำเนินการ")]


def test_a_row_with_a_score_is_no_header(tmp_path: Path) -> None:
    """The name of an instrument and an item's title have words of headers in them."""
    _, scores = scored(tmp_path, ("เครื่องมือ", "ข้อคำถาม", "ผลคะแนน"),
                       ("EIT", "e9 มีช่องทางรับฟัง หรือไม่", "79.4"),
                       ("OIT", f"O14 {T2566['O14']}", "0.00"))
    assert [(s[1], s[2], s[4]) for s in scores] == [("EIT", "e9", 79.4), ("OIT", "o14", 0.0)]


@pytest.mark.parametrize(("header", "printed", "score"), [
    ("คะแนน (เต็ม 100)", "95.43", 95.43), ("คะแนน", "95.43 / 100", 95.43),
    ("คะแนน", "๘๘ จาก ๑๐๐", 88.0),
    ("คะแนน (ร้อยละ)", "ร้อยละ 81.2", 81.2), ("คะแนนที่ได้ (100)", "100 / 100", 100.0),
])
def test_scores_of_a_hundred(tmp_path: Path, header: str, printed: str, score: float) -> None:
    form, scores = scored(tmp_path, ("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", header),
                          ("1", "การปฏิบัติหน้าที่", printed))
    assert [(s[2], s[4]) for s in scores] == [("1", score)]
    assert reading(form) == []


def test_bare_years_head_scores(tmp_path: Path) -> None:
    _, scores = scored(tmp_path, ("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "๒๕๖๕", "๒๕๖๖"),
                       ("1", "การปฏิบัติหน้าที่", "88.10", "92.30"))
    assert [(s[2], s[4], s[5]) for s in scores] == [("1", 88.1, 2565), ("1", 92.3, 2566)]


def test_a_plan_with_a_column_for_each_end(tmp_path: Path) -> None:
    form = read(tmp_path, f"แผนการนำผลวิเคราะห์ ITA ไปสู่การปฏิบัติ ปีงบประมาณ พ.ศ. 2567\n{SAO}\n" + tabbed(
        ("ประเด็นที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "วันเริ่มต้น", "วันสิ้นสุด"),
        ("1. การให้บริการ", "ทำคู่มือ", "1. ประชุม 2. พิมพ์", "สำนักปลัด", "1 ต.ค. 66", "31 มี.ค. 67")))
    [action] = form.actions
    assert (action.issue, action.start, action.end) == (1, "2023-10-01", "2024-03-31")


def test_constraints_without_topics_end_the_analysis(tmp_path: Path) -> None:
    form, _ = scored(tmp_path, ("ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"), ("1", "การใช้อำนาจ", "88"))
    text = (tmp_path / "form.txt").read_text(encoding="utf-8")
    form = read(tmp_path, text + "\nการวิเคราะห์จุดแข็งและจุดที่ต้องพัฒนา\n\nจุดแข็ง\n- บริการรวดเร็ว\n\n"
                "ปัญหาและข้อจำกัดของหน่วยงาน\n1. บุคลากรน้อย\n2. งบประมาณน้อย\n")
    assert [(a.kind, a.text) for a in form.analysis] == [("จุดแข็ง", "- บริการรวดเร็ว")]
    assert [(c.topic, c.text) for c in form.constraints] == [
        (None, "บุคลากรน้อย"), (None, "งบประมาณน้อย")]
    assert form.notes == ()


def test_rows_beside_a_measure_that_spans_them_are_entries_of_their_own(tmp_path: Path) -> None:
    """A Word table with one measure over two rows: what stands beside it is not one phrase."""
    document = docx.Document()
    document.add_paragraph(f"การติดตามมาตรการ ITA ปีงบประมาณ พ.ศ. 2567 {SAO.strip()}")
    rows = (("ลำดับ", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"),
            ("1", "ลดขั้นตอน", "ประชุม", "สำนักปลัด", "ดำเนินการแล้ว"),
            ("", "", "ประกาศ", "กองช่าง", "ดำเนินการแล้ว"),
            ("2", "ทำสื่อ", "ลงเว็บไซต์", "กองคลัง", "ยังไม่ดำเนินการ"))
    table = document.add_table(rows=4, cols=5)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for column in (0, 1):
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(tmp_path / "form.docx"))
    [form] = process(tmp_path / "form.docx")
    assert [(m.no, m.measure, m.method, m.responsible, m.status) for m in form.measures] == [
        (1, "ลดขั้นตอน", "ประชุม\nประกาศ", "สำนักปลัด\nกองช่าง", "done"),
        (2, "ทำสื่อ", "ลงเว็บไซต์", "กองคลัง", "not_started")]


def test_broken_name_of_a_flattened_file_is_no_evidence_for_itself(tmp_path: Path) -> None:
    """Where line breaks became spaces, "ธัญญ ศรีชัย" is a family name broken over two lines."""
    people = ("น.ส.กมลวัน ธัญญ ศรีชัย", "นางสาวกานดา รักเรียน นักจัดการงานทั่วไป", "นายกิตติ มั่นคง นิติกร")
    rows = [(f"O{n}", T2567[f"O{n}"], "กองคลัง", people[n % 3]) for n in range(1, 36)]
    form = read(tmp_path, f"{SAO}\nแบบ OIT ปีงบประมาณ พ.ศ. 2567\n"
                + tabbed(("ข้อ", "ข้อมูล", "หน่วยงาน", "ผู้รับมอบหมาย"), *rows))
    names = {p.name for i in form.items for p in i.assignees}
    assert names == {"น.ส.กมลวัน ธัญญศรีชัย", "นางสาวกานดา รักเรียน", "นายกิตติ มั่นคง"}


def test_titles_under_a_header_of_another_wording(tmp_path: Path) -> None:
    """A school's form: no header word names the titles, but the column prints official ones."""
    header = ("ผู้ตรวจสอบ/รับรอง", "ที่", "สิ่งที่ต้องเผยแพร่", "เจ้าของข้อมูล", "ผู้ลงข้อมูล", "ผลดำเนินการ", "")
    rows = [("นางสาววารี ทุ่งทอง\nรองผู้อำนวยการโรงเรียน", f"ข้อ {n}", T2566[f"O{n}"],
             "กลุ่มบริหารงานบุคคล\nกลุ่มบริหารวิชาการ", "นายเมฆา ลำน้ำ ครูชำนาญการ โทร. 081-2345678", "✓", "")
            for n in range(1, 44)]
    form = read(tmp_path, "ตารางติดตาม OIT โรงเรียนบ้านดงสายธาร จังหวัดตรัง ปีงบประมาณ พ.ศ. ๒๕๖๖\n\n"
                + celled(header, ("", "", "", "", "", "แล้ว", "ยังไม่"), *rows))
    assert [i.code for i in form.items] == [f"O{n}" for n in range(1, 44)]
    item = form.items[6]
    assert (item.title_relation, item.status, item.extra) == ("same", "done", {})
    assert [u.name for u in item.units] == ["กลุ่มบริหารงานบุคคล", "กลุ่มบริหารวิชาการ"]
    assert [(p.name, p.position) for p in item.assignees] == [("นายเมฆา ลำน้ำ", "ครูชำนาญการ")]
    assert [p.name for p in item.certifiers] == ["นางสาววารี ทุ่งทอง"]
