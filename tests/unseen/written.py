"""Forms written in the tests: texts in the three dialects, and a file of them read as a form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from catalogue.editions import editions
from catalogue.lookup import table
from oit.pipeline import process
from schema.form import Form, Item

READING = ({row["value"] for row in table("findings")} | {"item_missing", "item_twice"}
           ) - {"place_unknown"}  # the places of made-up forms are made up
Grid = Sequence[Sequence[str]]
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def titles(year: int) -> dict[str, str]:
    """The official titles of an edition by code."""
    return {item.code: item.title for item in editions()[year].items}


def tabbed(*rows: Sequence[str]) -> str:
    """One row per line, cells parted by tabs."""
    return "\n".join("\t".join(row) for row in rows) + "\n"


def celled(*rows: Sequence[str]) -> str:
    """One cell per tab-led line, a blank line between rows; cells may hold line breaks."""
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows) + "\n"


def piped(header: Sequence[str], *rows: Sequence[str]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def read(folder: Path, text: str, encoding: str = "utf-8") -> Form:
    """The one form of a text file."""
    path = folder / "form.txt"
    path.write_bytes(text.encode(encoding))
    forms = process(path)
    assert len(forms) == 1
    return forms[0]


def codes(form: Form) -> list[str | None]:
    """The codes of a form in its order."""
    return [item.code for item in form.items]


def by_code(form: Form) -> dict[str, Item]:
    """The items of a form that have a code."""
    return {item.code: item for item in form.items if item.code}


def reading(form: Form) -> list[str]:
    """The checks of the findings that reading gave, without those of the audit."""
    told = {row["value"] for row in table("findings")}
    return [f.check for f in form.findings if f.check in told]


def checks(form: Form, *names: str) -> list[tuple[str, str, str | None]]:
    """(check, origin, code) of the findings of some checks, or of reading and of lost rows."""
    wanted = set(names) or READING
    return [(f.check, f.origin, f.code) for f in form.findings if f.check in wanted]
