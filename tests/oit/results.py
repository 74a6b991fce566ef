"""A folder of results for tests: the committed results of the samples, under a manifest."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from oit.aside import write_text
from oit.formjson import form_json
from oit.hashes import hashes
from oit.statements import PLACE, statements
from schema.form import Form
from schema.table import Place

GOLDEN = Path(__file__).parents[2] / "output" / "samples"


def golden_form(form_id: str) -> Form:
    """A form of the samples."""
    path = GOLDEN / "forms" / f"{form_id}.json"
    return Form.model_validate_json(path.read_bytes())


def results(folder: Path, *forms: Form, samples: str = "", **told: Any) -> Path:
    """A folder as `oit convert` leaves it: these forms, and the samples whose file ends like that.

    samples: ".txt" for one of each sample, "." for all three formats of them.
    """
    (folder / "forms").mkdir(parents=True)
    for path in (GOLDEN / "forms").glob("*.json") if samples else ():
        file = Form.model_validate_json(path.read_bytes()).source.file
        if samples in file[file.rfind("."):]:
            shutil.copy(path, folder / "forms")
    if samples:
        shutil.copy(GOLDEN / "failures.csv", folder)
    for form in forms:
        write_text(folder / "forms" / f"{form.form_id}.json", form_json(form))
    stated(folder, **told)
    return folder


def statement_rows(form: Form) -> list[tuple[Any, ...]]:
    """The rows of the table of statements, cell by cell."""
    return [(told.id_in(form.form_id), form.form_id, told.path, told.value, told.raw,
             *(_pieces(told.places, name) for name in PLACE), "|".join(told.rules) or None,
             form.source.reader_of(told.places), told.confidence, told.reviewer)
            for told in statements(form)]


def _pieces(places: tuple[Place, ...], name: str) -> str | None:
    parts = [getattr(place, name) for place in places]
    texts = [" ".join(f"{x:g}" for x in part) if name == "bbox" and part else str(part or "")
             for part in parts]
    return ";".join(texts) if any(texts) else None


def stated(folder: Path, **told: Any) -> None:
    """Write the manifest of what lies in the folder now."""
    made = [Form.model_validate_json(path.read_bytes())
            for path in sorted((folder / "forms").glob("*.json"))]
    inputs = [{"file": form.source.file, "files": [form.source.file], "reason": None,
               "sha256": form.source.sha256, "bytes": 1, "outcome": "form",
               "forms": [form.form_id]} for form in made]
    names = [f"forms/{form.form_id}.json" for form in made]
    manifest = {"tool": "oit", "version": "0.1.0", "options": {"edition": None}, "counts": {},
                "inputs": inputs, "outputs": names, "hashes": hashes(folder, names)}
    (folder / "manifest.json").write_text(json.dumps(manifest | told, ensure_ascii=False), "utf-8")


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder as text; of a workbook or other archive all that is in it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    yield f"{path.name}:{part}", book.read(part).decode("utf-8")
        elif path.suffix == ".parquet":
            yield path.name, str(pq.read_table(path).to_pylist())
        elif path.suffix == ".duckdb":
            yield path.name, path.read_bytes().decode("utf-8", errors="ignore").replace("@", "")
            with duckdb.connect(path, read_only=True) as base:
                for (table,) in base.execute("SHOW TABLES").fetchall():
                    yield f"{path.name}:{table}", str(base.execute(f'FROM "{table}"').fetchall())
        elif path.is_file():
            yield path.name, path.read_bytes().decode("utf-8-sig", errors="ignore")
