"""People and agencies for a terminal: columns wide enough for Thai, broken between words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from oit.report.wrapping import wrapped
from oit.whoswho import AgencyRow, PersonRow

PEOPLE = ("ชื่อ / name", "ตำแหน่ง / position", "ครั้ง / times", "บทบาท / roles",
          "เขียนอย่างอื่น / other spellings")
AGENCIES = ("หน่วยงาน / agency", "จังหวัด / province", "ปี / years", "แบบ / forms", "ข้อ / items",
            "บุคคล / people")
TYPES = {"province": "จังหวัด", "sao": "อบต.", "municipality": "เทศบาล", "pao": "อบจ.",
         "department": "กรม", "school": "สถานศึกษา", "hospital": "โรงพยาบาล", "other": "อื่น ๆ"}
_GAP = 2


def show(console: Console, rows: Sequence[PersonRow] | Sequence[AgencyRow]) -> None:
    """The rows in the tables that suit their kind."""
    people = [row for row in rows if isinstance(row, PersonRow)]
    agencies = [row for row in rows if isinstance(row, AgencyRow)]
    _show_people(console, people)
    if agencies:
        _show_agencies(console, agencies)


def _show_people(console: Console, rows: Sequence[PersonRow]) -> None:
    """A table for each form: agency and year, then its people."""
    for _, group in groupby(rows, key=lambda row: row.form_id):
        own = list(group)
        console.print(Text(_heading(own[0]), style="bold"), soft_wrap=True)
        lines = [(row.name, row.position or "–", str(row.mentions), _roles(row), _others(row))
                 for row in own]
        _print(console, PEOPLE, lines, shares=(26, 30, 13, 20, 25))
        console.print()


def _heading(row: PersonRow) -> str:
    agency = row.agency or "ไม่พบชื่อหน่วยงาน / no agency named"
    return f"{agency} {row.fiscal_year or ''} · {row.source_file}".replace("  ", " ")


def _roles(row: PersonRow) -> str:
    told = [f"รับผิดชอบ {row.assignee}"] if row.assignee else []
    told += [f"รับรอง {row.certifier}"] if row.certifier else []
    return ", ".join([*told, *([row.signs] if row.signs else [])])


def _others(row: PersonRow) -> str:
    return "\n".join(row.spellings.split("|")[1:])


def _show_agencies(console: Console, rows: Sequence[AgencyRow]) -> None:
    """One table of all agencies."""
    lines = [(_agency(row), row.province or "–", row.years.replace("|", ", ") or "–",
              str(row.forms), str(row.items), str(row.people)) for row in rows]
    _print(console, AGENCIES, lines, shares=(46, 18, 12, 12, 12, 15))


def _agency(row: AgencyRow) -> str:
    if row.name:
        places = [f"ต.{row.tambon}"] if row.tambon and row.tambon not in row.name else []
        places += [f"อ.{row.amphoe}"] if row.amphoe and row.amphoe not in row.name else []
        return " ".join([row.name, *places])
    maybe = f"\nอาจเป็น / may be: {row.candidates.replace('|', ', ')}" if row.candidates else ""
    kind = f" ({TYPES[row.type]})" if row.type else ""
    return f"ไม่พบชื่อหน่วยงาน / no agency named{kind}\n{row.files}{maybe}"


def _print(console: Console, names: Sequence[str], lines: Iterable[Sequence[str]],
           shares: Sequence[int]) -> None:
    """A table whose columns share the width; text is broken between words, never within one."""
    lines = list(lines)
    widths = _widths(console.width, names, lines, shares)
    table = Table.grid(padding=(0, _GAP))
    for width, name in zip(widths, names, strict=True):
        table.add_column(width=width, no_wrap=True, justify="right" if _counts(name) else "left")
    table.add_row(*(Text("\n".join(wrapped(name, width)), style="bold")
                    for name, width in zip(names, widths, strict=True)))
    for line in lines:
        table.add_row(*("\n".join(wrapped(text, width)) if text else ""
                        for text, width in zip(line, widths, strict=True)))
    console.print(table)


def _counts(name: str) -> bool:
    return name.endswith(("times", "forms", "items", "people"))


def _widths(whole: int, names: Sequence[str], lines: Sequence[Sequence[str]],
            shares: Sequence[int]) -> list[int]:
    """The columns no wider than what stands in them; the rest is shared as `shares` says."""
    most = [max(cell_len(part) for line in (names, *lines) for part in line[n].split("\n"))
            for n in range(len(names))]
    room = max(whole - _GAP * (len(names) - 1) - 1, len(names))
    widths = [min(wide, max(6, room * share // sum(shares)))
              for wide, share in zip(most, shares, strict=True)]
    for n, wide in enumerate(most):
        widths[n] = min(wide, widths[n] + max(0, room - sum(widths)))
    return widths
