"""What `--fail-on` is met by."""

from __future__ import annotations

from pathlib import Path

import pytest

from oit.fail_on import FailOn
from oit.inputs import Document
from oit.outcome import Outcome, Rendered
from oit.packing import told
from oit.tables import TABLES


def outcome(*severities: str) -> Outcome:
    """A document whose form has a finding of each severity."""
    columns = TABLES["findings"].columns
    rows = [tuple(s if c == "severity" else None for c in columns) for s in severities]
    form = Rendered(form_id="f0", json="{}", rows={"findings": rows})
    return Outcome(Document(Path("a"), "0", 1, ("a",)), forms=(told(form),))


@pytest.mark.parametrize(("wanted", "found", "met"), [
    ("error", ("warning", "info"), False), ("error", ("info", "error"), True),
    ("warning", ("error",), True), ("warning", ("warning",), True), ("warning", ("info",), False),
    ("info", ("info",), True), ("info", (), False), (None, ("error",), False),
])
def test_met_by_findings_at_least_as_grave(wanted: str | None, found: tuple[str, ...],
                                           met: bool) -> None:
    """One finding of any form is enough, and a later harmless form does not undo it."""
    watch = FailOn(wanted)
    watch.written(outcome(*found))
    watch.written(outcome())
    assert watch.met is met
