"""One self-contained HTML page: no network, no font of its own, fit for print."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

HERE = Path(__file__).parent


def page(title_th: str, title_en: str, body: str, style: str = "", script: str = "") -> str:
    """A whole page around a body; `style` and `script` name files beside this module."""
    return Template(_file("page.html")).substitute(
        title=f"{escape(title_th)} · {escape(title_en)}", thai=escape(title_th),
        english=escape(title_en), body=body, base=_file("page.css"),
        style=_file(style) if style else "", script=_file(script) if script else "",
    )


def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
