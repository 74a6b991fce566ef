"""Figures of accuracy for every form that has a hand-made truth.

    python benchmarks/accuracy.py                       # samples/ against tests/gold/
    python benchmarks/accuracy.py FORMS TRUTHS          # any two folders
    python benchmarks/accuracy.py --floors              # exit 1 where a figure is below its floor

A truth names the forms it speaks of under `files` (or `file`). What the figures mean stands in
`benchmarks/scoring.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

from benchmarks.scoring import Figures, score  # noqa: E402

FLOORS: Figures = {
    "codes_recall": 1.0,
    "codes_precision": 1.0,
    "codes_order": 1.0,
    "status": 1.0,
    "fiscal_year": 1.0,
    "scheme": 1.0,
    "no_items": 1.0,
    "kind": 1.0,
    "measures_fiscal_year": 1.0,
    "measures_count": 1.0,
    "measures_cells": 0.97,
    "scores_f1": 1.0,
    "scores_order": 1.0,
    "scores_title": 1.0,
    "actions_f1": 0.97,
    "action_steps_f1": 0.97,
    "actions_cells": 0.97,
    "analysis_f1": 0.97,
    "constraints_f1": 0.97,
    "title": 0.99,
    "assignee_names_f1": 0.99,
    "component_1-cer": 0.995,
    "component_lines": 0.95,
    "units_f1": 0.95,
}


def pairs(forms: Path, truths: Path) -> list[tuple[Path, Path]]:
    """(form, truth) for every file that a truth in `truths` speaks of."""
    found = []
    for truth in sorted(truths.glob("*.json")):
        record = json.loads(truth.read_text(encoding="utf-8"))
        names = record.get("files", [record["file"]] if "file" in record else [])
        found += [(forms / name, truth) for name in names]
    return [(form, truth) for form, truth in found if form.is_file()]


def read_form(path: Path) -> dict[str, Any]:
    """The form in a file; where a file holds several, the one with most items."""
    from oit.pipeline import process

    forms = [form.model_dump(mode="json") for form in process(path)]
    return max(forms, key=lambda form: len(form["items"]))


def figures_of(form: Path, truth: Path) -> Figures:
    """The figures of one form."""
    return score(json.loads(truth.read_text(encoding="utf-8")), read_form(form))


def below_floor(figures: Figures) -> dict[str, tuple[float, float]]:
    """Measure -> (figure, floor) of every figure that is too low."""
    return {
        measure: (figures[measure], floor)
        for measure, floor in FLOORS.items()
        if measure in figures and figures[measure] < floor
    }


def table(results: dict[str, Figures]) -> str:
    """A line for each measure, a column for each form, the lowest figure last."""
    measures = list(dict.fromkeys(m for figures in results.values() for m in figures))
    lines = [f"[{n}] {name}" for n, name in enumerate(results, 1)]
    heads = [f"[{n}]" for n in range(1, len(results) + 1)]
    lines += ["", " " * 22 + "".join(f"{head:>7}" for head in [*heads, "min", "floor"])]
    for measure in measures:
        row = [figures.get(measure) for figures in results.values()]
        row += [min(value for value in row if value is not None), FLOORS.get(measure)]
        shown = ["" if value is None else f"{value:.4f}" for value in row]
        lines.append(f"{measure:<22}" + "".join(f"{value:>7}" for value in shown))
    return "\n".join(lines)


@click.command()
@click.argument("forms", type=click.Path(path_type=Path, exists=True), default=ROOT / "samples")
@click.argument(
    "truths", type=click.Path(path_type=Path, exists=True), default=ROOT / "tests" / "gold"
)
@click.option("--floors", is_flag=True, help="Exit 1 where a figure is below its floor.")
def main(forms: Path, truths: Path, floors: bool) -> None:
    """Score the forms of FORMS against the truths of TRUTHS."""
    results = {form.name: figures_of(form, truth) for form, truth in pairs(forms, truths)}
    if not results:
        raise click.ClickException(f"no file of {forms} is named by a truth in {truths}")
    click.echo(table(results))
    low = {name: below for name, figures in results.items() if (below := below_floor(figures))}
    for name, below in low.items():
        for measure, (figure, floor) in below.items():
            click.echo(f"below its floor: {name}: {measure} {figure:.4f} < {floor}", err=True)
    if floors and low:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
