"""The sample forms as text exports, in the two ways such exports are laid out.

Dialect "cells": every cell a block led by a tab. Dialect "rows": every row a line, its cells
separated by tabs, a cell that takes several columns followed by empty ones. What a Word file says
by runs is said by tags, as web pages and converters do: lines by `<p>`, struck words by `<s>`.
"""

from __future__ import annotations

import html
from typing import Any

Form = dict[str, Any]
Cell = str | dict[str, Any] | None
Run = dict[str, Any]

ARABIC_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
#: What a program that knows the font writes for a symbol of Wingdings.
SYMBOLS = {"F0FC": "✓", "F0FE": "☒", "F0A8": "☐"}


def exported(cell: Cell) -> str:
    """What a text export of dialect "rows" writes for a cell or a line: one line."""
    if isinstance(cell, dict) and "txt" in cell:
        return str(cell["txt"])
    if isinstance(cell, dict) and "paragraphs" in cell:
        return tagged(cell["paragraphs"])
    return printed(cell).replace("\n", " ")


def printed(cell: Cell) -> str:
    """What stands in the cell on paper, lines separated by "\\n"."""
    return str(cell["text"]) if isinstance(cell, dict) else cell or ""


def is_bold(cell: Cell) -> bool:
    """Whether the export says that all of a cell or line is bold: "**O01**", "<b>รอบ ๒</b>"."""
    text = exported(cell)
    return any(text.startswith(begin) and text.endswith(end)
               for begin, end in (("**", "**"), ("<b>", "</b>")))


def span(cell: Cell) -> int:
    """How many columns a cell of the source takes."""
    return int(cell.get("span", 1)) if isinstance(cell, dict) else 1


def tagged(paragraphs: list[list[Run]]) -> str:
    """Paragraphs of runs in one line: a lone one as it is, several each in a tag."""
    lines = ["".join(map(tagged_run, runs)) for runs in paragraphs]
    return lines[0] if len(lines) == 1 else " ".join(f"<p>{line}</p>" for line in lines)


def tagged_run(run: Run) -> str:
    """A run with its tags; words that a tracked change took out are gone."""
    if "checkbox" in run:
        return "☑" if run["checkbox"] else "☐"
    if "sym" in run:
        return SYMBOLS[run["sym"]]
    if "br" in run:
        return "<br>"
    if run.get("tracked") == "del":
        return ""
    text = run["t"].translate(ARABIC_TO_THAI) if "IT๙" in run.get("font", "") else run["t"]
    if run.get("strike"):
        text = f"<s>{text}</s>"
    if "color" in run:
        text = f'<font color="#{run["color"]}">{text}</font>'
    return f'<a href="{html.escape(run["link"])}">{text}</a>' if "link" in run else text


def cells_text(form: Form) -> str:
    """Dialect "cells": every cell a block led by a tab, rows separated by a blank line."""
    pieces = []
    for block in form["blocks"]:
        pieces += [f"{line}\n" for line in block.get("lines", [])]
        rows = [
            "".join(f"\t{printed(c)}\n" for c in row["cells"]) for row in block.get("table", [])
        ]
        pieces.append("\n".join(rows))
    return "".join(pieces)


def rows_text(form: Form) -> str:
    """Dialect "rows": every row a line, its cells separated by tabs; blocks by a blank line."""
    pieces = []
    for block in form["blocks"]:
        lines = [exported(line) for line in block.get("lines", [])]
        rows = [row["cells"] for row in block.get("table", [])]
        width = max((sum(map(span, cells)) for cells in rows), default=0)
        lines += [row_line(cells, width) for cells in rows]
        pieces.append("".join(f"{line}\n" for line in lines))
    return "\n".join(pieces)


def row_line(cells: list[Cell], width: int) -> str:
    """A row as a line of `width` cells; what a wide or missing cell covers is empty."""
    squares = [square for cell in cells for square in (exported(cell), *[""] * (span(cell) - 1))]
    return "\t".join([*squares, *[""] * (width - len(squares))])


def text_bytes(form: Form) -> bytes:
    """The text export of a form, encoded; "utf-16" carries a byte order mark."""
    text = cells_text(form) if form["dialect"] == "cells" else rows_text(form)
    text = text.replace("\n", form["newline"])
    if form["encoding"] == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(form["encoding"])
