"""Item forms made by chance, printed as web pages in many designs: what is lost on the way to PDF.

    python benchmarks/pdf_layouts.py              # one form of each design
    python benchmarks/pdf_layouts.py 600 42       # 42 forms from seed 600 on

Chromium prints each form; what is read is compared with the same form read without any printing,
field by field. A form that cannot be read at all says why: "cells set in the middle" without a line
between rows must.
"""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # runs from a clone

from benchmarks.made_forms import made_form
from oit.pipeline import forms_of, process
from schema.errors import OitError
from schema.form import Form, Item, Source
from schema.table import RawDocument, RawParagraph, RawTable

DESIGNS = {  # what is drawn: rules of CSS for `td` and `th`, and others behind a "}"
    "light": "border:0.25px solid #ccc;padding:2px 4px} th{background:#1f4e79;color:white",
    "tight": "border:1px solid black;padding:0;vertical-align:middle;text-align:center",
    "double": "border:3px double black;padding:2px 4px",
    "large letters": "border:1px solid black;padding:4px} table{font-size:14pt",
    "dashed": "border:1px dashed black;padding:2px 4px",
    "dotted": "border:1px dotted #666;padding:2px 4px} table{border:3px solid black",
    "apart": "border:1px solid #888;padding:2px 4px} table{border-spacing:3px;"
             "border-collapse:separate!important",
    "round corners": "border:1px solid #333;border-radius:6px;padding:2px 4px} "
                     "table{border-collapse:separate!important",
    "shadows": "background:#f7f7f7;border:1px solid #bbb;box-shadow:0 0 2px #999;padding:2px 4px",
    "set at the foot": "border:1px solid black;padding:2px 4px;vertical-align:bottom",
    "set in the middle": "border:1px solid black;padding:2px 3px;vertical-align:middle",
    "lines across": "border-bottom:1px solid #444;padding:3px 6px",
    "lines across, in the middle": "border-bottom:1px solid #444;padding:3px 6px;"
                                   "vertical-align:middle",
    "a frame and lines across": "border-bottom:1px solid black;padding:3px 6px} "
                                "table{border:1px solid black",
    "upright lines": "border-left:1px solid black;border-right:1px solid black;padding:3px 5px} "
                     "table,thead th{border:1px solid black",
    "even rows coloured": "padding:3px 6px} tr:nth-child(even){background:#e8eef7} "
                          "th{background:#aac",
    "odd rows coloured": "padding:3px 6px} tbody tr:nth-child(odd){background:#eee",
    "a coloured header": "padding:4px 6px} th{background:#ddd",
    "a line under the header": "padding:3px 8px} thead th{border-bottom:2px solid black",
    "no room between rows": "padding:0 4px} thead th{border-bottom:1px solid black",
    "in the middle, no lines": "padding:5px 8px;vertical-align:middle} "
                               "thead th{border-bottom:2px solid black",
}
FONTS = ("Laksaman", "Loma", "Kinnari", "Norasi", "Garuda", "Noto Sans Thai", "Noto Serif Thai",
         "Umpush", "Waree", "Noto Looped Thai", "Tlwg Typist", "Sawasdee")
STYLE = """@page {{ size: A4 {way}; margin: 12mm }}
body {{ font: 9pt "{font}"; -webkit-print-color-adjust: exact }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ vertical-align: top; {design} }}"""
SOURCE = Source(file="x", sha256="0" * 64, media_type="x", pages=1, reader="docx")


def main() -> None:
    """Print, read and compare, a line per form."""
    if not (browser := shutil.which("chromium") or shutil.which("google-chrome")):
        sys.exit("Chromium is needed to print the forms")
    first, count = map(int, sys.argv[1:3] or (1, len(DESIGNS)))
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            design = list(DESIGNS)[seed % len(DESIGNS)]
            said = compared(seed, design, browser, Path(folder))
            print(f"{seed:5} {design:28} {said}", flush=True)


def compared(seed: int, design: str, browser: str, folder: Path) -> str:
    """What is not as it was before the form was printed, or why it could not be read."""
    made = made_form(random.Random(seed), seed % 2)
    page, printed = folder / f"{seed}.html", folder / f"{seed}.pdf"
    page.write_text(web_page(made.document, design, random.Random(seed)), encoding="utf-8")
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu",
                    f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
                    f"--print-to-pdf={printed}", page.as_uri()],
                   check=True, capture_output=True, timeout=120)
    try:
        [read, *_] = process(printed)
    except OitError as error:
        return f"not read: {error.reason}"
    return told(forms_of(made.document, SOURCE)[0], read)


def told(want: Form, read: Form) -> str:
    """The items that are missing or too many, and the fields that differ."""
    items, found = {i.code: i for i in want.items}, {i.code: i for i in read.items}
    missing = [code for code in items if code not in found]
    more = [code for code in found if code not in items]
    wrong = Counter(name for code in items.keys() & found.keys()
                    for name, value in fields(items[code]) if (name, value) not in
                    set(fields(found[code])))
    said = [f"missing {missing}" if missing else "", f"too many {more}" if more else "",
            f"differ {dict(wrong)}" if wrong else ""]
    return f"{len(items)} items: " + ("; ".join(filter(None, said)) or "all equal")


def fields(item: Item) -> Iterator[tuple[str, object]]:
    """The fields of an item that are compared, white space aside."""
    yield "title", item.title
    yield "status", item.status
    yield "component", bare(item.component)
    yield "units", tuple(bare(unit.name) for unit in item.units)
    for role in ("assignees", "certifiers"):
        yield role, tuple((bare(person.name), bare(person.position))
                          for person in getattr(item, role))


def bare(text: str | None) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text or "")


def web_page(document: RawDocument, design: str, chance: random.Random) -> str:
    """The paragraphs and the table of a form as a page of a design, in a font by chance."""
    style = STYLE.format(design=DESIGNS[design], font=chance.choice(FONTS),
                         way=chance.choice(("portrait", "landscape")))
    blocks = (f"<p>{html.escape(block.text)}</p>" if isinstance(block, RawParagraph)
              else _table(block) for block in document.blocks)
    return "\n".join([f"<meta charset=utf-8><style>{style}</style>", *blocks])


def _table(table: RawTable) -> str:
    head, *rows = (_row([cell.text if cell else "" for cell in row], "td" if number else "th")
                   for number, row in enumerate(table.rows))
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _row(texts: Iterable[str], tag: str) -> str:
    cells = (html.escape(text).replace("\n", "<br>") for text in texts)
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in cells) + "</tr>"


if __name__ == "__main__":
    main()
