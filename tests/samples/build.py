"""Writes the forms of `samples/` from the sources beside this file.

    python tests/samples/build.py            # all samples
    python tests/samples/build.py --check    # names the samples that it would write otherwise

A file in `source/` holds one form: `files` to write (a text, a Word file, a workbook), the
`dialect` of its text export (see build_text.py), `encoding`, `newline` and `blocks`. A block is
either `lines` (paragraphs) or `table` (rows of `kind` header, heading or row). A cell is what is
printed, its lines separated by "\\n". Where the text export writes something else (tags) the cell,
or the line, is `{"text": printed, "txt": exported}`; where a Word file needs runs it is
`{"paragraphs": [[run, ...], ...]}`. All damage is written out in the sources: a reader of them sees
every break and slip. Nothing is made at random here.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that this runs as a script too

from tests.samples.build_archive import WRITTEN, dated  # noqa: E402
from tests.samples.build_sheets import workbook_bytes  # noqa: E402
from tests.samples.build_text import (  # noqa: E402
    Cell,
    Form,
    Run,
    is_bold,
    printed,
    span,
    text_bytes,
)

SAMPLES, SOURCE = ROOT / "samples", Path(__file__).resolve().parent / "source"
CHANGED = {"w:id": "1", "w:author": "ผู้ตรวจ", "w:date": "2024-01-15T09:00:00Z"}
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
CHECKED, UNCHECKED = "\u2612", "\u2610"


# --- Word ------------------------------------------------------------------------------------


def docx_bytes(form: Form) -> bytes:
    """The form as a Word file; the same source gives the same bytes."""
    document = docx.Document()
    turn_to_landscape(document)
    before = None
    for block in form["blocks"]:
        if "table" in block:
            if before == "table":
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            add_table(document, block["table"])
        for line in block.get("lines", []):
            paragraph = document.add_paragraph(printed(line))
            make_bold(paragraph, is_bold(line))
        before = "table" if "table" in block else "lines"
    properties = document.core_properties
    properties.author = "ตัวอย่าง"
    properties.created = properties.modified = WRITTEN
    written = io.BytesIO()
    document.save(written)
    return dated(written.getvalue())


def turn_to_landscape(document: Document) -> None:
    """A wide page, as these forms have."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def add_table(document: Document, rows: list[dict[str, Any]]) -> None:
    """A table whose first header row is repeated on each page, heading rows merged."""
    width = max(sum(span(c) for c in row["cells"]) for row in rows)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    first_body = next((n for n, row in enumerate(rows) if row["kind"] != "header"), len(rows))
    for number, row in enumerate(rows):
        made = table.add_row()
        if number < first_body:
            repeat_on_each_page(made)
        fill_row(made, row["cells"], width)
    merge_down(table, rows)


def repeat_on_each_page(row: _Row) -> None:
    """Mark a header row as one that Word repeats."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def fill_row(row: _Row, cells: list[Cell], width: int) -> None:
    """Write the cells; a row that is too short has its first cell merged over the rest."""
    missing = width - sum(span(c) for c in cells)
    squares, column = row.cells, 0
    for number, cell in enumerate(cells):
        last = column + span(cell) - 1 + (missing if number == 0 else 0)
        target = squares[column] if last == column else squares[column].merge(squares[last])
        if cell is not None:
            fill_cell(target, cell)
        column = last + 1


def merge_down(table: Table, rows: list[dict[str, Any]]) -> None:
    """Join the header cells marked `"merge": "down"` with the empty ones below them."""
    for number, row in enumerate(rows):
        column = 0
        for cell in row["cells"]:
            if isinstance(cell, dict) and cell.get("merge") == "down":
                top = table.cell(number, column)._tc
                below = table.cell(number + 1, column)._tc
                top.get_or_add_tcPr().append(merged("restart"))
                below.get_or_add_tcPr().append(merged(None))
            column += span(cell)


def merged(value: str | None) -> BaseOxmlElement:
    """The `w:vMerge` of a cell."""
    element = OxmlElement("w:vMerge")
    if value:
        element.set(qn("w:val"), value)
    return element


def fill_cell(target: _Cell, cell: Cell) -> None:
    """Write a cell: plain lines, or paragraphs of runs."""
    if isinstance(cell, dict) and "paragraphs" in cell:
        for number, runs in enumerate(cell["paragraphs"]):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            for run in runs:
                add_run(paragraph, run)
        return
    for number, line in enumerate(printed(cell).split("\n")):
        if number and line.startswith("  "):
            target.paragraphs[-1].add_run().add_break()
            target.paragraphs[-1].add_run(line)
        else:
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.add_run(line)
        make_bold(target.paragraphs[-1], is_bold(cell))


def make_bold(paragraph: Paragraph, bold: bool) -> None:
    """Make all runs of a paragraph bold, where the export says that it is."""
    for run in paragraph.runs if bold else ():
        run.bold = True


def add_run(paragraph: Paragraph, run: Run) -> None:
    """Write one run: a text with its style, a symbol, a tick box, a link or a tracked change."""
    if "checkbox" in run:
        paragraph._p.append(checkbox(run["checkbox"]))
    elif "br" in run:
        paragraph.add_run().add_break()
    elif "sym" in run:
        symbol = OxmlElement("w:sym", {qn("w:font"): run["font"], qn("w:char"): run["sym"]})
        paragraph.add_run()._r.append(symbol)
    else:
        element = styled(paragraph, run)
        paragraph._p.append(wrapped(paragraph, element, run))


def styled(paragraph: Paragraph, run: Run) -> BaseOxmlElement:
    """The `w:r` of a run, taken out of its paragraph again."""
    made = paragraph.add_run(run["t"])
    made.font.strike = run.get("strike")
    if "font" in run:
        fonts = made._r.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(kind), run["font"])
    if "color" in run:
        made.font.color.rgb = RGBColor.from_string(run["color"])
    paragraph._p.remove(made._r)
    return made._r


def wrapped(paragraph: Paragraph, element: BaseOxmlElement, run: Run) -> BaseOxmlElement:
    """The run inside its link or tracked change, or as it is."""
    if "link" in run:
        target = paragraph.part.relate_to(
            run["link"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        outer = OxmlElement("w:hyperlink", {qn("r:id"): target})
    elif "tracked" in run:
        outer = OxmlElement(f"w:{run['tracked']}", {qn(k): v for k, v in CHANGED.items()})
        if run["tracked"] == "del":
            for text in element.findall(qn("w:t")):
                text.tag = qn("w:delText")
    else:
        return element
    outer.append(element)
    return outer


def checkbox(checked: bool) -> BaseOxmlElement:
    """A tick box that can be clicked in Word (a content control)."""
    mark = CHECKED if checked else UNCHECKED
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w14:checkbox>'
        f'<w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        "</w14:checkbox></w:sdtPr><w:sdtContent><w:r>"
        '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
        f"<w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt>"
    )


# --- all -------------------------------------------------------------------------------------


def forms() -> list[Form]:
    """All sources, in the order of their names."""
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(SOURCE.glob("*.json"))]


#: How each kind of sample is made, by the suffix of its name.
WRITERS = {".txt": text_bytes, ".docx": docx_bytes, ".xlsx": workbook_bytes}


def form_samples(suffix: str) -> dict[str, bytes]:
    """File name -> content of every sample of one kind."""
    return {
        name: WRITERS[suffix](form)
        for form in forms()
        for name in form["files"]
        if name.endswith(suffix)
    }


def bad_samples(words: dict[str, bytes]) -> dict[str, bytes]:
    """File name -> content of inputs that are not forms."""
    letter = (SOURCE / "letter.txt").read_bytes()
    whole = words["province_2566_units.docx"]
    return {
        "bad/empty.txt": b"",
        "bad/no_table.txt": letter,
        "bad/not_a_zip.docx": letter,
        "bad/truncated.docx": whole[: len(whole) * 3 // 5],
    }


def main() -> int:
    """Write the samples, or compare them with `--check`."""
    words = form_samples(".docx")
    samples = form_samples(".txt") | words | form_samples(".xlsx") | bad_samples(words)
    if "--check" in sys.argv[1:]:
        stale = [n for n, data in samples.items() if (SAMPLES / n).read_bytes() != data]
        print("\n".join(f"differs: {name}" for name in stale) or "all samples are current")
        return 1 if stale else 0
    for name, data in samples.items():
        (SAMPLES / name).parent.mkdir(exist_ok=True)
        (SAMPLES / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
