"""What must hold for every text and every form, whatever is written in it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from normalize.bullets import lines
from normalize.codes import item_code, leading_code, references
from normalize.columns import header_role
from normalize.digits import arabic
from normalize.headings import heading_level
from normalize.joining import join_lines, unwrap
from normalize.links import addresses
from normalize.people import person_cell
from normalize.status import is_tick, status_of_words
from normalize.text import is_blank, nfc, one_space, squash
from normalize.units import unit_cell
from normalize.years import fiscal_year, round_of
from oit.pipeline import process
from schema.errors import OitError
from schema.form import Form
from tests.unseen.written import THAI_DIGITS, celled, tabbed, titles

TITLES = titles(2567)
TIMES = 20 if os.environ.get("OIT_PROPERTIES") == "search" else 1  # as many examples
quick = settings(max_examples=60 * TIMES)
slow = settings(max_examples=12 * TIMES, suppress_health_check=[HealthCheck.too_slow])

THAI = "กขคงจชญณดตถทธนบปผพภมยรลวศสหอะาิีึืุูเแโใไำ่้๊๋์ํ็ัฯๆ๐๑๒๓๙"
SIGNS = " \n\t-–•*()[]/.,:;|#<>&○〇0123456789OoABxyz√✓☑☐\u200b\u00a0\u0e4d"
WORDS = (
    "ข้อ", "O1", "๐๒", "โครงสร้าง", "ข้อมูลผู้บริหาร", "นาย", "นางสาว", "น.ส. ", "ณ ", "ดำเนินการแล้ว",
    "ยังไม่", "กองคลัง", "สนจ.", "(1)", "(2) ", "- ", "\n", "\t", "ตัวชี้วัดที่ 9 ", "ตามข้อ ", "พ.ศ. 2567",
    "https://a.go.th/",
    "ผู้รับผิดชอบ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "สถานะ", "จังหวัด", "น่าน", "อบต.",
    "**", "<p>", "</ul>",
    "| a | b |\n", "|---|---|\n", "\f", "\ufeff", "ผอ.", "นิติกร", "และ", "ทุกส่วนราชการ",
)
letters = st.text(st.sampled_from(THAI + SIGNS), max_size=60)
words = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
cell_text = st.one_of(letters, words, st.lists(st.one_of(letters, words), max_size=4).map("".join))


# Cleaners


@quick
@given(cell_text)
@pytest.mark.parametrize("cleaner", [nfc, one_space, arabic, squash, join_lines])
def test_cleaners_are_idempotent(cleaner, text: str) -> None:
    once = cleaner(nfc(text))
    assert cleaner(once) == once


@quick
@given(cell_text)
@example("(1)\n0(2)")
def test_lines_are_idempotent(text: str) -> None:
    once = lines(text)
    assert lines(once) == once


@quick
@given(cell_text)
def test_joining_keeps_every_letter(text: str) -> None:
    """Only white space changes where lines are joined or unwrapped."""
    text = nfc(text)
    assert squash(join_lines(text)) == squash(text)
    assert squash(unwrap(text)) == squash(text)
    assert squash(lines(text)) == squash(arabic(text))
    assert squash(lines(text, flattened=True)) == squash(arabic(text))


@quick
@given(cell_text)
def test_nfc_leaves_one_kind_of_sara_am(text: str) -> None:
    clean = nfc(text)
    assert "\u0e4d\u0e32" not in clean
    assert not re.search("[\u200b-\u200d\u2060\ufeff\u00ad]", clean)


codes = st.builds(
    "{}{}{}{}{}".format, st.sampled_from(["", "ข้อ ", "ข้อที่ ", "(", " "]),
    st.sampled_from("OoΟО○〇0๐"), st.sampled_from(["", " ", "-"]), st.integers(1, 99),
    st.sampled_from(["", "*", " (เพิ่ม)", ".", ")", "\n"]))


@quick
@given(codes)
def test_a_code_is_read_as_itself(text: str) -> None:
    """Every spelling gives its number, and the canonical spelling is its own."""
    reading = item_code(text)
    assert reading is not None
    assert str(reading.number) == re.sub(r"^\D*0*|\D", "", arabic(text))
    again = item_code(reading.code)
    assert again is not None
    assert again.code == reading.code


@quick
@given(cell_text)
def test_references_stand_in_the_text(text: str) -> None:
    clean = nfc(text)
    assert all(printed in clean for _, printed in references(text))
    assert all(re.fullmatch(r"O[1-9]\d?", code) for code, _ in references(text))


@quick
@given(cell_text, st.booleans())
def test_the_rest_behind_a_code_is_kept(text: str, coded: bool) -> None:
    text = f"O12 {text}" if coded else text
    found = leading_code(text)
    if found is not None:
        assert found[1] in nfc(text)
        assert found[2] in nfc(text)


@quick
@given(cell_text)
def test_people_are_of_the_letters_of_their_cell(text: str) -> None:
    """No letter of a name, position or text that the cell does not print."""
    printed = squash(arabic(nfc(text)))
    for person in person_cell(text):
        for value in (person.name, person.position, person.text):
            assert value is None or (value == value.strip() and value)
            assert value is None or squash(arabic(value)) in printed or not _ordered(value, printed)


def _ordered(value: str, printed: str) -> bool:
    """False where the letters of a value stand in the cell, though not side by side."""
    rest = iter(printed)
    return not all(letter in rest for letter in squash(arabic(value)))


@quick
@given(cell_text)
def test_units_are_of_the_letters_of_their_cell(text: str) -> None:
    printed = squash(arabic(nfc(text)))
    for unit in unit_cell(text).units:
        assert unit.name
        assert squash(unit.name) in printed
        assert squash(arabic(unit.raw)) in printed


@quick
@given(cell_text)
def test_rules_answer_every_text(text: str) -> None:
    """No rule fails on any text, and a blank says nothing."""
    header_role(text), heading_level(text), addresses(text), is_tick(text)
    fiscal_year([text]), round_of(text)
    statuses = status_of_words(text)
    assert set(statuses) <= {"done", "in_progress", "not_started"}
    if is_blank(text):
        assert (item_code(text), person_cell(text), unit_cell(text).units) == (None, (), ())
        assert not is_tick(text)


@quick
@given(cell_text)
def test_digits_in_cells_read_alike(text: str) -> None:
    """Thai digits and 0-9 give the same people, units, lines, status and year."""
    text = re.sub(r"\d+\s*\n", "\n", arabic(text))  # joined lines: test_joining
    other = text.translate(THAI_DIGITS)
    assert lines(other) == lines(text)
    assert status_of_words(other) == status_of_words(text)
    assert fiscal_year([other]) == fiscal_year([text])
    assert [u.name for u in unit_cell(other).units] == [u.name for u in unit_cell(text).units]
    assert [(p.name and arabic(p.name), p.position) for p in person_cell(other)] == [
        (p.name and arabic(p.name), p.position) for p in person_cell(text)]
    one, two = item_code(text), item_code(other)
    assert (one and (one.code, one.plain)) == (two and (two.code, two.plain))


# Forms


HEADERS = {
    "code": ["ข้อ", "ลำดับ", "รหัส"], "title": ["ข้อมูล", "รายการข้อมูล"],
    "component": ["องค์ประกอบข้อมูล", "รายละเอียดที่ต้องเปิดเผย"], "unit": ["หน่วยงาน", "กองที่รับผิดชอบ"],
    "assignee": ["ผู้จัดทำข้อมูล", "เจ้าหน้าที่ผู้รับผิดชอบ"], "certifier": ["ผู้รับรองข้อมูล"],
    "status": ["สถานะ", "ผลการดำเนินการ"],
}
CELLS = {
    "component": ["- แสดงแผนผังโครงสร้าง (1) ชื่อ (2) ตำแหน่ง", "แสดงข้อมูลปี 2566 ตามข้อ O8", ""],
    "unit": ["กองคลัง", "สำนักปลัด/กองช่าง", "ทุกส่วนราชการ", "-"],
    "assignee": ["นายกิตติ มั่นคง นิติกร", "1. น.ส.ดวงใจ รุ่งเรือง 2. นายธีระ ณ ภูผา", "ปลัดเทศบาล", ""],
    "certifier": ["นายอำนาจ ใจงาม ผอ.กองคลัง", "นายอำนาจ ใจงาม", ""],
    "status": ["ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", ""],
}
FRONT = "แบบรายงาน OIT เทศบาลตำบลวังทราย จังหวัดร้อยเอ็ด ประจำปีงบประมาณ พ.ศ. 2567\n\n"


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Header and rows of a form: some items, columns in some order, cells of some kinds."""
    others = draw(st.lists(st.sampled_from(list(CELLS)), min_size=2, unique=True))
    roles = draw(st.permutations(["code", "title", *others]))
    first = draw(st.integers(1, 20))
    last = draw(st.integers(first + 5, first + 9))
    lead = draw(st.sampled_from(["O", "o", "0", "○"]))
    header = [draw(st.sampled_from(HEADERS[role])) for role in roles]
    rows = []
    for n in range(first, last + 1):
        fixed = {"code": f"{lead}{n}", "title": TITLES[f"O{n}"]}
        rows.append([fixed.get(r) or draw(st.sampled_from(CELLS[r])) for r in roles])
    return [header, *rows]


def key_of(table: list[list[str]]) -> int:
    """The number of the column of codes."""
    return next(n for n, cell in enumerate(table[0]) if cell in HEADERS["code"])


def read(data: bytes) -> Form:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.txt"
        path.write_bytes(data)
        (form,) = process(path)
    return form


def of(text: str) -> Form:
    return read(text.encode())


def meaning(form: Form, without: Iterable[str] = ()) -> list[dict[str, object]]:
    """The items without places, raw words and what follows from where they were read."""
    kept = ("code", "title", "title_relation", "indicator", "subindicator", "component",
            "unit_duty", "status", "status_hint", "method", "remark", "absent", "extra")
    out = []
    for item in form.items:
        values: dict[str, object] = {k: getattr(item, k) for k in kept if k not in without}
        values["units"] = [u.name for u in item.units]
        values["people"] = [[(p.name, p.position, arabic(p.text)) for p in people]
                            for people in (item.assignees, item.certifiers)]
        values["refs"] = [ref.code for ref in item.refs]
        out.append(values)
    return out


def about(form: Form) -> tuple[object, ...]:
    agency = form.agency.model_dump(include={"name", "type", "province", "amphoe"})
    said = sorted((f.check, f.origin, f.code or "") for f in form.findings)
    return form.kind, form.scheme, form.fiscal_year, form.edition, agency, said


@slow
@given(tables())
def test_codes_are_those_that_stand_there(table: list[list[str]]) -> None:
    """Sound codes beside official titles: every one, in order, and nothing else."""
    form = of(FRONT + tabbed(*table))
    code = key_of(table)
    assert [i.code for i in form.items] == ["O" + row[code][1:] for row in table[1:]]
    assert {i.title_relation for i in form.items} == {"same"}


@slow
@given(tables())
def test_thai_digits_change_nothing(table: list[list[str]]) -> None:
    text = FRONT + tabbed(*table)
    one, two = of(text), of(text.translate(THAI_DIGITS))
    assert meaning(two) == meaning(one)
    assert about(two) == about(one)


@slow
@given(tables(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_change_nothing(table: list[list[str]], newline: str) -> None:
    text = FRONT + tabbed(*table)
    one, two = of(text), of(text.replace("\n", newline))
    assert two.items == one.items
    assert about(two) == about(one)


@slow
@given(tables())
def test_split_sara_am_changes_nothing(table: list[list[str]]) -> None:
    """ำ as two characters, and zero-width characters in between."""
    text = FRONT + tabbed(*table)
    one = of(text)
    two = of(re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", text))
    three = of(text.replace("งาน", "งา\u200bน"))
    assert meaning(one) == meaning(two) == meaning(three)
    assert about(one) == about(two) == about(three)


@slow
@given(tables(), st.data())
def test_a_repeated_header_changes_nothing(table: list[list[str]], data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(table)))
    one = of(FRONT + tabbed(*table))
    two = of(FRONT + tabbed(*table[:at], table[0], *table[at:]))
    assert meaning(two) == meaning(one)
    assert about(two) == about(one)


@slow
@given(tables(), st.data(), st.sampled_from(["\f", "\n\n", "\n\n- 2 -\n\n", "\f\nหน้า 2\n\n"]))
def test_a_new_page_changes_nothing(
    table: list[list[str]], data: st.DataObject, between: str
) -> None:
    """A page break with the header again: the same items, none more, none less."""
    at = data.draw(st.integers(2, len(table) - 1))
    one = of(FRONT + tabbed(*table))
    two = of(FRONT + tabbed(*table[:at]) + between + tabbed(table[0], *table[at:]))
    assert meaning(two) == meaning(one)
    assert about(two) == about(one)


@slow
@given(tables())
def test_dialects_read_alike(table: list[list[str]]) -> None:
    """One row per line, and one cell per line."""
    one, two = of(FRONT + tabbed(*table)), of(FRONT + celled(*table))
    without = ("component",)  # the one has lost its line breaks, so it is read by other rules
    assert meaning(two, without) == meaning(one, without)
    assert about(two) == about(one)


@slow
@given(tables())
def test_every_raw_word_stands_in_the_source(table: list[list[str]]) -> None:
    text = FRONT + tabbed(*table)
    form = of(text)
    source = re.sub(r"\s+", "", text)
    raws = [form.title, *form.raws.values()]
    for item in form.items:
        raws += [item.code_raw, item.title_raw, item.component_raw, item.units_raw,
                 item.assignees_raw, item.certifiers_raw, *(u.name_raw for u in item.units),
                 *item.raws.values(), *(ref.code_raw for ref in item.refs)]
        raws += [] if item.status_raw is None else item.status_raw.split(" | ")
    assert [raw for raw in raws if raw and re.sub(r"\s+", "", raw) not in source] == []


@slow
@given(tables())
def test_nothing_printed_is_lost(table: list[list[str]]) -> None:
    """Every cell of an item's row stands in a raw field of that item."""
    form = of(FRONT + tabbed(*table))
    for row, item in zip(table[1:], form.items, strict=True):
        kept = [item.code_raw, item.title_raw, item.component_raw, item.units_raw,
                item.assignees_raw, item.certifiers_raw, item.status_raw]
        said = squash(" ".join(k for k in kept if k))
        assert all(squash(cell) in said for cell in row if not is_blank(cell))


def test_a_blank_key_loses_no_item() -> None:
    """Whichever item it is, and whatever words its title holds."""
    header = ["ข้อ", "ข้อมูล", "ผู้รับรองข้อมูล", "สถานะ"]
    lost = {}
    for blank in range(2, 35):
        near = range(max(1, blank - 3), min(36, blank + 4))
        body = [["" if n == blank else f"O{n}", TITLES[f"O{n}"], "นายอำนาจ ใจงาม ผอ.กองคลัง",
                 "ดำเนินการแล้ว"] for n in near]
        found = [i.code for i in of(FRONT + tabbed(header, *body)).items]
        if found != [f"O{n}" for n in near]:
            lost[blank] = found
    assert lost == {}


# Files of anything


garbage = st.lists(cell_text, max_size=12).flatmap(
    lambda parts: st.sampled_from(["", "\n", "\t", "\n\n", " | "]).map(lambda s: s.join(parts)))


@settings(max_examples=60 * TIMES, suppress_health_check=[HealthCheck.too_slow])
@given(garbage, st.sampled_from(["utf-8", "utf-16", "cp874"]))
def test_any_text_gives_forms_or_says_why(text: str, encoding: str) -> None:
    _forms_or_error(text.encode(encoding, errors="replace"))


def test_a_rule_of_a_table_alone() -> None:
    _forms_or_error("แบบ OIT\n\n|---|---|\n".encode())


@settings(max_examples=50 * TIMES)
@given(st.binary(max_size=300))
def test_any_bytes_give_forms_or_say_why(data: bytes) -> None:
    _forms_or_error(data)


@settings(max_examples=25 * TIMES, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), cell_text, st.data())
def test_any_text_in_a_form_gives_a_form(
    table: list[list[str]], text: str, data: st.DataObject
) -> None:
    """Whatever one cell of one row holds, the codes of other rows do not change."""
    kept = [n for n, header in enumerate(table[0]) if header not in HEADERS["status"]]
    table = [[cells[n] for n in kept] for cells in table]
    row, code = data.draw(st.integers(2, len(table) - 2)), key_of(table)
    column = data.draw(st.sampled_from([n for n in range(len(kept)) if n != code]))
    text = re.sub(r"[\t\n\r\f|]+", " ", text)
    changed = [list(cells) for cells in table]
    changed[row][column] = text
    form = of(FRONT + tabbed(*changed))
    found = [i.code for i in form.items if i.code]
    wanted = ["O" + cells[code][1:] for n, cells in enumerate(table) if n not in (0, row)]
    assert [c for c in found if c in wanted] == wanted
    assert set(found) <= {*wanted, "O" + table[row][code][1:]}


def _forms_or_error(data: bytes) -> None:
    """One form at least, or an error that says what to do in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.txt"
        path.write_bytes(data)
        try:
            said = bool(process(path))
        except OitError as error:
            said = bool(error.message_th and error.message_en)
    assert said
