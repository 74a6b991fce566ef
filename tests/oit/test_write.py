"""What is written is exact, complete, valid against the schema, and never half there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oit.formjson import INLINE, FormText, form_json, scalar_json
from oit.jsonschema import RECORDS, record_schema
from oit.tables import FAILURES, TABLES
from oit.write import CsvTables, remove_stale, writing
from schema.flatten import form_of
from schema.form import Form
from tests.oit.made import FORM_ID, SOURCE, form_record, full_form, item_record, rendered, value

NASTY = 'เริ่ม "ใน" วงเล็บ, จุลภาค\nบรรทัดสอง\ttab =1+1'
CONTRACT = {  # the columns that others rely on, in their order
    "forms": "form_id source_file sha256 media_type pages kind scheme title agency agency_type "
             "province amphoe tambon agency_code fiscal_year edition round items findings",
    "items": "form_id position agency agency_type province fiscal_year edition code code_raw title "
             "title_raw title_relation indicator subindicator group component units_raw status "
             "status_raw status_hint method location period suggestion remark mapped_edition "
             "relation mapped_codes confidence page sheet table row",
    "assignments": "form_id position code role name position_title text person_id",
    "findings": "form_id finding_id check severity origin code message_th message_en page table "
                "row",
}


def nasty_form() -> Form:
    item = item_record(component=value("=SUM(A1)\n- สอง", "=SUM(A1) - สอง"), remark=value(NASTY))
    return form_of(form_record(item), FORM_ID, SOURCE)


def written(out: Path, *forms: Form) -> None:
    with writing(out) as writers:
        for form in forms:
            for writer in writers:
                writer.add(rendered(form))
        for writer in writers:
            writer.close()


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("table", CONTRACT)
def test_the_columns_begin_as_the_contract_says(table: str) -> None:
    expected = tuple(CONTRACT[table].split())
    assert TABLES[table].columns[: len(expected)] == expected


@pytest.mark.parametrize("table", TABLES)
def test_every_table_begins_with_the_form_and_no_column_comes_twice(table: str) -> None:
    columns = TABLES[table].columns
    assert columns[0] == "form_id"
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("table", [name for name in TABLES if name != "findings"])
def test_every_table_gets_rows_from_a_full_form(table: str) -> None:
    lines = TABLES[table].lines(full_form())
    assert lines
    assert all(len(line) == len(TABLES[table].columns) for line in lines)


def test_csv_has_a_bom_crlf_and_values_as_they_are(tmp_path: Path) -> None:
    written(tmp_path, nasty_form())
    data = (tmp_path / "items.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfform_id,position,")
    assert data.endswith(b"\r\n")
    [row] = rows(tmp_path / "items.csv")
    assert row["remark"] == NASTY
    assert row["component"] == "=SUM(A1)\n- สอง"
    assert (row["status"], row["fiscal_year"], row["position"]) == ("", "2566", "1")


def test_every_table_is_written_even_without_rows(tmp_path: Path) -> None:
    written(tmp_path)
    for name in (*TABLES, "failures"):
        columns = FAILURES if name == "failures" else TABLES[name].columns
        assert (tmp_path / f"{name}.csv").read_text("utf-8-sig") == ",".join(columns) + "\n"


def test_the_json_of_every_form_fits_the_schema() -> None:
    schema = json.loads(record_schema("form"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for form in (full_form(), nasty_form()):
        jsonschema.validate(json.loads(form_json(form)), schema)


def test_the_schema_refuses_an_unknown_field() -> None:
    made = json.loads(form_json(full_form())) | {"colour": "red"}
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(made, json.loads(record_schema("form")))


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_has_a_schema(record: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(record_schema(record)))


def test_the_json_reads_back_as_the_same_form() -> None:
    for form in (full_form(), nasty_form()):
        assert Form.model_validate_json(form_json(form)) == form


def test_the_json_keeps_contract_order_thai_letters_and_nulls() -> None:
    text = form_json(full_form())
    made = json.loads(text)
    assert list(made)[:4] == ["schema_version", "form_id", "source", "kind"]
    assert list(made["items"][0])[:3] == ["code", "code_raw", "title"]
    assert "องค์การบริหารส่วนตำบลธารแก้ว" in text
    assert made["items"][0]["status"] is None
    assert text.endswith("}\n")


@pytest.mark.parametrize("value", [
    "น้ำ", 'a "b" \\ \n \t \x07 \u2028', "", None, True, False, 0, -7, 10**20, 0.1, 1e-7, 2.0,
    [], {},
])
def test_a_scalar_is_written_as_json_writes_it(value: object) -> None:
    assert scalar_json(value) == json.dumps(value, ensure_ascii=False)


_SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.floats(
    allow_nan=False, allow_infinity=False)
_VALUES = st.recursive(_SCALARS, lambda inner: (
    st.lists(inner) | st.dictionaries(st.text(), inner)), max_leaves=80)


@given(_VALUES)
def test_an_object_or_list_stands_on_one_line_if_it_has_room(value: Any) -> None:
    """Of members that take fewer than INLINE characters together."""
    def laid_out(value: Any, indent: str) -> str:
        line = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, dict | list) or len(line) - 2 * len(value) < INLINE:
            return line
        inner = indent + " "
        keys = [f"{json.dumps(key, ensure_ascii=False)}: " for key in value] if isinstance(
            value, dict) else [""] * len(value)
        members = value.values() if isinstance(value, dict) else value
        body = ",\n".join(f"{inner}{key}{laid_out(member, inner)}"
                          for key, member in zip(keys, members, strict=True))
        return f"{line[0]}\n{body}\n{indent}{line[-1]}"

    assert FormText().of(value, "\n") == laid_out(value, "")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        scalar_json(value)


def test_no_name_is_dropped_from_any_record() -> None:
    """Every field of the models stands in the JSON, whatever its value."""
    made = json.loads(form_json(full_form()))
    assert set(made) == set(Form.model_fields)
    assert set(made["items"][0]["source"]) >= {"page", "sheet", "line", "bbox", "continued"}


def test_a_broken_run_leaves_no_half_file(tmp_path: Path) -> None:
    def broken() -> Iterator[Any]:
        with writing(tmp_path) as writers:
            for writer in writers:
                writer.add(rendered(full_form()))
            raise RuntimeError("disk full")

    with pytest.raises(RuntimeError, match="disk full"):
        broken()
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == []


def test_an_earlier_table_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("earlier")
    tables = CsvTables(tmp_path)
    tables.add(rendered(full_form()))
    assert (tmp_path / "items.csv").read_text() == "earlier"
    tables.close()
    assert len(rows(tmp_path / "items.csv")) == 1


def test_only_form_files_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    for name in ("forms/old.json", "forms/kept.json", "forms/foreign.json", "notes.json"):
        (tmp_path / name).write_text("{}")
    earlier = ["forms/old.json", "forms/kept.json", "notes.json", "forms/../notes.json"]
    assert remove_stale(tmp_path, earlier, ["forms/kept.json"]) == ["forms/old.json"]
    assert (tmp_path / "notes.json").exists()
    assert (tmp_path / "forms" / "foreign.json").exists()
    assert not (tmp_path / "forms" / "old.json").exists()
