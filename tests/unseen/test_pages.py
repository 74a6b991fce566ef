"""Forms over several pages: headers, headings and rows that go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from oit.pipeline import process
from tests.unseen.town import ALL_2567, HEADER, MISREAD, T2567, TOWN, row, rows, town
from tests.unseen.written import checks, codes, read, tabbed


def test_second_page_without_a_header(tmp_path: Path) -> None:
    text = TOWN + tabbed(HEADER, *rows(1, 18)) + "\f- 2 -\n" + tabbed(*rows(19, 35))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.notes == ()
    assert form.items[20].source.page == 2


def test_second_page_with_a_title_line_and_no_header(tmp_path: Path) -> None:
    text = (TOWN + tabbed(HEADER, *rows(1, 18)) + "\nแบบรายงาน OIT (ต่อ)\n\n"
            + tabbed(*rows(19, 35)))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.items[20].assignees == form.items[0].assignees


@pytest.mark.parametrize("again", [HEADER, MISREAD], ids=["as it was", "misread"])
def test_header_on_every_page(tmp_path: Path, again: Sequence[str]) -> None:
    plain = town(tmp_path, rows())
    form = town(tmp_path, [*rows(1, 10), again, *rows(11, 22), again, *rows(23, 35)])
    assert codes(form) == ALL_2567
    assert [i.component for i in form.items] == [i.component for i in plain.items]
    assert checks(form) == []


def test_component_cut_in_the_middle_of_a_word(tmp_path: Path) -> None:
    body = rows()
    body[4] = row(5, component="- แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้า")
    rest = ["", "", "ที่ของหน่วยงาน", "", "", "", ""]
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    item = form.items[4]
    assert item.component == (
        "- แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้าที่ของหน่วยงาน")
    assert len(item.source.continued) == 1
    assert len(item.places["component"]) == 2


def test_row_cut_in_several_columns_at_once(tmp_path: Path) -> None:
    """A title, a person and a unit that each go on over the page."""
    body = rows()
    body[7] = row(8, title="แผนและความก้าวหน้าในการดำเนินงาน", assignee="นางสาวพิมพ์ใจ แสงทอง",
                  unit="กองยุทธศาสตร์และ", status="อยู่ระหว่าง")
    rest = ["", "และการใช้งบประมาณประจำปี", "", "งบประมาณ", "นักวิชาการคลังชำนาญการ", "",
            "ดำเนินการ"]
    form = town(tmp_path, [*body[:8], HEADER, rest, *body[8:]])
    assert codes(form) == ALL_2567
    item = form.items[7]
    assert (item.title_raw, item.title_relation) == (T2567["O8"], "same")
    assert [(p.name, p.position) for p in item.assignees] == [
        ("นางสาวพิมพ์ใจ แสงทอง", "นักวิชาการคลังชำนาญการ")]
    assert [u.name for u in item.units] == ["กองยุทธศาสตร์และงบประมาณ"]
    assert item.status == "in_progress"


def test_a_long_continuation_is_no_item(tmp_path: Path) -> None:
    """A piece that fills every column but key, title and status still belongs to its row."""
    rest = ["", "", "- แสดงผลการดำเนินงาน", "กองช่าง", "นายธีระ ณ ภูผา นิติกร", "นายธีระ ณ ภูผา", ""]
    body = rows()
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    item = form.items[4]
    assert [u.name for u in item.units] == ["กองคลัง", "กองช่าง"]
    assert [p.name for p in item.assignees] == ["นางสาวพิมพ์ใจ แสงทอง", "นายธีระ ณ ภูผา"]
    assert (item.component or "").endswith("\n- แสดงผลการดำเนินงาน")


@pytest.mark.parametrize("key", [
    ("O5 (ต่อ)", "ข่าวประชาสัมพันธ์ (ต่อ)"),
    ("O5", "ข่าวประชาสัมพันธ์")])
def test_a_continuation_that_repeats_its_key(tmp_path: Path, key: tuple[str, str]) -> None:
    body = rows()
    rest = [*key, "- แสดงผลการดำเนินงาน", "", "", "", ""]
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    assert (form.items[4].component or "").endswith("\n- แสดงผลการดำเนินงาน")


def test_a_row_of_totals_is_no_title(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(), ["", "รวม 35 รายการ", "", "", "", "", ""]])
    assert codes(form) == ALL_2567
    assert form.items[-1].title_raw == T2567["O35"]


def test_a_heading_over_two_cells(tmp_path: Path) -> None:
    body = rows()
    body.insert(6, ["9.2", "การบริหารงานและการใช้จ่ายงบประมาณ", "", "", "", "", ""])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert form.items[6].subindicator_printed == "9.2"


def test_a_title_row_inside_the_table(tmp_path: Path) -> None:
    top = ("แบบรายงาน OIT เทศบาลตำบลวังทราย ปี 2567", "", "", "", "", "", "")
    form = read(tmp_path, tabbed(top, HEADER, *rows()))
    assert codes(form) == ALL_2567
    assert (form.title, form.fiscal_year) == (top[0], 2567)
    assert form.agency.name == "เทศบาลตำบลวังทราย"


def test_columns_in_another_order_on_the_second_page(tmp_path: Path) -> None:
    order = [0, 1, 6, 3, 4, 5, 2]
    turned = [[cells[n] for n in order] for cells in (HEADER, *rows(19, 35))]
    form = town(tmp_path, [*rows(1, 18), *turned])
    assert codes(form) == ALL_2567
    assert form.items[30].status == "done"
    assert (form.items[30].component or "").startswith("- แสดงข้อมูล")


def test_a_form_that_nobody_has_filled_in(tmp_path: Path) -> None:
    blank = {"unit": "", "assignee": "", "certifier": "", "status": ""}
    form = town(tmp_path, [row(n, **blank) for n in range(1, 36)])
    assert codes(form) == ALL_2567
    assert form.people == ()
    assert {i.status for i in form.items} == {None}
    assert {i.absent["assignees"] for i in form.items} == {"not_stated"}


def test_two_forms_in_one_file(tmp_path: Path) -> None:
    one = TOWN + tabbed(HEADER, *rows())
    path = tmp_path / "two.txt"
    path.write_text(one + "\n\n" + one.replace("วังทราย", "วังทอง"), encoding="utf-8")
    forms = process(path)
    assert [form.agency.name for form in forms] == ["เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทอง"]
    assert [codes(form) for form in forms] == [ALL_2567, ALL_2567]
    assert forms[1].form_id == forms[0].form_id + "-2"


def merged(text: str) -> list[str]:
    return [text, "", "", "", "", "", ""]


def test_headings_in_merged_rows(tmp_path: Path) -> None:
    body = [
        merged("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"), merged("ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน"),
        merged("ข้อมูลพื้นฐาน"), *rows(1, 4), merged("การประชาสัมพันธ์"), row(5),
        merged("ตัวชี้วัดย่อย 9.2 การบริหารงานและการใช้จ่ายงบประมาณ"), *rows(7, 9),
        merged("การให้บริการและติดต่อประสานงาน*"), *rows(11, 13),
        merged("ตัวชี้วัดที่ 10 การป้องกันการทุจริต"), row(26),
    ]
    form = town(tmp_path, body)
    over = {i.code: (i.indicator_printed, i.subindicator_printed, i.group) for i in form.items}
    assert over["O1"] == ("9", "9.1", "ข้อมูลพื้นฐาน")
    assert over["O5"] == ("9", "9.1", "การประชาสัมพันธ์")
    assert over["O7"] == ("9", "9.2", None)
    assert over["O12"] == ("9", "9.2", "การให้บริการและติดต่อประสานงาน*")
    assert over["O26"] == ("10", None, None)


def test_headings_as_paragraphs(tmp_path: Path) -> None:
    text = (TOWN + "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\nตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน\n\n"
            + tabbed(HEADER, *rows(1, 6))
            + "\nตัวชี้วัดย่อยที่ 9.2 การบริหารงานและการใช้จ่ายงบประมาณ\n\n" + tabbed(HEADER, *rows(7, 13))
            + "\nตัวชี้วัดที่ 10 การป้องกันการทุจริต\nตัวชี้วัดย่อยที่ 10.1 การป้องกันสินบน\n\n"
            + tabbed(HEADER, *rows(26, 31)))
    form = read(tmp_path, text)
    assert codes(form) == [*ALL_2567[:13], *ALL_2567[25:31]]
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[:6]} == {("9", "9.1")}
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[6:13]} == {
        ("9", "9.2")}
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[13:]} == {
        ("10", "10.1")}
    assert form.notes == ()


def test_a_subindicator_of_another_indicator_ends_the_one_before(tmp_path: Path) -> None:
    """10.1 printed without its "ตัวชี้วัดที่ 10": indicator 9 is no longer in force."""
    body = [merged("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"), *rows(1, 25),
            merged("ตัวชี้วัดย่อยที่ 10.1 การดำเนินการเพื่อป้องกันการทุจริตในประเด็นสินบน"), *rows(26, 31)]
    form = town(tmp_path, body)
    last = form.items[-1]
    assert (last.indicator, last.subindicator_printed) == ("10", "10.1")
    assert last.indicator_printed != "9"
