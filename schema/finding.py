"""What is wrong with the data of one form, or with our reading of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from schema.table import Frozen, Place

Severity = Literal["error", "warning", "info"]
Origin = Literal["agency", "extraction", "unsure"]


class Finding(Frozen):
    """One thing a reader of the form should know, with the very cells that show it.

    check: stable id, e.g. "code_title_disagree". origin: "agency" (the form says so), "extraction"
    (we could not read it), "unsure" (it may be either: never an accusation).
    code: the item it is about ("O12"), None for the whole form.
    """

    finding_id: str = ""
    check: str
    severity: Severity
    origin: Origin
    code: str | None = None
    message_th: str
    message_en: str
    evidence: tuple[Place, ...] = ()
    data: dict[str, Any] = {}


def with_id(finding: Finding, form_id: str) -> Finding:
    """The finding under its id, the same in every run: a hash of form, check, item and data."""
    key = json.dumps(
        [form_id, finding.check, finding.code, finding.data,
         [p.model_dump(exclude_none=True) for p in finding.evidence]],
        ensure_ascii=False, sort_keys=True,
    )
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return finding.model_copy(update={"finding_id": f"{form_id}-{finding.check}-{digest}"})
