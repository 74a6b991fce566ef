"""The dataset: the same rows in three formats, keys that hold, a description that passes."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from frictionless import Package

from catalogue.lookup import table
from oit.cli import cli
from oit.dataset.build import build_dataset
from oit.dataset.database import VIEWS, create_table, quoted, reading, views_told
from oit.dataset.keys import KEYS
from oit.dataset.metadata import Facts, metadata, missing
from oit.dataset.parquet import FEW_ROWS, ParquetTable
from oit.dictionary import columns, fields
from oit.formjson import form_json
from oit.statements import statement_lines
from oit.tables import TABLES
from schema.finding import Origin, Severity
from schema.form import Agency, AgencyType, Form, Item, Kind, Scheme, Source, Status
from schema.value import Absence
from tests.oit.conftest import NEXT_YEAR
from tests.oit.made import full_form
from tests.oit.results import statement_rows

GOLDEN = Path(__file__).parents[2] / "output" / "samples"
Row = dict[str, Any]


def asked(dataset: Path, sql: str) -> list[Row]:
    with reading(dataset / "oit.duckdb") as base:
        found = base.execute(sql)
        assert found.description
        names = [str(column[0]) for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def form(form_id: str, agency: Agency, year: int, *items: Item) -> Form:
    source = Source(file=f"{form_id}.docx", sha256="0" * 64, media_type="x", reader="docx")
    return Form(form_id=form_id, source=source, kind="monitoring", agency=agency,
                fiscal_year=year, edition=year, items=items)


def dataset_of(folder: Path, *forms: Form) -> Path:
    (folder / "forms").mkdir()
    for one in forms:
        (folder / "forms" / f"{one.form_id}.json").write_text(form_json(one), encoding="utf-8")
    build_dataset(folder, folder)
    return folder


# The same tables in every format


@pytest.mark.parametrize("name", columns())
def test_parquet_csv_and_duckdb_hold_the_same_rows(name: str, dataset: Path) -> None:
    rows = pq.read_table(dataset / f"{name}.parquet").to_pylist()
    assert asked(dataset, f"SELECT * FROM {quoted(name)}") == rows
    if name != "statements":
        with (dataset / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [{column: cell or None for column, cell in row.items()}
                    for row in csv.DictReader(file)] == [
                {column: None if cell is None else str(cell) for column, cell in row.items()}
                for row in rows]


def test_the_csv_tables_of_the_run_stay_as_they_are(run_folder: Path, dataset: Path,
                                                    tmp_path: Path) -> None:
    """Built where the run wrote its tables: the order of its forms.csv, and the same bytes."""
    folder = tmp_path / "run"
    shutil.copytree(run_folder, folder)
    rows = (dataset / "forms.csv").read_bytes().split(b"\r\n")
    (folder / "forms.csv").write_bytes(b"\r\n".join([rows[0], *reversed(rows[1:-1]), b""]))
    before = (folder / "forms.csv").read_bytes()
    build_dataset(folder, folder)
    assert (folder / "forms.csv").read_bytes() == before
    os.utime(folder / "items.csv", (1, 1))
    build_dataset(folder, folder)
    assert (folder / "items.csv").stat().st_mtime == 1, "the next run would write it again"
    assert (folder / "failures.csv").read_bytes() == (GOLDEN / "failures.csv").read_bytes()


def test_the_same_forms_give_the_same_bytes(run_folder: Path, dataset: Path, tmp_path: Path
                                            ) -> None:
    built = build_dataset(run_folder, tmp_path)
    names = sorted(path.name for path in dataset.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert sorted(path.name for path in built.files) == names
    for name in names:
        if name.endswith((".csv", ".parquet")):
            assert (tmp_path / name).read_bytes() == (dataset / name).read_bytes(), name


def test_row_groups_do_not_depend_on_how_rows_arrive(tmp_path: Path) -> None:
    rows = [(f"f{number}", number, "ข้อความ") for number in range(2 * FEW_ROWS + 5)]
    for name, size in (("one", len(rows)), ("many", 700)):
        made = ParquetTable(tmp_path / f"{name}.parquet", "notes")
        for start in range(0, len(rows), size):
            made.extend(rows[start:start + size])
        made.close()
    found = pq.ParquetFile(tmp_path / "one.parquet").metadata
    groups = [found.row_group(n).num_rows for n in range(found.num_row_groups)]
    assert groups == [FEW_ROWS, FEW_ROWS, 5]
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "many.parquet").read_bytes()


def test_lines_of_csv_give_the_same_rows_as_cells(tmp_path: Path) -> None:
    """Line breaks, quotes, commas, white space and a lone carriage return in a value."""
    nasty = full_form().model_copy(update={"title": ' "ก",\r\n\tข\r\n\n', "round": "\r"})
    made = ParquetTable(tmp_path / "statements.parquet", "statements")
    made.extend_csv(statement_lines(nasty))
    made.close()
    rows = [tuple(row.values())
            for row in pq.read_table(tmp_path / "statements.parquet").to_pylist()]
    assert rows == statement_rows(nasty)


def test_a_build_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "f0123456789abcdef.json").write_text("{", encoding="utf-8")
    with pytest.raises(LookupError, match="another version"):
        build_dataset(tmp_path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["forms"]


# Keys


def test_every_table_stands_behind_those_it_points_to() -> None:
    assert set(KEYS) == set(columns())
    order = list(KEYS)
    for name, keys in KEYS.items():
        assert all(order.index(key.table) < order.index(name) for key in keys.foreign)
        assert {c for key in keys.foreign for c in key.columns} <= set(columns()[name])
        assert {*keys.primary, *keys.unique} <= set(columns()[name])


def test_the_database_refuses_rows_that_break_a_key() -> None:
    with duckdb.connect() as base:
        for name in ("forms", "items"):
            base.execute(create_table(name))
        base.execute("INSERT INTO forms (form_id) VALUES ('f1')")
        base.execute("INSERT INTO items (form_id, position) VALUES ('f1', 1)")
        for form_id, position in (("f1", 1), ("f2", 1)):
            with pytest.raises(duckdb.ConstraintException):
                base.execute("INSERT INTO items (form_id, position) VALUES (?, ?)",
                             [form_id, position])


# datapackage.json


def test_the_description_passes_frictionless(dataset: Path) -> None:
    report = Package(str(dataset / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "title", "note"])
    described = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    items = next(r for r in described["resources"] if r["name"] == "items")
    assert items["encoding"] == "utf-8-sig"
    assert items["schema"]["primaryKey"] == ["form_id", "position"]
    assert items["schema"]["foreignKeys"] == [
        {"fields": ["form_id"], "reference": {"resource": "forms", "fields": ["form_id"]}}]
    code = next(f for f in items["schema"]["fields"] if f["name"] == "code")
    assert (code["title"], code["type"], code["example"]) == ("รหัสข้อ", "string", "O11")


@pytest.mark.parametrize(("old", "new", "error"), [
    (f"\r\n{NEXT_YEAR},2,", f"\r\n{NEXT_YEAR},1,", "primary-key"),
    (f"\r\n{NEXT_YEAR},2,", "\r\nf0,2,", "foreign-key"),
    (",2567,2567,O2,", ",ก,2567,O2,", "type-error"),
    (",done,", ",finished,", "constraint-error"),
])
def test_the_description_does_not_pass_where_a_table_is_wrong(
    old: str, new: str, error: str, dataset: Path, tmp_path: Path
) -> None:
    for name in ("datapackage.json", "forms.csv", "items.csv"):
        shutil.copy(dataset / name, tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [r for r in described["resources"] if r["name"] in ("forms", "items")]
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    text = (tmp_path / "items.csv").read_bytes().decode()
    assert old in text
    (tmp_path / "items.csv").write_bytes(text.replace(old, new, 1).encode())
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert error in {row[0] for row in report.flatten(["type"])}


def test_what_only_the_publisher_knows_is_asked_for() -> None:
    facts = Facts(forms=1)
    asked_for = missing(metadata(facts))
    assert {"owner_org", "maintainer", "maintainer_email", "license_id"} <= set(asked_for)
    told = {"owner_org": "กรม ก", "objective": ["พันธกิจหน่วยงาน"]}
    assert metadata(facts, told)["objective"] == ["พันธกิจหน่วยงาน"]
    assert "owner_org" not in missing(metadata(facts, told))


@pytest.mark.parametrize("told", [
    {"colour": "red"}, {"data_category": "ลับสุดยอด"}, {"title": ["ก", "ข"]}])
def test_what_the_catalogue_does_not_take_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(told))):
        metadata(Facts(), told)


def test_every_required_field_of_the_catalogue_is_in_the_description(dataset: Path) -> None:
    described = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    required = [row["value"] for row in table("metadata_fields") if row["required"] == "yes"]
    assert len(required) == 14
    for name in required:
        assert described["thai_gdc"][name] or name in described["thai_gdc_missing"]
    assert described["thai_gdc"]["first_year_of_data"] == "2566"


# The dictionary


def test_every_row_of_the_dictionary_tells_a_column() -> None:
    told = {row["value"] for row in table("fields")}
    used = {own if (own := f"{name}.{field.name}") in told else field.name
            for name in columns() for field in fields(name)}
    assert told == used


@pytest.mark.parametrize(("name", "column", "kind"), [
    ("forms", "kind", Kind), ("forms", "scheme", Scheme), ("forms", "agency_type", AgencyType),
    ("items", "status", Status), ("items", "status_absent", Absence),
    ("findings", "severity", Severity), ("findings", "origin", Origin)])
def test_allowed_values_are_those_of_the_schema(name: str, column: str, kind: object) -> None:
    [field] = [field for field in fields(name) if field.name == column]
    assert set(get_args(kind)) <= set(field.allowed)


def test_labels_are_thai_and_descriptions_english() -> None:
    for name in columns():
        for field in fields(name):
            assert any("ก" <= letter <= "๛" for letter in field.thai), field
            assert field.english.isascii() or "…" in field.english, field


def test_the_columns_of_the_database_carry_their_labels(dataset: Path) -> None:
    [row] = asked(dataset, "SELECT comment FROM duckdb_columns() "
                           "WHERE table_name = 'items' AND column_name = 'status_absent'")
    assert row["comment"].startswith("เหตุที่ไม่มีสถานะ: why there is no status")


# Views


def test_every_view_is_told_and_answers(dataset: Path) -> None:
    assert list(views_told()) == list(VIEWS)
    for view in VIEWS:
        assert asked(dataset, f"SELECT * FROM {view}"), view


def test_the_views_count_every_item_once(dataset: Path) -> None:
    [total] = asked(dataset, "SELECT count(*) AS items, count(*) FILTER (status = 'done') AS done "
                             "FROM items")
    [summed] = asked(dataset, "SELECT sum(items) AS items, sum(done) AS done FROM by_province")
    assert summed == total
    parts = asked(dataset, "SELECT items, done + in_progress + not_started + not_stated + "
                           "unreadable + not_in_form AS told FROM by_province")
    assert all(row["items"] == row["told"] for row in parts)


def test_cross_year_goes_through_the_crosswalk(dataset: Path) -> None:
    """O11 and O10 of 2566 answer to other codes in 2567: joining equal codes would be wrong."""
    rows = asked(dataset, "SELECT * FROM cross_year")
    assert {(row["from_year"], row["to_year"]) for row in rows} == {(2566, 2567)}
    assert {row["to_form_id"] for row in rows} == {NEXT_YEAR}
    assert any(row["from_code"] != row["to_code"] for row in rows)
    printed = {row["code"]: row["status"] for row in asked(
        dataset, f"SELECT code, status FROM items WHERE form_id = '{NEXT_YEAR}'")}
    assert all(row["to_status"] == printed.get(row["to_code"]) for row in rows)


def items(*statuses: Status | None) -> list[Item]:
    return [Item(code=f"O{number}", status=status,
                 absent={} if status else {"status": "not_stated"})
            for number, status in enumerate(statuses, 1)]


def test_agencies_of_one_name_are_not_joined_unless_the_district_tells(tmp_path: Path) -> None:
    def sao(amphoe: str | None) -> Agency:
        return Agency(name="องค์การบริหารส่วนตำบลบ้านใหม่", type="sao", province="นครราชสีมา",
                      amphoe=amphoe)

    made = dataset_of(
        tmp_path,
        form("f1", sao("ครบุรี"), 2566, *items("done")),
        form("f2", sao("คง"), 2566, *items("done")),
        form("f3", sao("คง"), 2567, *items("in_progress")),
        form("f4", sao(None), 2567, *items("not_started")),
        form("f5", Agency(name="กรม ก", type="department"), 2567),
        form("f6", Agency(name="โรงเรียน ก", type="school", province="น่าน"), 2567),
        form("f7", Agency(), 2567))
    keys = {row["form_id"]: row["agency_key"] for row in asked(made, "SELECT * FROM form_keys")}
    assert keys["f2"] == keys["f3"] == "องค์การบริหารส่วนตำบลบ้านใหม่ / คง / นครราชสีมา"
    assert keys["f1"] != keys["f2"]
    assert keys["f5"] == "กรม ก"
    assert keys["f4"] is keys["f6"] is keys["f7"] is None
    joined = asked(made, "SELECT from_form_id, to_form_id, from_status, to_status FROM cross_year")
    assert joined == [{"from_form_id": "f2", "to_form_id": "f3", "from_status": "done",
                       "to_status": "in_progress"}]


def test_the_matrix_does_not_choose_between_two_statuses(tmp_path: Path) -> None:
    agency = Agency(name="จังหวัดน่าน", type="province", province="น่าน")
    twice = Item(code="O1", status="not_started")
    made = dataset_of(tmp_path, form("f1", agency, 2566, *items("done", None), twice))
    [row] = asked(made, "SELECT * FROM status_matrix")
    assert (row["O1"], row["O2"], row["O3"]) == ("several", "not_stated", "no_row")
    [item] = asked(made, "SELECT forms, done, several FROM by_item WHERE code = 'O1'")
    assert item == {"forms": 1, "done": 0, "several": 1}


# The commands


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, arguments)


def test_the_command_builds_and_says_what_the_catalogue_asks(run_folder: Path, tmp_path: Path
                                                             ) -> None:
    about = tmp_path / "about.toml"
    about.write_text('maintainer = "กลุ่มงานจริยธรรม"\n', encoding="utf-8")
    result = run("dataset", str(run_folder), "--out", str(tmp_path / "made"), "--metadata",
                 str(about))
    assert result.exit_code == 0, result.output
    assert "forms  แบบรายงาน" in result.output
    assert "owner_org (องค์กร)" in result.output
    assert "maintainer (" not in result.output
    about.write_text('maintainers = "ก"\n', encoding="utf-8")
    assert run("dataset", str(run_folder), "--metadata", str(about)).exit_code == 2
    assert run("dataset", str(tmp_path)).exit_code == 1


def test_a_query_prints_a_table_that_lines_up(dataset: Path) -> None:
    result = run("query", "SELECT 'เลย' AS province, 3 AS forms UNION ALL SELECT 'พิษณุโลก', 12",
                 "--output", str(dataset))
    assert [line.rstrip() for line in result.output.splitlines() if line.strip()] == [
        " province   forms", " ────────────────", " เลย            3", " พิษณุโลก        12"]


def test_a_query_prints_csv_or_the_first_rows(dataset: Path) -> None:
    folder = ("--output", str(dataset))
    result = run("query", "SELECT * FROM range(150) t(n)", "--csv", *folder)
    assert result.output.splitlines() == ["n", *map(str, range(150))]
    assert "only the first 100 rows" in run("query", "SELECT * FROM range(150)", *folder).output
    assert "only" not in run("query", "SELECT * FROM range(150)", "--limit", "0", *folder).output
    assert run("query", 'SELECT \'"ก",\n\' AS a, NULL AS b', "--csv", *folder).output == (
        'a,b\n"""ก"",\n",\n')


def test_without_a_question_the_tables_are_listed(dataset: Path) -> None:
    listed = run("query", "--output", str(dataset)).output
    assert all(f"{name}  " in listed for name in (*TABLES, *VIEWS))
    assert "One row per province and fiscal year." in listed


@pytest.mark.parametrize("sql", [
    "DELETE FROM forms", "CREATE TABLE a (b INT)", "COPY forms TO 'a.csv'",
    "SELECT * FROM read_csv('forms.csv')", "ATTACH 'b.duckdb'", "INSTALL httpfs",
    "SET enable_external_access = true", "SELEC"])
def test_a_query_can_neither_write_nor_read_files(
    sql: str, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dataset)
    before = sorted(path.name for path in dataset.iterdir())
    result = run("query", sql, "--output", str(dataset))
    assert result.exit_code == 1
    assert "Error" in result.output
    assert sorted(path.name for path in dataset.iterdir()) == before


def test_a_dataset_that_is_older_than_the_tables_is_named(dataset: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(dataset, folder)
    assert "changed since" not in run("query", "SELECT 1", "--output", str(folder)).output
    with (folder / "items.csv").open("a", encoding="utf-8") as file:
        file.write("x\r\n")
    assert "changed since" in run("query", "SELECT 1", "--output", str(folder)).output
    assert run("query", "SELECT 1", "--output", str(tmp_path)).exit_code == 1


def test_a_long_question_draws_no_bar_among_its_answer(dataset: Path) -> None:
    with reading(dataset / "oit.duckdb") as base:
        asked = base.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    assert asked == (False,)
