"""`oit check`: exit codes, words in both languages, places that an officer finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.to_do import ToDo
from oit.cli import cli
from oit.report.to_do import text, where_is
from schema.form import Agency, Form, Item, Source
from schema.table import Place
from tests.oit.made import form_text

SAMPLES = Path(__file__).parents[2] / "samples"
TICKS = SAMPLES / "municipality_2567_ticks.docx"
LETTER = SAMPLES / "bad" / "no_table.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["check", *(str(argument) for argument in arguments)])


def sample_without(tmp_path: Path, *codes: str) -> Path:
    """The short form of the tests without some of its rows."""
    lines = form_text("น่าน").splitlines(keepends=True)
    path = tmp_path / "แบบ.txt"
    path.write_text("".join(line for line in lines if not line.startswith(codes)), encoding="utf-8")
    return path


def test_what_is_to_be_done_stands_row_by_row() -> None:
    result = run(TICKS)
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    assert lines[0] == "municipality_2567_ticks.docx: เทศบาลตำบลธารฟ้าใหม่ ปีงบประมาณ 2567"
    at = lines.index("O22 แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ "
                     "(แถวที่ 37 ของตารางที่ 1)")
    assert lines[at + 1] == "  • ยังไม่ได้กรอก: สถานะหรือผลการดำเนินการ, ที่อยู่ข้อมูลบนเว็บไซต์"
    codes = [int(line.split()[0][1:]) for line in lines if line.startswith("O")]
    assert codes == sorted(codes)
    assert lines[-1] == "สรุป: ต้องกรอกหรือแก้ไข 6 แห่ง ใน 5 ข้อ จากทั้งหมด 35 ข้อ"


def test_in_english() -> None:
    result = run(TICKS, "--lang", "en")
    assert result.exit_code == 3
    assert "(row 33 of table 1)\n  • More than one status is given: choose one" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "In short: 6 things to fill in or correct in 5 of 35 rows")


def test_missing_items_are_listed_first(tmp_path: Path) -> None:
    result = run(sample_without(tmp_path, "03", "07"))
    assert result.exit_code == 3
    assert "ข้อที่ยังไม่มีในแบบ\n  • O3 อำนาจหน้าที่\n" in result.stdout


def test_what_we_cannot_read_is_no_blame_but_has_to_be_looked_at() -> None:
    result = run(SAMPLES / "province_2566_units.docx")
    assert result.exit_code == 3
    assert "ไม่ใช่ความผิดของท่าน" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "สรุป: กรอกครบแล้วทั้ง 43 ข้อ เหลือเพียงให้ท่านเปิดดู 1 แห่งข้างบน")


def test_a_file_that_is_no_form() -> None:
    result = run(LETTER)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no_table.txt: ไม่พบตารางในไฟล์นี้" in result.stderr


def test_several_files_are_all_reported_and_no_form_counts_most() -> None:
    result = run(LETTER, TICKS, SAMPLES / "province_2566_units.docx")
    assert result.exit_code == 1
    assert result.stdout.count("สรุป:") == 2


@pytest.mark.parametrize("arguments", [(), ("gone.docx",), (TICKS, "--lang", "fr"), (SAMPLES,)])
def test_wrong_usage(arguments: tuple[str | Path, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_json_holds_places_in_numbers_and_words() -> None:
    result = run(TICKS, LETTER, "--format", "json")
    assert result.exit_code == 1
    form, failed = json.loads(result.stdout)
    assert failed["reason"] == "no_table"
    assert {key: form[key] for key in ("agency", "fiscal_year", "items", "complete")} == {
        "agency": "เทศบาลตำบลธารฟ้าใหม่", "fiscal_year": 2567, "items": 35, "complete": False}
    assert form["to_do"][0] == {
        "kind": "status_two", "position": 20, "code": "O20",
        "subject": "O20 ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ", "field": None,
        "message_th": "ระบุสถานะมากกว่าหนึ่งอย่าง เลือกอย่างเดียว",
        "message_en": "More than one status is given: choose one", "ours": False,
        "where_th": "แถวที่ 33 ของตารางที่ 1", "where_en": "row 33 of table 1",
        "place": {"table": 1, "row": 33, "column": 3},
    }


@pytest.mark.parametrize(("place", "thai", "english"), [
    (Place(table=1, row=12, column=3), "แถวที่ 12 ของตารางที่ 1", "row 12 of table 1"),
    (Place(page=3, table=2, row=4), "หน้า 3 แถวที่ 4 ของตารางที่ 2", "page 3, row 4 of table 2"),
    (Place(line=57, table=1, row=5), "บรรทัดที่ 57", "line 57"),
    (Place(sheet="OIT", table=1, row=12, cell="C12"), "เซลล์ C12 ของแผ่นงาน “OIT”",
     "cell C12 of sheet “OIT”"),
    (Place(sheet="OIT", row=12), "แถวที่ 12 ของแผ่นงาน “OIT”", "row 12 of sheet “OIT”"),
    (Place(), "", ""),
])
def test_places_as_one_finds_them(place: Place, thai: str, english: str) -> None:
    assert (where_is(place, "th"), where_is(place, "en")) == (thai, english)


def made(*todos: ToDo) -> str:
    form = Form(form_id="f0", kind="assignment", agency=Agency(name="จังหวัดน่าน"),
                source=Source(file="แบบ.xlsx", sha256="0", media_type="x"), items=(Item(),))
    return text(form, todos, "th")


def test_nothing_to_do_ends_with_a_friendly_line() -> None:
    assert made() == (
        "แบบ.xlsx: จังหวัดน่าน\n\n"
        "เรียบร้อย: กรอกครบทั้ง 1 ข้อแล้ว พร้อมส่ง ขอบคุณที่ช่วยให้ข้อมูลสมบูรณ์")


def test_a_form_without_rows_is_not_called_ready() -> None:
    form = Form(form_id="f0", kind="analysis", agency=Agency(name="จังหวัดน่าน"),
                source=Source(file="แบบ.xlsx", sha256="0", media_type="x"))
    unread = ToDo(kind="nothing_checked", message_th="อ่านไม่พบแถว", message_en="", ours=True)
    last = text(form, (unread,), "th").splitlines()[-1]
    assert last.startswith("สรุป: โปรแกรมไม่ได้ตรวจ")


def test_cells_of_a_spreadsheet_are_named() -> None:
    row, cell = Place(sheet="ก", row=7, cell="A7"), Place(sheet="ก", row=7, cell="G7")
    empty = ToDo(kind="cell_empty", position=1, subject="O1 โครงสร้าง", row=row, place=cell,
                 field="status", label_th="สถานะ", message_th="ยังไม่ได้กรอกสถานะ", message_en="")
    assert "O1 โครงสร้าง (แถวที่ 7 ของแผ่นงาน “ก”)\n  • ยังไม่ได้กรอก: สถานะ [G7]" in made(empty)


def test_hers_and_ours_are_counted_apart() -> None:
    hers = ToDo(kind="agency_missing", message_th="ไม่พบชื่อหน่วยงานที่หัวแบบ", message_en="")
    ours = ToDo(kind="cell_unread", position=1, subject="O1", message_th="อ่านไม่ออก",
                message_en="", ours=True, place=Place(page=2, table=1, row=3))
    shown = made(hers, ours)
    assert "แบบรายงานทั้งฉบับ\n  • ไม่พบชื่อหน่วยงานที่หัวแบบ" in shown
    assert "  • O1: อ่านไม่ออก (หน้า 2 แถวที่ 3 ของตารางที่ 1)" in shown
    assert shown.endswith("และเปิดดูเองอีก 1 แห่ง")
