"""Title, year and agency of the shared forms, against their hand-made truths and excerpts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from normalize.text import squash
from oit.pipeline import process

SHARED = Path(__file__).parents[2] / "shared"
TRUTHS = sorted((SHARED / "gold").glob("*.json"))
NONE = pytest.param(None, marks=pytest.mark.skip("the folder ../shared with the seeds is not here"))
FIELDS = ("name", "type", "province", "amphoe")


@pytest.mark.parametrize("truth", [pytest.param(p, id=p.stem) for p in TRUTHS] or [NONE])
def test_front_of_a_seed(truth: Path) -> None:
    """A conflict on a cover is decided by the headings between the tables too."""
    told: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))
    [seed] = (SHARED / "seeds").glob(f"{told['seed']}*")
    [form] = process(seed)
    assert squash(form.title or "") == squash(told["title"])
    assert form.fiscal_year == told["fiscal_year"]
    known = {field: told["agency"][field] for field in FIELDS if field in told["agency"]}
    assert {field: getattr(form.agency, field) for field in known} == known
    for field in {"round", "measures_fiscal_year"} & told.keys():
        assert str(getattr(form, field)) == str(told[field])
