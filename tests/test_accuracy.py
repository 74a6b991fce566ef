"""The forms of `samples/` are read as a careful human reads them, within the floors."""

from __future__ import annotations

import functools
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.accuracy import ROOT, below_floor, figures_of, pairs, read_form
from benchmarks.scoring import letters, likeness, score
from extract.reader import read_document

SAMPLES, GOLD = ROOT / "samples", ROOT / "tests" / "gold"
SOURCES = ROOT / "tests" / "samples" / "source"
SHARED = ROOT.parent / "shared"
# where a value was read and how sure that is may differ between a text and a Word file
PLACES = {
    "source", "sources", "places", "rules", "confidence", "confidences", "confidence_reasons",
    "form_id", "findings", "layers", "marks",
}  # fmt: skip


def shared_pairs() -> list[Any]:
    found = {t.stem: (f, t) for f, t in pairs(SHARED / "seeds", SHARED / "gold")}
    reason = "the folder ../shared with the seeds and their truths is not here"
    missing = pytest.mark.skip(reason=reason)
    return [
        pytest.param(*found[seed], id=f"seed {seed}")
        if seed in found
        else pytest.param(None, None, id=f"seed {seed}", marks=missing)
        for seed in ("000", "002")
    ]


@pytest.mark.parametrize(
    ("form", "truth"),
    [pytest.param(f, t, id=f.name) for f, t in pairs(SAMPLES, GOLD)] + shared_pairs(),
)
def test_form_is_read_within_the_floors(form: Path, truth: Path) -> None:
    assert below_floor(figures_of(form, truth)) == {}


def test_every_truth_has_its_samples() -> None:
    """A truth whose form is missing is never skipped silently."""
    named = [
        name
        for truth in GOLD.glob("*.json")
        for name in json.loads(truth.read_text(encoding="utf-8"))["files"]
    ]
    assert sorted(named) == sorted(form.name for form, _ in pairs(SAMPLES, GOLD))


def record(form: Any, tagged: bool) -> Any:
    """The form without places; `tagged`: without the source's own words, and by its letters.

    The export with one row per line writes a space for every line break and adds tags, so that
    a Word file of the same form knows more of its white space and has other raw words.
    """
    if isinstance(form, dict):
        return {
            letters(key) if tagged else key: record(value, tagged)
            for key, value in form.items()
            if key not in PLACES and not (tagged and key.endswith(("_raw", "raws")))
        }
    if isinstance(form, list):
        return [record(value, tagged) for value in form]
    if tagged and isinstance(form, str):
        return [letters(line) for line in form.split("\n")]
    return form


def sources() -> list[dict[str, Any]]:
    """What every sample is made from, one source per form."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.glob("*.json"))]


def test_every_form_has_all_formats_and_a_truth_of_them() -> None:
    """A text, a Word file and a workbook of one name each; nothing else lies in samples/."""
    told = [form["files"] for form in sources()]
    for names in told:
        assert [Path(name).suffix for name in names] == [".txt", ".docx", ".xlsx"], names
        assert len({Path(name).stem for name in names}) == 1, names
    there = {path.name for path in SAMPLES.iterdir() if path.is_file()}
    assert there == {name for names in told for name in names} | {"README.md"}
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("*.json")]
    assert sorted(truth["files"] for truth in truths) == sorted(told)


@functools.cache
def form_in(name: str) -> dict[str, Any]:
    return read_form(SAMPLES / name)


@pytest.mark.parametrize("form", sources(), ids=lambda form: str(form["files"][0]))
def test_text_and_word_file_of_a_form_give_the_same_record(form: dict[str, Any]) -> None:
    tagged = form["dialect"] == "rows"
    text, word, _ = (record(form_in(name), tagged) for name in form["files"])
    assert word == text


def without_links(form: dict[str, Any]) -> dict[str, Any]:
    """A form without its links: a cell of a workbook holds one, a paragraph of Word any number."""
    return {key: value for key, value in form.items() if key != "links"}


@pytest.mark.parametrize("form", sources(), ids=lambda form: str(form["files"][0]))
def test_workbook_and_word_file_of_a_form_give_the_same_record(form: dict[str, Any]) -> None:
    _, word, sheet = (without_links(record(form_in(name), False)) for name in form["files"])
    assert sheet == word


def build_module() -> ModuleType:
    path = ROOT / "tests" / "samples" / "build.py"
    spec = importlib.util.spec_from_file_location("samples_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".xlsx"])
def test_samples_are_what_their_sources_say(suffix: str, tmp_path: Path) -> None:
    """Compared as they are read: the bytes of a zip container depend on the machine's zlib."""
    for name, data in build_module().form_samples(suffix).items():
        made = tmp_path / name
        made.write_bytes(data)
        assert read_document(SAMPLES / name) == read_document(made), name
        assert suffix != ".txt" or (SAMPLES / name).read_bytes() == data, name


TRUTH: dict[str, Any] = {
    "fiscal_year": 2567,
    "scheme": "OIT",
    "agency": {"name": "จังหวัดน่าน", "type": "province"},
    "items": [
        {
            "code": "O1", "title": "โครงสร้าง", "subindicator": "9.1",
            "component": "- แสดงผัง\n(1) สำนัก", "units": ["กองคลัง", "กองช่าง"],
            "assignees": [{"name": "นายเอก บุญมา", "position": "นิติกร"}], "certifiers": [],
            "status": "done",
        },
        {
            "code": "O2", "title": "ข้อมูลผู้บริหาร", "subindicator": "9.1",
            "component": "- แสดงทำเนียบ", "units": [],
            "assignees": [{"name": None, "text": "ทุกคน"}], "certifiers": [], "status": None,
        },
    ],
}  # fmt: skip


def as_form(**changes: Any) -> dict[str, Any]:
    """A form that agrees with TRUTH, its first item changed."""
    items = [{**item, "title_raw": item["title"]} for item in TRUTH["items"]]
    return {**TRUTH, "items": [{**items[0], **changes}, items[1]]}


def test_a_form_that_agrees_scores_one_everywhere() -> None:
    assert set(score(TRUTH, as_form()).values()) == {1.0}


@pytest.mark.parametrize(
    ("changes", "measure", "figure"),
    [
        ({"code": "O7"}, "codes_recall", 0.5),
        ({"code": "O7"}, "codes_precision", 0.5),
        ({"code": None}, "codes_recall", 0.5),
        ({"code": None}, "codes_precision", 1.0),
        ({"code": None}, "codes_abstained", 0.5),
        ({"code": "O2"}, "codes_order", 0.0),
        ({"title": "โครงสร้างองค์กร"}, "title", 0.5),
        ({"title_raw": "โครงส้าง"}, "title_raw", 0.5),
        ({"title": "โครงสร้าง*"}, "title", 1.0),
        ({"component": "- แสดงผัง (๑) สำนัก"}, "component_1-cer", 1.0),
        ({"component": "- แสดงผัง (๑) สำนัก"}, "component_lines", 0.5),
        ({"units": [{"name": "กองคลัง"}]}, "units_f1", (2 / 3 + 1) / 2),
        ({"assignees": []}, "assignee_names_f1", 0.5),
        ({"assignees": [{"name": "นายเอกบุญมา", "position": "นิติกร"}]}, "assignees_f1", 1.0),
        ({"assignees": [{"name": "นายเอกบุญมา"}]}, "assignee_names_f1_ws", 0.5),
        ({"certifiers": [{"name": "นายเอก บุญมา"}]}, "certifiers_f1", 0.5),
        ({"status": None}, "status", 0.5),
        ({"subindicator": None}, "subindicator", 0.5),
    ],
)
def test_one_slip_costs_its_own_measure(
    changes: dict[str, Any], measure: str, figure: float
) -> None:
    assert score(TRUTH, as_form(**changes))[measure] == pytest.approx(figure)


def test_likeness_is_one_minus_the_character_error_rate() -> None:
    assert likeness("กขคง", "กขคจ") == 0.75
    assert likeness("กข", "กขคงจฉ") == 0.0
    assert likeness("", "") == 1.0


RECORDS: dict[str, Any] = {
    "fiscal_year": 2566,
    "measures_fiscal_year": 2567,
    "measures": [
        {"no": 1, "instrument": "IIT", "measure": "เปิดระบบจอง", "result_done": "เปิดแล้ว",
         "status": "done", "suggestion": "ควรเพิ่มป้าย"},
        {"no": 2, "instrument": "IIT", "measure": "อบรม", "status": None},
    ],
    "scores": [
        {"scope": "item", "instrument": "IIT", "code": "i1", "title": "ตามเวลา", "score": 91.5,
         "issue": 1, "table": 1, "occurrence": 1, "fiscal_year": 2566},
        {"scope": "item", "instrument": "IIT", "code": "i2", "title": "เท่ากัน", "score": 100.0,
         "issue": 1, "table": 1, "occurrence": 1, "fiscal_year": 2566},
    ],
    "actions": [
        {"issue": 1, "topic": "ก", "measure": "ข", "responsible": "ค", "steps": ["ง", "จ"],
         "date_text": "ต.ค. 66", "start": "2023-10-01", "end": "2023-10-31"},
    ],
    "analysis": [{"issue": 1, "kind": "รักษาระดับ", "text": "ดีแล้ว"}],
    "constraints": [{"topic": "ข้อจำกัดด้านบุคลากร", "text": "คนน้อย"}],
}  # fmt: skip


def changed(kind: str, **changes: Any) -> dict[str, Any]:
    """RECORDS with the first record of a kind changed."""
    first, *rest = RECORDS[kind]
    return {**RECORDS, kind: [{**first, **changes}, *rest]}


def test_records_that_agree_score_one_everywhere() -> None:
    assert set(score(RECORDS, RECORDS).values()) == {1.0}


@pytest.mark.parametrize(
    ("form", "measure", "figure"),
    [
        (changed("measures", suggestion=None), "measures_cells", 1 - 1 / 20),
        (changed("measures", status=None), "measures_cells", 1 - 1 / 20),
        ({**RECORDS, "measures": RECORDS["measures"][:1]}, "measures_count", 0.5),
        (changed("scores", score=91.4), "scores_f1", 0.5),
        (changed("scores", issue=2), "scores_f1", 0.5),
        (changed("scores", title="ช้า"), "scores_title", 0.5),
        ({**RECORDS, "scores": RECORDS["scores"][::-1]}, "scores_order", 0.0),
        (changed("actions", end=None), "actions_f1", 0.0),
        (changed("actions", steps=["ง"]), "action_steps_f1", 2 / 3),
        (changed("actions", responsible=None), "actions_cells", 1 - 1 / 7),
        (changed("analysis", issue=2), "analysis_f1", 0.0),
        (changed("constraints", text="คนมาก"), "constraints_f1", 0.0),
        ({**RECORDS, "measures_fiscal_year": None}, "measures_fiscal_year", 0.0),
    ],
)
def test_one_slip_in_a_record_costs_its_own_figure(
    form: dict[str, Any], measure: str, figure: float
) -> None:
    assert score(RECORDS, form)[measure] == pytest.approx(figure)
