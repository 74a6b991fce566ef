"""Whether a run met what `--fail-on` names: a finding at least as grave."""

from __future__ import annotations

from typing import get_args

from oit.outcome import Outcome
from oit.run import Watcher


class FailOn(Watcher):
    """Watches a run for findings of a severity or a graver one.

    Example: FailOn("warning") is met by a warning and by an error; FailOn(None) by nothing.
    """

    def __init__(self, severity: str | None) -> None:
        self.grave = _at_least(severity) if severity else ()
        self.met = False

    def written(self, outcome: Outcome) -> None:
        """Look at the findings of a document's forms."""
        self.met = self.met or any(severity in self.grave for form in outcome.forms
                                   for severity in form.severities)


def _at_least(severity: str) -> tuple[str, ...]:
    """The severity and all graver ones."""
    from schema.finding import Severity  # brings pydantic along, for a command that is often short

    gravest_first = get_args(Severity)
    return gravest_first[: gravest_first.index(severity) + 1]
