"""Forms for the scale benchmark: small ones of all kinds, years and formats, some of them broken.

Titles are the official ones of the year; agencies, people and everything else are invented. The
same number gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from html import escape
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from catalogue.editions import edition
from catalogue.lookup import table

YEARS = (2566, 2566, 2567, 2567, 2568)
KINDS = ("assignment",) * 6 + ("monitoring",) * 3 + ("analysis",)
FORMATS = ("docx",) * 4 + ("xlsx",) * 3 + ("txt",) * 2 + ("csv", "html")
BROKEN = 50  # one file in so many is no form
GIVEN = ("ธารา", "มะลิ", "ภูผา", "ตะวัน", "ใบบัว", "เมฆา", "ข้าวหอม", "พิรุณ", "น้ำฟ้า", "ไพลิน")
FAMILY = ("ทองธาร", "แก้วภูดิน", "ศรีสายฝน", "บุญตะวัน", "ดีเมฆงาม", "ใจน้ำใส", "วงศ์ไพรงาม")
SCORES = (
    ("IIT", "การปฏิบัติหน้าที่"), ("", "การใช้งบประมาณ"), ("", "การใช้อำนาจ"),
    ("", "การใช้ทรัพย์สินของราชการ"), ("", "การแก้ไขปัญหาการทุจริต"),
    ("EIT", "คุณภาพการดำเนินงาน"), ("", "ประสิทธิภาพการสื่อสาร"), ("", "การปรับปรุงการทำงาน"),
    ("OIT", "การเปิดเผยข้อมูล"), ("", "การป้องกันการทุจริต"),
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Made(NamedTuple):
    """A form: the lines above its table, and the rows of the table, its header first."""

    lines: list[str]
    rows: list[list[str]]


def write_forms(folder: Path, files: int, items: int) -> None:
    """Write so many files into a folder, some hundred to each folder below it."""
    for number in range(files):
        below = folder / f"{number // 500:03}"
        below.mkdir(parents=True, exist_ok=True)
        suffix, data = _file(number, items)
        (below / f"แบบ {number:05}.{suffix}").write_bytes(data)


def _file(number: int, items: int) -> tuple[str, bytes]:
    chance = random.Random(number)
    suffix = chance.choice(FORMATS)
    data = WRITTEN[suffix](_form(chance, number, items))
    if number % BROKEN == BROKEN - 1:
        data = chance.choice((b"", data[: len(data) // 3] if suffix in {"docx", "xlsx"} else b"",
                              f"หนังสือนำส่ง ที่ {number}\n".encode()))
    return suffix, data


def _form(chance: random.Random, number: int, items: int) -> Made:
    kind, year = chance.choice(KINDS), chance.choice(YEARS)
    provinces = [row["canonical"] for row in table("provinces")]
    place = f"องค์การบริหารส่วนตำบลธารงาม{number} จังหวัด{chance.choice(provinces)}"
    if kind == "analysis":
        title = f"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {year}"
        rows = [[tool, str(n), name, f"{chance.uniform(60, 99):.2f}"]
                for n, (tool, name) in enumerate(SCORES, 1)]
        return Made([title, place],
                    [["แบบสำรวจ", "ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"], *rows])
    title = f"แบบรายงานการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {year}"
    listed = edition(year).items[:items]
    if kind == "assignment":
        header = ["ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบ", "ผู้รับรองข้อมูล"]
        return Made([title, place], [header, *(
            [item.code, item.title, _component(item.requires), _unit(chance), _person(chance),
             _person(chance)] for item in listed)])
    header = ["ข้อ", "ข้อมูล", "วิธีดำเนินการ", "ระยะเวลา", "ดำเนินการแล้ว", "ยังไม่ได้ดำเนินการ"]
    return Made([title, place], [header, *(
        [item.code, item.title, f"เผยแพร่บนเว็บไซต์ https://tharn{number}.go.th/{item.code}",
         f"ต.ค. {year - 1} - ก.ย. {year}", *chance.choice((("✓", ""), ("", "✓")))]
        for item in listed)])


def _component(requires: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in requires[:2])


def _unit(chance: random.Random) -> str:
    return chance.choice(("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา"))


def _person(chance: random.Random) -> str:
    name = f"{chance.choice(('นาย', 'นางสาว'))}{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    return f"{name}\n{chance.choice(('เจ้าพนักงานธุรการ', 'นักวิเคราะห์นโยบายและแผน', 'หัวหน้าสำนักปลัด'))}"


def _txt(form: Made) -> bytes:
    rows = ("\t".join(cell.replace("\n", " ") for cell in row) for row in form.rows)
    return "\n".join([*form.lines, "", *rows, ""]).encode()


def _csv(form: Made) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([*([line] for line in form.lines), *form.rows])
    return text.getvalue().encode("utf-8-sig")


def _html(form: Made) -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>" for line in form.lines)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        + "</tr>" for row in form.rows)
    return f"<html><meta charset=utf-8><body>{lines}<table>{rows}</table></body></html>".encode()


def _xlsx(form: Made) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([*([line] for line in form.lines), *form.rows]):
            sheet.write_row(number, 0, row)
    return written.getvalue()


def _docx(form: Made) -> bytes:
    cells = ("".join(f"<w:tc><w:tcPr/>{_paragraphs(cell)}</w:tc>" for cell in row)
             for row in form.rows)
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    body = "".join(map(_paragraphs, form.lines)) + f"<w:tbl><w:tblPr/>{rows}</w:tbl><w:p/>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml",
             f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.'
             'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
             f'ContentType="{MAIN}"/></Types>'),
            ("_rels/.rels",
             f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
             f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'),
            ("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"),
        ):
            archive.writestr(zipfile.ZipInfo(name), text)
    return written.getvalue()


def _paragraphs(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))


WRITTEN = {"docx": _docx, "xlsx": _xlsx, "txt": _txt, "csv": _csv, "html": _html}
