"""Whether a form holds every item once: what is said, of whom, and when nothing is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from audit import completeness
from audit.check import finding_of
from audit.evidence import row_doubted
from audit.limits import default_limits
from catalogue.editions import editions
from schema.finding import Finding
from schema.form import Form, Item, RowSource, Source, Unit
from schema.table import Place

WORDS = ("เผยแพร่แล้ว", "รอข้อมูลจากกองคลัง", "ปรับปรุงทุกเดือน", "ดูที่เมนูหลัก", "มีสองฉบับ")
ALL = [item.code for item in editions()[2567].items]


def item_missing(form: Form) -> tuple[Finding, ...]:
    said = completeness.item_missing(form, default_limits())
    return tuple(finding_of("item_missing", failure) for failure in said.failures)


def item_twice(form: Form) -> tuple[Finding, ...]:
    said = completeness.item_twice(form, default_limits())
    return tuple(finding_of("item_twice", failure) for failure in said.failures)


def form(codes: Sequence[str | None], edition: int | None = 2567, sure: bool = True,
         reader: str = "docx") -> Form:
    items = tuple(
        Item(code=code, confidences={} if sure else {"code": 0.9}, title_relation="same",
             places={"code": (Place(row=n),)}, source=RowSource(table=1, row=n),
             remark=WORDS[n % len(WORDS)])
        for n, code in enumerate(codes, 1))
    source = Source(file="a", sha256="0" * 64, media_type="test", reader=reader)
    return Form(form_id="f0", source=source, kind="assignment", edition=edition, items=items)


def with_finding(read: Form, check: str, **told: Any) -> Form:
    found = Finding(check=check, severity="info", origin="unsure", message_th="", message_en="",
                    **told)
    return read.model_copy(update={"findings": (found,)})


def test_passing() -> None:
    """A complete form, in any order."""
    assert item_missing(form(ALL)) == ()
    assert item_missing(form(ALL[::-1])) == ()
    assert item_twice(form(ALL)) == ()


def test_failing() -> None:
    """The agency's form lacks O20: an error of the agency, with the title of the item."""
    (found,) = item_missing(form([c for c in ALL if c != "O20"]))
    assert (found.check, found.severity, found.origin, found.code) == (
        "item_missing", "error", "agency", "O20")
    assert found.data["title"] == editions()[2567].by_code["O20"].title
    assert found.data["title"] in found.message_th


def test_unsure_where_a_row_has_no_code() -> None:
    """The row without a code may be the missing one: nobody is accused."""
    codes = [c if c != "O20" else None for c in ALL]
    assert [(f.origin, f.code) for f in item_missing(form(codes))] == [("unsure", "O20")]


def test_unsure_where_much_is_missing() -> None:
    found = item_missing(form(ALL[:20]))
    assert [f.code for f in found] == ALL[20:]
    assert {f.origin for f in found} == {"unsure"}


def test_the_last_alone_is_the_agencys() -> None:
    (found,) = item_missing(form(ALL[:34]))
    assert (found.origin, found.data["doubts"]) == ("agency", ())


def test_several_missing_at_the_end() -> None:
    """A page may be: nobody is accused."""
    found = item_missing(form(ALL[:33]))
    assert [(f.code, f.origin, f.data["doubts"]) for f in found] == [
        ("O34", "unsure", ("together",)), ("O35", "unsure", ("together",))]


def test_several_missing_where_a_table_ends() -> None:
    read = form([c for c in ALL if c not in ("O11", "O12")])
    parted = tuple(i.model_copy(update={"source": RowSource(table=1 + (n > 9))})
                   for n, i in enumerate(read.items))
    assert {f.origin for f in item_missing(read)} == {"agency"}
    assert {f.origin for f in item_missing(read.model_copy(update={"items": parted}))} == {"unsure"}


def test_unsure_where_a_page_may_be_missing() -> None:
    """Five items in a row are those of a page; five here and there are not."""
    row = [code for code in ALL if code not in ALL[9:14]]
    assert {f.origin for f in item_missing(form(row))} == {"unsure"}
    spread = [code for n, code in enumerate(ALL) if n % 7]
    assert {f.origin for f in item_missing(form(spread))} == {"agency"}


@pytest.mark.parametrize("reader", ["text", "csv", "html", "ocr:test"])
def test_a_text_never_proves_that_a_row_is_missing(reader: str) -> None:
    (found,) = item_missing(form([c for c in ALL if c != "O20"], reader=reader))
    assert (found.origin, found.data["doubts"]) == ("unsure", ("not_all_read",))
    assert found.message_en.endswith(
        "(unsure: this kind of file does not prove that every row was read)")


@pytest.mark.parametrize("check", ["code_title_disagree", "code_missing", "code_unreadable",
                                   "rows_merged"])
def test_a_row_that_may_be_the_missing_one(check: str) -> None:
    read = with_finding(form([c for c in ALL if c != "O20"]), check, code="O7")
    assert [f.data["doubts"] for f in item_missing(read)] == [("misplaced",)]


def test_an_item_that_the_file_speaks_of_elsewhere() -> None:
    """The finding shows where; another missing item is not excused by it."""
    read = with_finding(form([c for c in ALL if c not in ("O20", "O29")]), "item_elsewhere",
                        code="O29", evidence=(Place(line=40),))
    told = {f.code: (f.origin, f.evidence) for f in item_missing(read)}
    assert told == {"O20": ("agency", ()), "O29": ("unsure", (Place(line=40),))}


def test_all_of_an_indicator_missing() -> None:
    found = item_missing(form([c for c in ALL if c not in ("O7", *ALL[25:])]))
    assert {"part" in f.data["doubts"] for f in found} == {True}
    assert {f.origin for f in found} == {"unsure"}


def test_a_code_that_stands_twice_may_be_the_missing_one() -> None:
    read = form([c if c != "O33" else "O35" for c in ALL])
    assert [f.data["doubts"] for f in item_missing(read)] == [("twice",)]


def test_skipped() -> None:
    """No items, no edition, an edition that the catalogue does not hold in full."""
    assert item_missing(form([])) == ()
    assert item_missing(form(ALL[:5], edition=None)) == ()
    assert item_missing(form(ALL[:5], edition=2563)) == ()
    assert item_missing(form(ALL[:5], edition=2600)) == ()
    assert item_twice(form([None, None])) == ()


def test_twice() -> None:
    (found,) = item_twice(form([*ALL, "O9", "O9"]))
    assert (found.check, found.origin, found.code, found.data) == (
        "item_twice", "agency", "O9", {"rows": 3, "doubts": ()})
    assert [p.row for p in found.evidence] == [9, 36, 37]


def test_twice_but_not_surely_read() -> None:
    assert [f.origin for f in item_twice(form([*ALL, "O9"], sure=False))] == ["unsure"]


def test_twice_in_a_text() -> None:
    (found,) = item_twice(form([*ALL, "O9"], reader="text"))
    assert (found.origin, found.data["doubts"]) == ("unsure", ("not_all_read",))


def test_twice_with_nearly_the_same_words() -> None:
    """A row exported twice, in which a letter was misread once."""
    read = form([*ALL, "O9"])
    items = [i.model_copy(update={"remark": "เผยแพร่ทางเว็บไซต์ของหน่วยงานแล้วทุกรายการ"[: 42 - n // 20]})
             for n, i in enumerate(read.items)]
    (found,) = item_twice(read.model_copy(update={"items": tuple(items)}))
    assert (found.origin, found.data["doubts"]) == ("unsure", ("same_row",))


def test_an_item_that_is_no_item_of_the_edition_does_not_fill_a_gap() -> None:
    codes = [c if c != "O20" else "O99" for c in ALL]
    assert [f.code for f in item_missing(form(codes))] == ["O20"]


def test_the_missing_row_may_stand_where_we_read_another() -> None:
    """O10 glued behind O9 fills columns that no header names: nobody is accused."""
    glued = Finding(check="column_unknown", severity="info", origin="extraction", message_th="",
                    message_en="", data={"header": "#7"})
    read = form([c for c in ALL if c != "O10"]).model_copy(update={"findings": (glued,)})
    assert [(f.origin, f.code) for f in item_missing(read)] == [("unsure", "O10")]


def test_a_column_that_no_role_is_known_for_hides_no_row() -> None:
    extra = Finding(check="column_unknown", severity="info", origin="extraction", message_th="",
                    message_en="", data={"header": "งบประมาณ"})
    read = form([c for c in ALL if c != "O10"]).model_copy(update={"findings": (extra,)})
    assert [(f.origin, f.code) for f in item_missing(read)] == [("agency", "O10")]


def test_a_page_that_stands_twice() -> None:
    assert {f.origin for f in item_twice(form([*ALL, *ALL[5:12]]))} == {"unsure"}


def test_a_row_of_each_unit_of_an_item() -> None:
    read = form([*ALL, "O9"])
    units = [Unit(name=name, name_raw=name) for name in ("กองคลัง", "กองช่าง")]
    items = [item.model_copy(update={"units": (units[n > 30],)})
             for n, item in enumerate(read.items)]
    (found,) = item_twice(read.model_copy(update={"items": tuple(items)}))
    assert found.origin == "unsure"


def test_a_copy_that_lacks_what_a_row_goes_on_with() -> None:
    """The copy is no second row, and what it lacks is no gap of the agency's."""
    whole = "แสดงแผนของหน่วยงาน เช่น การสรรหาบุคลากร และการส่งเจ้าหน้าที่ไปอบรม"
    read = form([*ALL, "O9"])
    items = [item.model_copy(update={"remark": "เผยแพร่แล้ว", "component_raw": whole[:48] if n > 30
                                     else whole}) for n, item in enumerate(read.items)]
    made = read.model_copy(update={"items": tuple(items)})
    (found,) = item_twice(made)
    assert (found.origin, found.data["doubts"]) == ("unsure", ("same_row",))
    assert [row_doubted(made, item) for item in (items[8], items[-1])] == [False, True]


@pytest.mark.parametrize(("continued", "origin"), [((), "agency"), ((Place(row=2),), "unsure")])
def test_a_cell_that_stands_on_the_next_page_only(
    continued: tuple[Place, ...], origin: str
) -> None:
    """Two rows that differ by a remark are two, unless one of them goes on behind a page end."""
    read = form([*ALL, "O9"])
    items = [item.model_copy(update={
        "remark": "รอข้อมูลเพิ่มเติม" if n == 8 else None,
        "source": item.source.model_copy(update={"continued": continued if n == 8 else ()})})
        for n, item in enumerate(read.items)]
    (found,) = item_twice(read.model_copy(update={"items": tuple(items)}))
    assert found.origin == origin


@pytest.mark.parametrize(("cell", "doubted"), [
    ("ยังไม่ได้ดำเนินการ", True), ("ดำเนินการ\nแล้ว", True), ("นิติกร ดำเนินการแล้ว", False),
    ("กองคลัง", False)])
def test_a_status_in_another_cell_shows_a_row_that_is_shifted(cell: str, doubted: bool) -> None:
    read = form(ALL)
    item = read.items[4].model_copy(update={"assignees_raw": cell})
    assert row_doubted(read, item) == doubted
