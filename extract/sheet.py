"""Reader of workbooks (.xlsx): visible sheets in the order of their tabs, text as displayed.

The XML is walked here: openpyxl gives values without what their formats print, makes an object of
every formatted blank square, and stops at styles that other programs write.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from extract.relations import relations
from extract.sheet_cells import Cells
from extract.sheet_package import SheetPart, Workbook, open_workbook
from extract.sheet_pieces import Printer
from extract.sheet_styles import Styles, shared_strings
from extract.sheet_table import Sheet, blocks_of, hidden_sheet, notices_of
from schema.table import Block, Notice, Place, RawDocument

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(data: bytes) -> RawDocument:
    """An .xlsx as tables and paragraphs; places name the sheet and the cell."""
    workbook = open_workbook(data)
    printer = Printer(workbook.epoch_1904)
    styles = Styles(workbook)
    cells = Cells(styles, shared_strings(workbook.strings, styles), printer)
    blocks: list[Block] = []
    notices: list[Notice] = []
    numbers = count(1)
    for part in workbook.sheets:
        sheet = _sheet(workbook, part, cells)
        if sheet is None:
            notices.append(_passed_over(part))
            continue
        blocks += blocks_of(sheet, numbers)
        notices += [*notices_of(sheet), *_pictures(workbook, part)]
    return RawDocument(
        reader="xlsx",
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks),
        notices=(*notices, *printer.notices()),
    )


def _sheet(workbook: Workbook, part: SheetPart, cells: Cells) -> Sheet | None:
    """The cells of a sheet; None for one that is hidden or no worksheet."""
    if not part.visible or part.kind != "worksheet" or part.member not in workbook.archive:
        return None
    data = workbook.archive.read(part.member)
    return cells.sheet(part.name, data, relations(workbook.archive, part.member))


def _passed_over(part: SheetPart) -> Notice:
    if not part.visible:
        return hidden_sheet(part.name)
    return Notice(
        rule="sheet.no_cells",
        message_th=f"แผ่นงานนี้ไม่มีตารางให้อ่าน: {part.name}",
        message_en=f"this sheet has no cells to read (a chart, a macro): {part.name}",
        place=Place(sheet=part.name),
    )


def _pictures(workbook: Workbook, part: SheetPart) -> Iterator[Notice]:
    """Pictures, text boxes and tick box controls lie over the cells and are not read."""
    kinds = {r.kind for r in relations(workbook.archive, part.member).values()}
    if kinds & {"drawing", "ctrlProp"}:
        yield Notice(
            rule="sheet.drawing",
            message_th=f"ไม่ได้อ่านรูป กล่องข้อความ หรือช่องกาเครื่องหมายที่วางทับแผ่นงาน {part.name}",
            message_en=f"pictures, text boxes or tick box controls on {part.name} were not read",
            place=Place(sheet=part.name),
        )
