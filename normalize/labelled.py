"""One cell for several duties: "ผู้จัดทำ: นาย … ผู้รับรอง: นาง …" is split at its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from normalize.columns import header_role
from normalize.layout import CellRun

_LABEL = re.compile(r"(?:^|(?<=[\s/,;)]))(?:\d{1,2}[.)]\s*)?((?:ผู้|เจ้าหน้าที่)[ก-๙/]{2,28})\s*[:：]\s*")
_DUTIES = {"assignee": "assignee", "responsible": "assignee", "certifier": "certifier"}


def labelled_cells(cells: Mapping[str, CellRun]) -> dict[str, CellRun]:
    """The cells of a row with one that labels the people of two duties as two cells.

    Example: {"certifier": "ผู้จัดทำ: นายก้อง ใจดี ผู้รับรอง: นางแก้ว ใจงาม"} -> assignee "นายก้อง ใจดี",
    certifier "นางแก้ว ใจงาม". A column that the form has for a duty itself stays as it is.
    """
    for role in _DUTIES:
        found = _duties(cells[role].text) if role in cells else {}
        if len(found) > 1 and not any(_filled(cells, duty) for duty in found if duty != role):
            others = {name: run for name, run in cells.items() if name != role}
            return {**others, **{duty: _piece(cells[role], text) for duty, text in found.items()}}
    return dict(cells)


def _filled(cells: Mapping[str, CellRun], role: str) -> bool:
    return role in cells and bool(cells[role].text.strip())


def _duties(text: str) -> dict[str, str]:
    """What stands behind each label; {} for a cell that does not begin with one."""
    parts = _LABEL.split(text)
    if parts[0].strip():
        return {}
    found: dict[str, str] = {}
    for label, words in zip(parts[1::2], parts[2::2], strict=True):
        duty = _DUTIES.get(header_role(label)[0] or "")
        if duty is None:
            return {}
        found[duty] = "\n".join(filter(None, (found.get(duty), words.strip(" \n,;/"))))
    return found


def _piece(run: CellRun, text: str) -> CellRun:
    first = run.pieces[0]
    cell = replace(first, text=text, layer=None, confidence=run.confidence,
                   repairs=(*run.rules, "cell.labelled"))
    return CellRun(pieces=(cell,), flattened=run.flattened)
