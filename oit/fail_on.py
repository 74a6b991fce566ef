"""Whether a run met what `--fail-on` names: a finding at least as grave."""

from __future__ import annotations

from typing import get_args

from oit.outcome import Outcome
from oit.run import Watcher
from schema.finding import Severity

#: From the gravest on.
SEVERITIES: tuple[str, ...] = get_args(Severity)


class FailOn(Watcher):
    """Watches a run for findings of a severity or a graver one.

    Example: FailOn("warning") is met by a warning and by an error; FailOn(None) by nothing.
    """

    def __init__(self, severity: str | None) -> None:
        self.grave = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity else ()
        self.met = False

    def written(self, outcome: Outcome) -> None:
        """Look at the findings of a document's forms."""
        self.met = self.met or any(severity in self.grave for form in outcome.forms
                                   for severity in form.severities)
