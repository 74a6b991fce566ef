"""Units and posts in full: from tables, from the form's own province, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.expansion import full_position, full_unit
from normalize.legend import explained, legend
from normalize.officeids import defined_offices, office_key, undefined
from tests.unseen.written import celled, read, titles

STRATEGY = "กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด"
STAFF = "กลุ่มงานบริหารทรัพยากรบุคคล"


@pytest.mark.parametrize(("name", "expanded"), [
    ("สนจ.พท. (ก.ยุทธศาสตร์)", f"สำนักงานจังหวัดพัทลุง ({STRATEGY})"),
    ("สำนักงานจังหวัดฯ (ยศ./บค.)", f"สำนักงานจังหวัดพัทลุง ({STRATEGY}/{STAFF})"),
    ("สนง.พท. (กลุ่มงานบริหารทรัพยากรบุคคล)", f"สำนักงานจังหวัดพัทลุง ({STAFF})"),
    ("ก.ศูนย์ดำรงธรรมจังหวัด สนจ.พท.", "สำนักงานจังหวัดพัทลุง (กลุ่มงานศูนย์ดำรงธรรมจังหวัด)"),
    ("ก.อำนวยการ", "กลุ่มงานอำนวยการ"),
    ("สนง.พาณิชย์ฯ", "สำนักงานพาณิชย์จังหวัดพัทลุง"),
    ("ปมจ.", "สำนักงานประมงจังหวัดพัทลุง"),
    ("ศูนย์ดำรงธรรมจังหวัดฯ", "ศูนย์ดำรงธรรมจังหวัดพัทลุง"),
    ("ทุกส่วนราชการ", "ทุกส่วนราชการ"),
    ("อบต.วังทราย", "องค์การบริหารส่วนตำบลวังทราย"),
])
def test_a_unit_of_a_provinces_form(name: str, expanded: str) -> None:
    assert full_unit(name, "พัทลุง", provincial=True).expanded == expanded


@pytest.mark.parametrize(("name", "candidates"), [
    ("สป.", ("สำนักปลัด", "สำนักงานปลัดกระทรวง")),
    ("สนง.พท.", ("สำนักงานจังหวัดพัทลุง",)),
    ("สำนักงานจังหวัดฯ (กขค.)", ()),
])
def test_what_is_open_stays_null(name: str, candidates: tuple[str, ...]) -> None:
    found = full_unit(name, "พัทลุง", provincial=True)
    assert (found.expanded, found.candidates) == (None, candidates)


def test_without_a_province_nothing_is_made_up() -> None:
    assert full_unit("สนง.พาณิชย์ฯ").expanded is None
    assert full_unit("สำนักงานจังหวัดฯ").expanded is None
    assert full_unit("กองคลัง").expanded == "กองคลัง"


def test_parts_keep_what_is_not_known_as_printed() -> None:
    found = full_unit("สำนักงานจังหวัดฯ (กขค./บค.)", "น่าน", provincial=True)
    assert (found.office, found.groups) == ("สำนักงานจังหวัดน่าน", ("กขค.", STAFF))


@pytest.mark.parametrize(("printed", "full"), [
    ("นวค.นโยบายและแผนชำนาญการ", "นักวิเคราะห์นโยบายและแผนชำนาญการ"),
    ("พนง.ทรัพยากรบุคคล", "พนักงานทรัพยากรบุคคล"),
    ("ผอ.กลุ่มงานอำนวยการ", "ผู้อำนวยการกลุ่มงานอำนวยการ"),
    ("นิติกรชำนาญการ รก. ผอ.กองคลัง", "นิติกรชำนาญการ รักษาการ ผู้อำนวยการกองคลัง"),
    ("รก.ผอ.กองคลัง", "รักษาการผู้อำนวยการกองคลัง"),
    ("นิติกรปฏิบัติการรก.หัวหน้ากลุ่มงาน", "นิติกรปฏิบัติการรักษาการหัวหน้ากลุ่มงาน"),
    ("นวช.เงินและบัญชี ชก.", "นักวิชาการเงินและบัญชี ชำนาญการ"),
    ("นักวิชาการคลัง ปก.", "นักวิชาการคลัง ปฏิบัติการ"),
    ("จพง.ธุรการ", "เจ้าพนักงานธุรการ"),
    ("หน.สำนักปลัด", "หัวหน้าสำนักปลัด"),
    ("ครู คศ.2", "ครู คศ.2"),
    ("ปลัดเทศบาล", "ปลัดเทศบาล"),
    ("นวค.ชำนาญการ", None),
])
def test_positions(printed: str, full: str | None) -> None:
    assert full_position(printed) == full


def test_one_office_has_one_id_in_a_form(tmp_path: Path) -> None:
    official = titles(2567)
    units = ("สนจ.พท. (ก.ยุทธศาสตร์)", "สำนักงานจังหวัดฯ", "สนง.พาณิชย์ฯ", "สำนักงานจังหวัดพัทลุง")
    rows = [("ข้อ", "ข้อมูล", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ")]
    rows += [(f"O{n}", official[f"O{n}"], unit, "นายกิตติ มั่นคง ผอ.กองคลัง")
             for n, unit in enumerate(units, 1)]
    form = read(tmp_path, "แบบมอบหมาย OIT ของจังหวัดพัทลุง ปีงบประมาณ พ.ศ. 2567\n\n" + celled(*rows))
    assert [item.units[0].office_id for item in form.items] == ["u1", "u1", "u2", "u1"]
    assert [item.units[0].name for item in form.items] == list(units)
    assert form.items[0].units[0].parts == {"office": "สำนักงานจังหวัดพัทลุง", "groups": [STRATEGY]}
    assert form.items[0].assignees[0].position == "ผอ.กองคลัง"
    assert form.items[0].assignees[0].position_expanded == "ผู้อำนวยการกองคลัง"


@pytest.mark.parametrize(("name", "office"), [
    ("สนง.จ.พท.", "สำนักงานจังหวัดพัทลุง"), ("สนง.จ.พท. กลุ่มงานอำนวยการ", "สำนักงานจังหวัดพัทลุง"),
    ("งานพัสดุ กองคลัง", "กองคลัง"), ("ฝ่ายบริหารงานทั่วไป สำนักปลัดเทศบาล", "สำนักปลัดเทศบาล"),
    ("สำนักงานคลังจังหวัด", "สำนักงานคลังจังหวัดพัทลุง"),
    ("สนง.คลังฯ", "สำนักงานคลังจังหวัดพัทลุง"),
    ("สำนักงานจังหวัดพัทลุง กลุ่มงานอำนวยการ", "สำนักงานจังหวัดพัทลุง"),
])
def test_one_office_of_a_province_under_other_abbreviations(name: str, office: str) -> None:
    assert full_unit(name, "พัทลุง", provincial=True).office == office


def test_an_abbreviation_that_the_form_explains() -> None:
    full = "กองยุทธศาสตร์และแผนงาน"
    brackets = defined_offices([f"{full} (กยผ.)", "สำนักงานเลขานุการกรม (บค.)", "กองคลัง (งานพัสดุ)"])
    assert brackets == {"กยผ.": {full}}
    assert [undefined(n, brackets) for n in (f"{full} (กยผ.)", "กองคลัง (งานพัสดุ)")] == [
        full, "กองคลัง (งานพัสดุ)"]
    told = legend((), brackets)
    assert [explained(n, told)[0] for n in ("กยผ.", "กยผ. (ฝ่าย 1)", "กองคลัง")] == [
        full, f"{full} (ฝ่าย 1)", "กองคลัง"]


def test_two_offices_of_one_abbreviation_are_not_told_by_it() -> None:
    told = legend((), defined_offices(["กองคลังกลาง (กค.)", "กองการค้าภายใน (กค.)"]))
    name, _, candidates = explained("กค.", told)
    assert (name, sorted(candidates)) == ("กค.", ["กองการค้าภายใน", "กองคลังกลาง"])


@pytest.mark.parametrize(("office", "key"), [
    ("สำนักปลัดเทศบาล", "สำนักปลัด"), ("สำนักปลัดเทศบาลตำบลวังทราย", "สำนักปลัด"),
    ("สำนักปลัด", "สำนักปลัด"), ("กองคลังเทศบาลตำบลวังหิน", "กองคลังเทศบาลตำบลวังหิน"),
    ("องค์การบริหารส่วนตำบลวังทราย", "องค์การบริหารส่วนตำบลวังทราย"),
])
def test_an_office_with_and_without_its_agency(office: str, key: str) -> None:
    assert office_key(office, "เทศบาลตำบลวังทราย") == key
