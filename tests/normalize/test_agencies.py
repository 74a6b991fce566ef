"""The agency of a form: by vote of its own lines; a tie is null, a gazetteer alone says nothing."""

from __future__ import annotations

import pytest

from normalize.agencies import AgencyReading, Mention, agency_of
from schema.table import Place

Fields = tuple[str | None, str | None, str | None, str | None, str | None]


def read(*lines: str, body: tuple[str, ...] = ()) -> AgencyReading:
    own = [Mention(text=text, place=Place(line=n)) for n, text in enumerate(lines, 1)]
    cells = [Mention(text=text, place=Place(line=100 + n)) for n, text in enumerate(body)]
    return agency_of(own, cells)


def fields(reading: AgencyReading) -> Fields:
    names = ("agency_name", "agency_type", "province", "amphoe", "tambon")
    name, kind, province, amphoe, tambon = (reading.values[n].text for n in names)
    return name, kind, province, amphoe, tambon


SAO = "องค์การบริหารส่วนตำบล"
CASES = [
    ("แบบการนำเข้าข้อมูลของจังหวัดน่าน", ("จังหวัดน่าน", "province", "น่าน", None, None)),
    ("จังหวัด น่าน", ("จังหวัดน่าน", "province", "น่าน", None, None)),
    ("สำนักงานจังหวัดน่าน", ("จังหวัดน่าน", "province", "น่าน", None, None)),
    ("องค์การบริหารส่วนตำบลธารแก้ว", (SAO + "ธารแก้ว", "sao", None, None, None)),
    ("อบต.ธารแก้ว", (SAO + "ธารแก้ว", "sao", None, None, None)),
    ("อบต. ธารแก้ว", (SAO + "ธารแก้ว", "sao", None, None, None)),
    ("องค์การบริหารส่วนตำบลธารแก้ว อำเภอน้ำคำ จังหวัดศรีสะเกษ",
     (SAO + "ธารแก้ว", "sao", "ศรีสะเกษ", "น้ำคำ", None)),
    ("อบต.ธารแก้ว อ.น้ำคำ จ.ศรีสะเกษ", (SAO + "ธารแก้ว", "sao", "ศรีสะเกษ", "น้ำคำ", None)),
    ("เทศบาลตำบลวังทราย อำเภอโพนทอง จังหวัดร้อยเอ็ด",
     ("เทศบาลตำบลวังทราย", "municipality", "ร้อยเอ็ด", "โพนทอง", None)),
    ("เทศบาลเมืองวังทราย", ("เทศบาลเมืองวังทราย", "municipality", None, None, None)),
    ("เทศบาลนครวังทราย", ("เทศบาลนครวังทราย", "municipality", None, None, None)),
    ("ทต.วังทราย", ("เทศบาลตำบลวังทราย", "municipality", None, None, None)),
    ("องค์การบริหารส่วนจังหวัดพะเยา",
     ("องค์การบริหารส่วนจังหวัดพะเยา", "pao", "พะเยา", None, None)),
    ("อบจ.พะเยา", ("องค์การบริหารส่วนจังหวัดพะเยา", "pao", None, None, None)),
    ("โรงเรียนบ้านดอกทราย อำเภอเลิงนกทา จังหวัดยโสธร",
     ("โรงเรียนบ้านดอกทราย", "school", "ยโสธร", "เลิงนกทา", None)),
    ("โรงพยาบาลดอนสายลม จังหวัดนครพนม",
     ("โรงพยาบาลดอนสายลม", "hospital", "นครพนม", None, None)),
    ("กรมส่งเสริมการค้าชายแดน", ("กรมส่งเสริมการค้าชายแดน", "department", None, None, None)),
    ("องค์การบริหารส่วนตำบลธารแก้ว ตำบลธารแก้ว อำเภอน้ำคำ จังหวัดศรีสะเกษ",
     (SAO + "ธารแก้ว", "sao", "ศรีสะเกษ", "น้ำคำ", "ธารแก้ว")),
    ("แบบรายงาน OIT ประจำปีงบประมาณ พ.ศ. 2567", (None, None, None, None, None)),
    ("การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
     (None, None, None, None, None)),
    ("", (None, None, None, None, None)),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_one_line(line: str, expected: Fields) -> None:
    assert fields(read(line)) == expected


def test_lines_together() -> None:
    reading = read("แบบรายงานการเปิดเผยข้อมูล", "อบต.ธารแก้ว อำเภอน้ำคำ", "จังหวัดศรีสะเกษ ปี 2567")
    assert fields(reading) == (SAO + "ธารแก้ว", "sao", "ศรีสะเกษ", "น้ำคำ", None)
    assert reading.findings == ()
    assert reading.values["agency_name"].places == (Place(line=2),)


def test_a_province_of_a_local_agency_is_not_the_agency() -> None:
    reading = read("เทศบาลตำบลวังทราย", "จังหวัดร้อยเอ็ด", "จังหวัดร้อยเอ็ด", "จังหวัดร้อยเอ็ด")
    assert fields(reading)[:3] == ("เทศบาลตำบลวังทราย", "municipality", "ร้อยเอ็ด")


def test_majority_wins_with_a_finding() -> None:
    reading = read("เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทอง")
    name = reading.values["agency_name"]
    assert name.text == "เทศบาลตำบลวังทราย"
    assert name.confidence < 1
    assert [f.check for f in reading.findings] == ["agency_conflict"]
    assert reading.candidates == ("เทศบาลตำบลวังทอง",)


def test_a_list_of_abbreviations_names_no_agency() -> None:
    made = read("เทศบาลเมืองวังทราย จังหวัดน่าน", "สป. = สำนักปลัดเทศบาล  กยผ. = กองยุทธศาสตร์ ยศ. = แผน")
    assert made.values["agency_name"].text == "เทศบาลเมืองวังทราย"
    assert made.findings == ()


def test_a_tie_is_null_with_its_sides_as_candidates() -> None:
    reading = read("เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทอง")
    name = reading.values["agency_name"]
    assert (name.text, name.absent) == (None, "unreadable")
    assert set(reading.candidates) == {"เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทอง"}
    assert [f.check for f in reading.findings] == ["agency_conflict"]
    assert reading.values["agency_type"].text == "municipality"


def test_the_same_agency_in_full_and_short_is_one() -> None:
    reading = read("อบต.ธารแก้ว", "องค์การบริหารส่วนตำบลธารแก้ว")
    assert reading.values["agency_name"].text == SAO + "ธารแก้ว"
    assert reading.findings == ()


def test_a_gazetteer_alone_names_nobody() -> None:
    """A town's name without a type word, and a tambon that any gazetteer knows: nothing."""
    reading = read("แบบรายงานของวังทราย", body=("งานธุรการ", "หมู่ 4 บ้านดอกทราย"))
    assert fields(reading) == (None, None, None, None, None)


def test_cells_are_asked_where_the_lines_say_nothing() -> None:
    reading = read("แบบรายงาน OIT", body=("สำนักงานจังหวัดน่าน", "สำนักงานจังหวัดน่าน (กลุ่มงานอำนวยการ)"))
    assert fields(reading)[:3] == ("จังหวัดน่าน", "province", "น่าน")


def test_cells_are_not_asked_where_the_lines_speak() -> None:
    reading = read("จังหวัดน่าน", body=("องค์การบริหารส่วนตำบลธารแก้ว",) * 5)
    assert reading.values["agency_name"].text == "จังหวัดน่าน"


def test_absent_says_why() -> None:
    reading = read("แบบรายงาน OIT")
    assert reading.values["agency_name"].absent == "not_stated"
    assert reading.values["agency_code"].absent == "not_in_form"


@pytest.mark.parametrize(("line", "name"), [
    ("เทศบาลตำบลวังทรายประจำปีงบประมาณ พ.ศ. 2567", "เทศบาลตำบลวังทราย"),
    ("เทศบาลตำบลวังทรายอำเภอโพนทอง", "เทศบาลตำบลวังทราย"),
    ("ของเทศบาลตำบลวังทราย ในการประเมิน", "เทศบาลตำบลวังทราย"),
    ("เทศบาลตำบลวังทราย (OIT)", "เทศบาลตำบลวังทราย"),
    ("การประเมิน ITA ของ อบต.วังทราย", SAO + "วังทราย"),
    ("องค์การบริหารส่วนตำบลหนองบัว (ฉบับแก้ไข)", SAO + "หนองบัว"),
    ("กรมที่ดิน", "กรมที่ดิน"),
    ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาน่าน เขต 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาน่าน เขต 1"),
    ("เทศบาลตำบลเวียง-ป่าซาง", "เทศบาลตำบลเวียง-ป่าซาง"),
    ("เทศบาลตำบลขอนแก่นเหนือ", "เทศบาลตำบลขอนแก่นเหนือ"),
])
def test_where_a_name_ends(line: str, name: str) -> None:
    assert read(line).values["agency_name"].text == name




@pytest.mark.parametrize(("line", "names"), [
    ("ที่ว่าการอำเภอเวียงสา จังหวัดน่าน", {"ที่ว่าการอำเภอเวียงสา", None}),
    ("สำนักงานสาธารณสุขจังหวัดน่าน", {"สำนักงานสาธารณสุขจังหวัดน่าน", None}),
    ("เมืองพัทยา จังหวัดชลบุรี", {"เมืองพัทยา", None}),
    ("สำนักงานเขตบางรัก กรุงเทพมหานคร", {"สำนักงานเขตบางรัก", None}),
    ("กรมที่ดิน กระทรวงมหาดไทย", {"กรมที่ดิน"}),
    ("กรมทางหลวงชนบท กระทรวงคมนาคม", {"กรมทางหลวงชนบท"}),
    ("ศูนย์พัฒนาเด็กเล็ก เทศบาลตำบลวังทราย", {"เทศบาลตำบลวังทราย", None}),
    ("ตามที่สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ กำหนด", {None}),
    ("สถานีตำรวจภูธรเมืองน่าน", {"สถานีตำรวจภูธรเมืองน่าน"}),
    ("มหาวิทยาลัยราชภัฏน่าน", {"มหาวิทยาลัยราชภัฏน่าน"}),
    ("โรงเรียนเทศบาลวังทราย เทศบาลเมืองวังทราย", {"โรงเรียนเทศบาลวังทราย", None}),
])
def test_an_office_beside_others(line: str, names: set[str | None]) -> None:
    """The office itself, or nothing: never the place or the authority above it."""
    assert read(line).values["agency_name"].text in names


@pytest.mark.parametrize("word", [
    "องคการบริหารสวนตำบล", "องค์การบรหารส่วนตำบล", "องค์การบริหารส่วนตาบล",
    "องค์กวรบริหารส่วนตำบล", "องค์การขริหารส่วนตำบล",
])
def test_a_type_word_that_lost_marks_or_a_letter(word: str) -> None:
    """An amphoe beside a local agency is a place and never its name."""
    reading = read(f"{word}บ่อทราย อำเภอนาคำ จังหวัดน่าน")
    assert fields(reading) == (SAO + "บ่อทราย", "sao", "น่าน", "นาคำ", None)
    assert reading.values["agency_name"].rules == ("agency.marks",)
    assert reading.values["agency_name"].confidence == 0.8


def test_a_type_word_that_cannot_be_read_gives_no_name() -> None:
    reading = read("อXคกXรบXหXรสวXตำบลบ่อทราย อำเภอนาคำ จังหวัดน่าน")
    name = reading.values["agency_name"]
    assert (name.text, name.absent) == (None, "unreadable")
    assert fields(reading)[2:4] == ("น่าน", "นาคำ")


def test_a_province_whose_word_lost_a_mark() -> None:
    reading = read("จังหวดน่าน")
    assert fields(reading)[:3] == ("จังหวัดน่าน", "province", "น่าน")
    assert reading.values["agency_name"].confidence == 0.8


@pytest.mark.parametrize(("lines", "expected"), [
    (("หน่วยงาน : เทศบาลตำบลวังทราย", "อำเภอ : โพนคำ", "จังหวัด : น่าน"),
     ("เทศบาลตำบลวังทราย", "municipality", "น่าน", "โพนคำ", None)),
    (("ชื่อหน่วยงาน......อบต.ธารแก้ว......อำเภอ....ป่าใส....จังหวัด.....น่าน.....",),
     (SAO + "ธารแก้ว", "sao", "น่าน", "ป่าใส", None)),
    (("แบบฟอร์ม OIT (สำหรับจังหวัด)", "จังหวัด...น่าน..."),
     ("จังหวัดน่าน", "province", "น่าน", None, None)),
])
def test_labels_and_dotted_lines(lines: tuple[str, ...], expected: Fields) -> None:
    reading = read(*lines)
    assert fields(reading) == expected
    for name in ("agency_name", "province"):
        assert any((reading.values[name].raw or "") in line for line in lines)


def test_the_kind_of_school_in_a_title_is_no_agency() -> None:
    reading = read("วิทยาลัยเทคนิคตรัง สำนักงานคณะกรรมการการอาชีวศึกษา", "แบบตรวจ OIT สถานศึกษาอาชีวศึกษา")
    assert fields(reading)[0] == "วิทยาลัยเทคนิคตรัง"
    assert reading.findings == ()
