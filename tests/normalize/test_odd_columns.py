"""Columns that only their cells explain, cards, a matrix of agencies, and half a header."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.columns import header_role
from oit.pipeline import process
from schema.form import Form
from tests.unseen.written import by_code, celled, checks, codes, read, tabbed, titles

TITLES = titles(2567)
FRONT = "จังหวัดยโสธร\nการมอบหมายภารกิจ OIT ปีงบประมาณ พ.ศ. 2567\n\n"
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงาน")


def row(number: int, *more: str) -> list[str]:
    return [f"O{number}", TITLES[f"O{number}"], "- แสดงข้อมูล", "กองคลัง", *more]


@pytest.mark.parametrize(("header", "role"), [
    ("องคประกอบดานขอมูล", "component"), ("ขอ", "code"), ("หนวยงานทีรับผิดชอบ", "unit"),
    ("ลําดับที", "code"), ("รายชือผูรับผิดชอบ", "assignee"), ("ขอเสนอแนะ", "suggestion"),
    ("ขอตกลง", None), ("กำหนดเสร็จ", "period"), ("สิ่งที่ต้องมี", "component"), ("รายงานผล", "status"),
    ("Status", "status"), ("Unit", "unit"), ("Detail", "component"), ("Date", None),
])
def test_headers_without_their_marks_and_further_ones(header: str, role: str | None) -> None:
    assert header_role(header)[0] == role


@pytest.mark.parametrize("header", ["การดำเนินการ", "ผล", "รายงานผล", "ช่อง"])
def test_a_column_of_status_words_is_the_status(tmp_path: Path, header: str) -> None:
    words = ["ดำเนินการแล้ว", "ยังไม่ได้ดำเนินการ", "อยู่ระหว่างดำเนินการ", "แล้วเสร็จ"]
    body = [row(n, word) for n, word in enumerate(words, 1)]
    head = (*HEADER, header)
    for text in (tabbed(head, *body), tabbed(head, *body[:3], head, body[3])):
        form = read(tmp_path, FRONT + text)
        assert [item.status for item in form.items] == [
            "done", "not_started", "in_progress", "done"]
        assert {item.method for item in form.items} == {None}
        assert checks(form, "column_unknown") == []


@pytest.mark.parametrize("header", ["รายการข้อมูลตามตัวชี้วัด OIT", "ชุดข้อมูล"])
def test_codes_before_titles_beside_numbers_that_count_the_rows(
        tmp_path: Path, header: str) -> None:
    """"2 | O4 ข้อมูลการติดต่อ": the second row, and the fourth item."""
    numbers = [1, 2, 4, 5, 6, 7]
    body = [[str(n), f"O{number} {TITLES[f'O{number}']}", "กองคลัง", "ดำเนินการแล้ว"]
            for n, number in enumerate(numbers, 1)]
    form = read(tmp_path, FRONT + tabbed(("ลำดับ", header, "หน่วยงาน", "สถานะ"), *body))
    assert codes(form) == [f"O{number}" for number in numbers]
    assert [item.title_raw for item in form.items] == [TITLES[f"O{n}"] for n in numbers]
    assert {item.title_relation for item in form.items} == {"same"}
    assert checks(form, "text_damaged") == checks(form, "code_title_disagree") == []


def test_a_column_of_methods_is_none(tmp_path: Path) -> None:
    body = [row(n, "จัดประชุมแล้วเผยแพร่บนเว็บไซต์ของหน่วยงานทุกไตรมาส") for n in range(1, 5)]
    form = read(tmp_path, FRONT + tabbed((*HEADER, "การดำเนินการ"), *body))
    assert {item.method for item in form.items} == {body[0][-1]}
    assert {item.status for item in form.items} == {None}


def test_status_words_under_method_beside_a_status(tmp_path: Path) -> None:
    body = [row(n, "ดำเนินการแล้ว", "ยังไม่ดำเนินการ") for n in range(1, 5)]
    form = read(tmp_path, FRONT + tabbed((*HEADER, "การดำเนินการ", "สถานะ"), *body))
    assert {item.status for item in form.items} == {"not_started"}
    assert {item.method for item in form.items} == {"ดำเนินการแล้ว"}


def test_a_table_without_a_header_by_what_it_holds(tmp_path: Path) -> None:
    """Long status words are no component; a unit and a status are known by themselves."""
    body = [row(n, "ดำเนินการเรียบร้อยแล้ว") for n in range(1, 8)]
    form = read(tmp_path, FRONT + tabbed(*body))
    assert codes(form) == [f"O{n}" for n in range(1, 8)]
    assert {item.component for item in form.items} == {"- แสดงข้อมูล"}
    assert {item.status for item in form.items} == {"done"}
    assert {unit.name for item in form.items for unit in item.units} == {"กองคลัง"}


@pytest.mark.parametrize("header", ["ผู้รับผิดชอบ/ผู้รับรอง", "ผู้รับผิดชอบ", "ผู้จัดทำ/ผู้รับรอง"])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_labels_split_a_cell_of_two_duties(tmp_path: Path, header: str, between: str) -> None:
    cell = f"ผู้จัดทำ: นายกล้า ใจดี นิติกร{between}ผู้รับรอง: นางแก้ว ใจงาม ปลัดจังหวัด"
    text = celled((*HEADER, header), *(row(n, cell) for n in range(1, 5)))
    form = read(tmp_path, FRONT + text)
    for item in form.items:
        assert [(p.name, p.position) for p in item.assignees] == [("นายกล้า ใจดี", "นิติกร")]
        assert [(p.name, p.position) for p in item.certifiers] == [("นางแก้ว ใจงาม", "ปลัดจังหวัด")]


def test_labels_in_a_column_of_their_own_stay(tmp_path: Path) -> None:
    """The form has a column for each duty: what another one says in passing moves nothing."""
    body = [row(n, "ผู้จัดทำ: นายกล้า ใจดี ผู้รับรอง: นางแก้ว ใจงาม", "นายขวัญ ใจมั่น")
            for n in range(1, 5)]
    form = read(tmp_path, FRONT + tabbed((*HEADER, "ผู้จัดทำ", "ผู้รับรอง"), *body))
    assert {p.name for item in form.items for p in item.certifiers} == {"นายขวัญ ใจมั่น"}


def card(number: int) -> str:
    cells = row(number, "นายกล้า ใจดี", "ดำเนินการแล้ว")
    return tabbed(*zip((*HEADER, "ผู้รับผิดชอบ", "สถานะ"), cells, strict=True))


@pytest.mark.parametrize("between", ["\n", ""])
def test_a_card_for_each_item(tmp_path: Path, between: str) -> None:
    form = read(tmp_path, FRONT + between.join(card(n) for n in range(1, 7)))
    assert codes(form) == [f"O{n}" for n in range(1, 7)]
    for item in form.items:
        assert item.component == "- แสดงข้อมูล"
        assert [p.name for p in item.assignees] == ["นายกล้า ใจดี"]
        assert item.status == "done"


def agencies(folder: Path, text: str) -> dict[str | None, Form]:
    path = folder / "form.txt"
    path.write_text(text, encoding="utf-8")
    return {form.agency.name: form for form in process(path)}


@pytest.mark.parametrize("pages", [1, 2])
def test_a_matrix_of_agencies(tmp_path: Path, pages: int) -> None:
    """Each column that an agency heads is its status; the pages of a table are one matrix."""
    header = ("ข้อ", "ข้อมูล", "อบต.ป่าไผ่", "ทต.เขาขวาง")
    body = [[f"O{n}", TITLES[f"O{n}"], "✓", "ดำเนินการแล้ว" if n % 2 else "ยังไม่ดำเนินการ"]
            for n in range(1, 9)]
    tables = [tabbed(header, *body)] if pages == 1 else [tabbed(header, *body[:4]),
                                                         tabbed(header, *body[4:])]
    forms = agencies(tmp_path, "ปีงบประมาณ พ.ศ. 2567\n\n" + "\n".join(tables))
    assert list(forms) == ["องค์การบริหารส่วนตำบลป่าไผ่", "เทศบาลตำบลเขาขวาง"]
    first, second = forms.values()
    assert codes(first) == codes(second) == [f"O{n}" for n in range(1, 9)]
    assert {item.status for item in first.items} == {"done"}
    assert [item.status for item in second.items] == ["done", "not_started"] * 4
    assert checks(first, "column_unknown") == checks(second, "column_unknown") == []


MEASURES = ("ลำดับที่", "มาตรการ/แนวทาง", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "", "ข้อเสนอแนะ")
STATES = ("", "", "", "ดำเนินการแล้ว", "ยังไม่ได้ดำเนินการ", "")


def measure(number: int) -> tuple[str, ...]:
    done = ("จัดแล้ว", "") if number % 2 else ("", "รองบประมาณ")
    return str(number), f"มาตรการที่ {number}", "สำนักปลัด", *done, ""


def monitoring(folder: Path, *tables: str) -> Form:
    front = ("แบบรายงานผลการกำกับติดตามมาตรการ ITA\nเทศบาลตำบลเขาขวาง\nปีงบประมาณ พ.ศ. 2566\n"
             "มาตรการเพื่อยกระดับคะแนน IIT และ EIT\n\n")
    return read(folder, front + "\n".join(tables))


WHOLE = tabbed(MEASURES, STATES, *map(measure, (1, 2)))
LATER = [measure(3), measure(4)]


@pytest.mark.parametrize("second", [
    tabbed(MEASURES, STATES, *LATER), tabbed(STATES, *LATER),
    tabbed(MEASURES) + "\n" + tabbed(STATES, *LATER), tabbed(*LATER),
], ids=["whole header", "lower row", "blank line between", "none"])
def test_half_a_header_on_a_later_page(tmp_path: Path, second: str) -> None:
    form = monitoring(tmp_path, WHOLE, second)
    assert [m.no for m in form.measures] == [1, 2, 3, 4]
    assert [m.status for m in form.measures] == ["done", "not_started"] * 2
    assert [m.result_done for m in form.measures] == ["จัดแล้ว", None] * 2
    assert [m.result_not_done for m in form.measures] == [None, "รองบประมาณ"] * 2
    assert [m.measure for m in form.measures] == [f"มาตรการที่ {n}" for n in (1, 2, 3, 4)]


def test_the_first_header_cut_by_a_blank_line(tmp_path: Path) -> None:
    form = monitoring(tmp_path, tabbed(MEASURES), tabbed(STATES, *map(measure, (1, 2)), *LATER))
    assert [m.status for m in form.measures] == ["done", "not_started"] * 2


def test_a_header_alone_does_not_take_the_rows_of_another(tmp_path: Path) -> None:
    text = tabbed((*HEADER, "สถานะ")) + "\n" + tabbed((*HEADER, "ผู้รับผิดชอบ"),
                                                      *(row(n, "นายกล้า ใจดี") for n in range(1, 4)))
    form = read(tmp_path, FRONT + text)
    assert codes(form) == ["O1", "O2", "O3"]
    assert [p.name for p in by_code(form)["O2"].assignees] == ["นายกล้า ใจดี"]
