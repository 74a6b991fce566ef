"""What goes with the data of a release: licence, citation, and what changed since the last one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from oit.diff import Change

LICENCE, LICENCE_ID = "CC-BY-4.0.txt", "CC-BY-4.0"
FORMS_TOLD = 50  # forms whose changes are listed one by one


class Told(NamedTuple):
    """What a publisher says of a release; date as ISO 8601."""

    title: str
    publisher: str
    version: str
    date: str


def licence(told: Told) -> str:
    """The licence of the data with whom it asks to name, and what it does not cover."""
    text = (Path(__file__).parent / LICENCE).read_text(encoding="utf-8")
    return (f"{told.title} {told.version}\n© {told.date[:4]} {told.publisher}\n\n"
            f"Licensed under {LICENCE_ID}, in full below. It covers this compilation of data;\n"
            "what agencies wrote is their own; personal data is not licensed.\n\n" + text)


def citation(told: Told) -> str:
    """CITATION.cff of the release (Citation File Format 1.2.0)."""
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML one

    return (
        "cff-version: 1.2.0\n"
        "message: If you use these data, please cite them as below.\n"
        "type: dataset\n"
        f"title: {quoted(told.title)}\n"
        f"version: {quoted(told.version)}\n"
        f"date-released: {told.date}\n"
        f"license: {LICENCE_ID}\n"
        "authors:\n"
        f"  - name: {quoted(told.publisher)}\n"
    )


def changelog(told: Told, found: Iterable[Change] | None, since: str | None) -> str:
    """The changes since another release in Markdown: counts by cause, then form by form."""
    head = f"# Changes of {told.title}\n\n## {told.version} ({told.date})\n\n"
    if found is None:
        return head + "First release: nothing to compare it with.\n"
    counts, forms = Counter[tuple[str, str]](), dict[tuple[str, str | None, str], Counter[str]]()
    whole = []
    for change in found:
        counts[change.change, change.cause] += 1
        if not change.path:
            whole.append(change)
            continue
        by_field = forms.setdefault((change.form_id, change.agency, change.cause), Counter())
        by_field[change.path.split("/")[0]] += 1
    if not counts:
        return head + f"Nothing has changed since {since}.\n"
    lines = [f"Since {since}. Every change: `oit diff {since} . --csv`.\n",
             "| change | cause | number |", "|---|---|---:|"]
    lines += [f"| {kind} | {cause} | {count} |" for (kind, cause), count in sorted(counts.items())]
    lines += ["", *(_whole(change) for change in whole[:FORMS_TOLD])]
    for (form_id, agency, cause), fields in list(forms.items())[:FORMS_TOLD]:
        named = ", ".join(f"{field} ({n})" for field, n in fields.most_common(8))
        lines.append(f"- changed ({cause}): {form_id} {agency or ''}: {named}".replace(" :", ":"))
    left = max(0, len(whole) - FORMS_TOLD) + max(0, len(forms) - FORMS_TOLD)
    lines += [f"- … and {left} more forms"] if left else []
    return head + "\n".join(lines) + "\n"


def _whole(change: Change) -> str:
    why = f"{change.cause}: {change.detail}" if change.detail else change.cause
    return f"- {change.change} ({why}): {change.form_id} {change.agency or change.file}"
