"""A blank form is written as the kind of file that was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from oit.template import Template


def write(blank: Template, path: Path, form: Literal["docx", "xlsx"]) -> None:
    """Write a template aside and rename it; the same template gives the same bytes."""
    if form == "docx":
        from oit.template_docx import docx_bytes as made
    else:
        from oit.template_xlsx import xlsx_bytes as made
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(made(blank))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
