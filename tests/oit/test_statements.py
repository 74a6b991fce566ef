"""Every released value has its statement, made from the form as it is and nothing else."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from oit.cli import cli
from oit.statements import COLUMNS, Statement, statement_lines, statements
from oit.tables import TABLES
from schema.flatten import form_of
from schema.form import Corrected, Form
from schema.table import Place
from tests.oit.conftest import golden_forms
from tests.oit.made import (
    CELL,
    FORM_ID,
    SOURCE,
    form_record,
    form_text,
    full_form,
    item_record,
    value,
)
from tests.oit.results import statement_rows


def by_path(form: Form) -> dict[str, Statement]:
    return {statement.path: statement for statement in statements(form)}


def test_a_statement_tells_value_raw_place_rules_and_confidence() -> None:
    code = by_path(full_form())["items/0/code"]
    assert (code.value, code.raw, code.places) == ("O11", "○11", (CELL,))
    assert (code.rules, code.confidence) == (("code.ring",), 0.9)


def test_members_of_lists_and_keys_stand_under_their_path() -> None:
    found = by_path(full_form())
    assert found["items/0/assignees/0/name"].raw == "นาย ก ข"
    assert found["items/0/extra/หมาย~1เหตุ"].raw == "รอ "
    assert found["agency/province"].raw == "จ.พัทลุง"
    assert found["scores/0/score"].value == "87.25"
    assert found["people/0/canonical"].places == (CELL,)
    assert found["links/0/target"].places == (CELL,)


def test_raw_words_have_their_place_where_the_value_itself_comes_from_the_catalogue() -> None:
    for form in golden_forms():
        for statement in statements(form):
            if statement.path.endswith("/title") and statement.raw:
                assert statement.places, statement


def test_what_follows_from_other_values_has_no_raw_words() -> None:
    assert by_path(full_form())["edition"].raw is None


def test_raw_words_without_a_value_are_a_statement() -> None:
    form = form_of(form_record(item_record(code=value(None, "ข้อ ??", places=(CELL,)))),
                   FORM_ID, SOURCE)
    found = by_path(form)
    assert "items/0/code" not in found
    assert (found["items/0/code_raw"].value, found["items/0/code_raw"].places) == ("ข้อ ??", (CELL,))


@pytest.mark.parametrize("form", golden_forms(), ids=lambda form: form.source.file)
def test_every_value_of_the_tables_has_a_statement(form: Form) -> None:
    """A column of items.csv, measures.csv … that is a field of the record and not empty."""
    found = by_path(form)
    for name in ("items", "measures", "scores", "actions", "analysis", "constraints"):
        columns = TABLES[name].columns
        for number, line in enumerate(TABLES[name].lines(form)):
            record = getattr(form, name)[number]
            for column, cell in zip(columns, line, strict=True):
                own = (column in type(record).model_fields
                       and not column.startswith(("confidence", "unsure")))
                raw = column.endswith("_raw")
                if own and cell is not None and not raw:
                    assert found[f"{name}/{number}/{column}"].value == str(cell)
                elif own and cell is not None:
                    base = found.get(f"{name}/{number}/{column.removesuffix('_raw')}")
                    own_one = found.get(f"{name}/{number}/{column}")
                    assert cell in {base and base.raw, own_one and own_one.value}


def test_ids_are_stable_unique_and_follow_the_value() -> None:
    form = golden_forms()[0]
    ids = [statement.id_in(form.form_id) for statement in statements(form)]
    assert ids == [statement.id_in(form.form_id) for statement in statements(form)]
    assert len(set(ids)) == len(ids)
    assert all(found.startswith(f"{form.form_id}-s") for found in ids)
    one = next(statements(form))
    assert one._replace(value="other").id_in(form.form_id) != one.id_in(form.form_id)


def test_a_form_that_was_redacted_gives_redacted_statements() -> None:
    """Nothing of a name is left in any column; an id is a hash of the new value."""
    form = next(form for form in golden_forms() if form.people)
    name = form.people[0].canonical
    told = form.model_dump_json()
    for part in name.split():
        told = told.replace(part, "…")
    rows = statement_rows(Form.model_validate_json(told))
    assert name in str(statement_rows(form))
    assert name not in str(rows)
    assert name.split()[-1] not in str(rows)


def test_a_corrected_value_names_its_reviewer() -> None:
    done = Corrected(path="items/0/code", value="O11", read="O1", raw="○11", reviewer="น.ส.ก")
    found = by_path(full_form().model_copy(update={"corrected": (done,)}))
    assert found["items/0/code"].reviewer == "น.ส.ก"
    assert found["items/0/title"].reviewer is None


def test_lines_are_what_the_csv_module_writes_of_the_rows() -> None:
    """Quotes, commas, line breaks and a lone carriage return, also in a path and a sheet."""
    nasty = {"title": ' "ก",\r\n\tข\r\n\n', "round": "\r"}
    place = Place(sheet='แผ่น "1", ก', cell="C12", row=12)
    item = item_record(method=value("ก", ' "ก"', places=(place, CELL)))
    for form in (*golden_forms(), full_form().model_copy(update=nasty),
                 form_of(form_record(item), FORM_ID, SOURCE)):
        written = StringIO(newline="")
        csv.writer(written).writerows(statement_rows(form))
        assert b"".join(statement_lines(form)).decode() == written.getvalue()


def test_pieces_of_a_joined_row_are_parted() -> None:
    places = (Place(page=3, table=1, row=9, bbox=(72, 90.5, 144, 120)), Place(page=4, table=1))
    form = form_of(form_record(item_record(method=value("ก ข", places=places))), FORM_ID, SOURCE)
    [row] = [dict(zip(COLUMNS, line, strict=True)) for line in statement_rows(form)
             if line[2] == "items/0/method"]
    assert (row["page"], row["table"], row["row"], row["line"]) == ("3;4", "1;1", "9;", None)
    assert row["bbox"] == "72 90.5 144 120;"


def test_each_page_of_a_partly_scanned_file_has_its_reader() -> None:
    source = SOURCE.model_copy(update={"reader": "ocr:oit", "pages": 3, "scanned_pages": (2, 3)})
    pages = {"method": (1,), "remark": (2,), "suggestion": (1, 2)}
    values = {name: value("ก", places=tuple(Place(page=page) for page in told))
              for name, told in pages.items()}
    form = form_of(form_record(item_record(**values)), FORM_ID, source)
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in statement_rows(form)]
    readers = {row["path"]: row["reader"] for row in rows}
    assert readers["items/0/method"] == "pdf-text"
    assert readers["items/0/remark"] == readers["items/0/suggestion"] == "ocr:oit"


def convert(tmp_path: Path, *more: str) -> Path:
    source, out = tmp_path / "form.txt", tmp_path / "out"
    source.write_text(form_text(), encoding="utf-8")
    result = CliRunner().invoke(cli, ["convert", str(source), "--out", str(out), "--quiet", *more])
    assert result.exit_code == 0, result.output
    return out


def test_a_run_writes_the_statements_of_its_forms_in_one_kind(tmp_path: Path) -> None:
    out = convert(tmp_path)
    [path] = (out / "forms").glob("*.json")
    form = Form.model_validate_json(path.read_bytes())
    expected = [dict(zip(COLUMNS, row, strict=True)) for row in statement_rows(form)]
    assert pq.read_table(out / "statements.parquet").to_pylist() == expected
    convert(tmp_path, "--statements", "csv")
    assert not (out / "statements.parquet").exists()
    with (out / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["statement_id"] for row in csv.DictReader(file)] == [
            row["statement_id"] for row in expected]
    convert(tmp_path, "--statements", "none")
    assert not list(out.glob("statements.*"))


def test_a_statement_is_explained_by_its_id(tmp_path: Path) -> None:
    out = convert(tmp_path)
    told = pq.read_table(out / "statements.parquet").to_pylist()
    row = next(row for row in told if row["path"] == "items/3/code")
    shown = CliRunner().invoke(cli, ["explain", row["statement_id"], str(out)])
    assert shown.exit_code == 0
    assert "path: items/3/code\nvalue / ค่า: O4\n" in shown.output
    assert row["statement_id"] in shown.output
    gone = CliRunner().invoke(cli, ["explain", row["statement_id"][:-12] + "0" * 12, str(out)])
    assert gone.exit_code == 1
    assert "read otherwise since" in gone.output
