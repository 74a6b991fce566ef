"""A dataset of the samples that came as text, made once for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oit.dataset.build import build_dataset
from oit.formjson import form_json
from schema.finding import with_id
from schema.form import Form

GOLDEN = Path(__file__).parents[2] / "output" / "samples"
NEXT_YEAR = "f00000000000002567"


def golden_forms() -> list[Form]:
    """The committed forms of the text samples: one of every kind."""
    forms = [Form.model_validate_json(path.read_bytes())
             for path in sorted((GOLDEN / "forms").glob("*.json"))]
    return [form for form in forms if form.source.reader == "text"]


def next_year(forms: list[Form]) -> Form:
    """The municipality's form of 2567 as that of the hospital that reported in 2566."""
    [hospital] = [f for f in forms if f.agency.type == "hospital" and f.scheme == "OIT"]
    [later] = [f for f in forms if f.agency.type == "municipality"]
    findings = tuple(with_id(finding, NEXT_YEAR) for finding in later.findings)
    return later.model_copy(update={
        "form_id": NEXT_YEAR, "agency": hospital.agency, "findings": findings})


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a run leaves it: forms and failures.csv."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "forms").mkdir()
    forms = golden_forms()
    for form in (*forms, next_year(forms)):
        (folder / "forms" / f"{form.form_id}.json").write_text(form_json(form), encoding="utf-8")
    shutil.copy(GOLDEN / "failures.csv", folder)
    return folder


@pytest.fixture(scope="session")
def dataset(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of that folder, in another one; no test may change it."""
    out = tmp_path_factory.mktemp("dataset")
    build_dataset(run_folder, out)
    return out
