"""No piece of a contact is left in a release, however narrow columns and people wrote it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from docx import Document

from catalogue.editions import editions
from normalize.personal import personal_data
from oit.cli import cli
from tests.oit.results import texts

HEADERS = ("ข้อ", "ข้อมูล", "องค์ประกอบ", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ", "เบอร์โทรศัพท์ภายใน", "หมายเหตุ")
#: A contact as a cell prints it, and the pieces of it that nobody may read afterwards.
WRITTEN = (
    ("โทร. ๐ ๗๔๖๑\n๑๒๓๔ ต่อ\n๙๘๗", ("07461", "461123", "987")),
    ("โทร.\n(0 7462\n1235)", ("07462", "462123")),
    ("08-17\n34-56\n79", ("081734", "345679")),
    ("0-7463-1236-5", ("07463", "12365")),
    ("0 7464 1237, 0 7465\n2391 / 8129", ("07464", "7465", "2391", "8129")),
    ("มือถือ ๐๘๒\n๒๓๔\n๕๖๗๑", ("082234", "345671")),
    ("0 8 3 2 3 4 5 6 7 2", ("083234", "345672")),
    ("+66 (0)84-234-5673", ("66084", "345673")),
    ("jidapa@phusaimo\nk.example.go.th", ("jidapa", "phusaimo", "k.example")),
    ("su\npawit.w@phunam.\nexample.go.t\nh", ("pawit", "phunam")),
    ("pawarit @ phukao .go.th", ("pawarit", "phukao")),
    ("chonlada[at]phumai[dot]go.th", ("chonlada", "phumai")),
    ("kamonwan (at)\nphufon (dot) go.th", ("kamonwan", "phufon")),
    ("ｔｈａｎａ＠phudin.go.th", ("ｔｈａｎ", "phudin")),
    ("napat-\nwong@gmail.co\nm", ("napat", "wong", "gmail")),
    ("Line ID: wirat\n_99", ("wirat", "_99")),
    ("ไลน์ : @oranut\nmanee", ("oranut", "manee")),
    ("ID Line\nprasit88", ("prasit",)),
    ("บ้านเลขที่ 98/\n76 หมู่ 4 ต.ใน\nเวียง อ.เมือง\nน่าน จ.น่าน 55\n000",
     ("98/76", "98/", "55000", "ต.ใน")),
    ("87/65 ม.4 ถ.สุข\nใจ ต.บ่อสวก จ.น่าน", ("87/65", "ต.บ่อ")),
)
#: Ids of findings, statements and forms, and hashes: their digits are nobody's.
_IDS = re.compile(r"f[0-9a-f]{16}(?:-[0-9]+)?-(?:[a-z_]+-|s)[0-9a-f]{12}|f?[0-9a-f]{16,64}")
PERSON = "นายก้อง ใจดี\nนิติกร\n{}"


def plain(text: str) -> str:
    """A text as a grep wants it: no white space and tags, digits Arabic, small letters."""
    text = re.sub(r"<[^<>]*>|\\n|\\x0a|\s", "", unquote(text))
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")).casefold()


def numbers(text: str) -> str:
    """The same without the signs that part the digits of a number."""
    return re.sub(r"(?<=[0-9])[()\-–.+]{1,3}(?=[0-9])", "", text)


def rows() -> list[tuple[str, ...]]:
    """Items whose people have a contact: below a post, beside an office, in remarks."""
    items = editions()[2567].items[: len(WRITTEN)]
    return [(item.code, item.title, "แสดงข้อมูล",
             "กองคลัง" if "ต." in contact else f"กองคลัง\n{contact}", PERSON.format(contact), "7531",
             "" if "87/" in contact else f"ติดต่อ {contact}")
            for item, (contact, _) in zip(items, WRITTEN, strict=True)]


def as_word(path: Path) -> None:
    document = Document()
    document.add_paragraph("แบบมอบหมายผู้รับผิดชอบ OIT เทศบาลตำบลดอนแก้ว ปีงบประมาณ พ.ศ. 2567")
    table = document.add_table(rows=0, cols=len(HEADERS))
    for row in (HEADERS, *rows()):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def as_text(path: Path) -> None:
    """A text export writes the line breaks of a cell as spaces."""
    lines = ["\t".join(cell.replace("\n", " ") for cell in row) for row in (HEADERS, *rows())]
    path.write_text("แบบมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ พ.ศ. 2567\n\n" + "\n".join(lines) + "\n",
                    encoding="utf-8")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of forms that hold all contacts, a Word file and a text export."""
    folder = tmp_path_factory.mktemp("contacts")
    (folder / "in").mkdir()
    as_word(folder / "in" / "word.docx")
    as_text(folder / "in" / "text.txt")
    runner = CliRunner()
    runner.invoke(cli, ["convert", str(folder / "in"), "--out", str(folder / "o"), "--quiet"])
    made = runner.invoke(cli, [
        "release", str(folder / "o"), "-o", str(folder / "r"), "--names", "keep", "--contacts",
        "drop", "--no-dataset", "--date", "2026-01-02"])
    assert made.exit_code == 0, made.output
    assert len(list((folder / "r" / "forms").glob("*.json"))) == 2
    return folder


def leaks(folder: Path, pieces: set[str]) -> list[str]:
    """Where a piece stands in a file of a folder."""
    found = []
    for name, text in texts(folder):
        said = plain(_IDS.sub("", text))
        said += numbers(said)
        found += [f"{name}: {piece}" for piece in pieces if piece in said]
    return found


def test_no_piece_of_a_contact_is_in_a_release(release: Path) -> None:
    pieces = {plain(piece) for _, told in WRITTEN for piece in told} | {"7531"}
    assert {leak.rpartition(": ")[2] for leak in leaks(release / "o", pieces)} == pieces
    assert leaks(release / "r", pieces) == []


def test_what_is_no_contact_stays(release: Path) -> None:
    forms = [path.read_text("utf-8") for path in (release / "r" / "forms").glob("*.json")]
    for words in ("นายก้อง ใจดี", "นิติกร", "กองคลัง", "แสดงข้อมูล", "2567"):
        assert all(words in form for form in forms), words


@pytest.mark.parametrize("contact", [
    "0 7461 1234", "081-234-5678", "๐ ๗๔๖๑ ๑๒๓๔ ต่อ ๑๒๓", "0-7461-1234-5", "+66 81 234 5678",
    "jidapa.w@phusaimok.example.go.th", "ek_99@gmail.com", "somchai@hotmail.co.th",
])
def test_a_contact_is_found_whole_wherever_a_line_breaks_it(contact: str) -> None:
    """At each of its letters; what stands above and below is none of it."""
    for at in range(1, len(contact)):
        broken = f"{contact[:at]}\n{contact[at:].lstrip(' ')}"
        text = f"นายก้อง ใจดี\nนิติกร\n{broken}\nนางมณี รักดี\nครู"
        [found] = personal_data(text, of_person=True)
        assert text[found.start: found.end] == broken
