"""PDF files that are locked, cut off, empty, enormous or no PDF: one clear reason each, in time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from extract.pdf.page import OBJECT_LIMIT
from extract.pdf.reader import read
from extract.reader import read_document
from oit.cli import cli
from schema.errors import EmptyFile, Encrypted, NotReadable, OitError, TooLarge
from tests.extract.made_pdf import cells, grid, line, made, text

XS, YS = [60, 120, 300], [100, 140, 180]
PAGE = " ".join([grid(XS, YS), cells(XS, YS, [["No", "Title"], ["O1", "structure"]])])
LIMIT = 20.0  # seconds; a busy machine is given time


def refused(data: bytes, tmp_path: Path) -> OitError:
    """The error for a file of these bytes, which comes in time and is one line in two languages."""
    path = tmp_path / "แบบรายงาน.pdf"
    path.write_bytes(data)
    begin = time.process_time()
    with pytest.raises(OitError) as caught:
        read_document(path)
    assert time.process_time() - begin < LIMIT
    for message in (caught.value.message_th, str(caught.value)):
        assert message
        assert "\n" not in message
    return caught.value


def test_locked_file_needs_its_password(tmp_path: Path) -> None:
    """The message names the option; the right password opens, a wrong one is told apart."""
    data = made(PAGE, passwords=("secret", "owner"))
    error = refused(data, tmp_path)
    assert isinstance(error, Encrypted)
    assert "--password" in error.message_th
    assert "--password" in str(error)
    assert len(read(data, "secret").tables) == 1
    assert len(read(data, "owner").tables) == 1
    with pytest.raises(Encrypted, match="does not open"):
        read(data, "wrong")


def test_owner_locked_file_is_read() -> None:
    """A file that only may not be changed or printed is read without a password."""
    data = made(PAGE, passwords=("", "owner"))
    assert len(read(data).tables) == 1


def test_password_on_the_command_line(tmp_path: Path) -> None:
    """`oit tables` and `oit convert` pass it on, and it is written nowhere."""
    path, out = tmp_path / "a.pdf", tmp_path / "out"
    path.write_bytes(made(PAGE, passwords=("secret77", "owner")))
    runner = CliRunner()
    assert runner.invoke(cli, ["tables", str(path)]).exit_code == 1
    shown = runner.invoke(cli, ["tables", str(path), "--password", "secret77", "--format", "json"])
    assert json.loads(shown.output)["blocks"][0]["rows"][1][0]["text"] == "O1"
    pictures = tmp_path / "pictures"
    drawn = runner.invoke(
        cli, ["tables", str(path), "--password", "secret77", "--png", str(pictures)])
    assert drawn.exit_code == 0
    assert [each.name for each in pictures.iterdir()] == ["page-001.png"]
    arguments = ["convert", str(path), "--out", str(out), "--jobs", "1", "--time-limit", "0"]
    runner.invoke(cli, arguments)
    assert "encrypted" in (out / "failures.csv").read_text(encoding="utf-8-sig")
    runner.invoke(cli, [*arguments, "--password", "secret77"])
    assert "encrypted" not in (out / "failures.csv").read_text(encoding="utf-8-sig")
    written = [each for each in out.rglob("*") if each.is_file()]
    assert written
    assert not any(b"secret77" in each.read_bytes() for each in written)


def test_pictures_of_pdf_files_only(tmp_path: Path) -> None:
    """Only pages can be drawn."""
    path = tmp_path / "a.txt"
    path.write_text("ข้อ\tข้อมูล\nO1\tโครงสร้าง\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["tables", str(path), "--png", str(tmp_path / "p")])
    assert done.exit_code == 2
    assert "PDF" in done.output


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_cut_off_file(share: float, tmp_path: Path) -> None:
    """A download that broke off; without its end the pages are never guessed."""
    data = made(*[PAGE] * 20)
    assert isinstance(refused(data[: int(len(data) * share)], tmp_path), NotReadable)


@pytest.mark.parametrize(("data", "error"), [
    (b"", EmptyFile),
    (b" \n", EmptyFile),
    (b"%PDF-1.7\n", NotReadable),
    (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", NotReadable),
    (b"\x89PNG\r\n\x1a\n" + bytes(500), NotReadable),
    (b"\xff\xd8\xff\xe0" + bytes(500), NotReadable),
], ids=["0 bytes", "blank", "head only", "noise", "png", "jpeg"])
def test_what_is_no_pdf(data: bytes, error: type[OitError], tmp_path: Path) -> None:
    """The name says PDF, the content decides."""
    assert isinstance(refused(data, tmp_path), error)


def test_empty_pages(tmp_path: Path) -> None:
    """Nothing printed is no scan."""
    error = refused(made("", ""), tmp_path)
    assert isinstance(error, NotReadable)
    assert "no text" in str(error)


@pytest.mark.parametrize("operators", [
    "{x} {y} m {z} {y} l S", "{x} {y} 5 0.5 re f", "BT /F1 5 Tf 1 0 0 1 {x} {y} Tm (ab) Tj ET",
], ids=["strokes", "boxes", "texts"])
def test_page_of_200_000_objects(operators: str, tmp_path: Path) -> None:
    """Refused by number before anything is looked at."""
    content = " ".join(operators.format(x=n * 7 % 500, y=n * 13 % 800, z=n * 7 % 500 + 9)
                       for n in range(200_000))
    error = refused(made(content), tmp_path)
    assert isinstance(error, TooLarge)
    assert f"{OBJECT_LIMIT:,}" in error.message_th


def test_crowded_page_among_others() -> None:
    """The other pages are read, the crowded one is named."""
    crowded = " ".join(line(n % 600, n % 800, n % 600 + 5, n % 800)
                       for n in range(OBJECT_LIMIT + 1))
    document = read(made(PAGE, crowded, PAGE))
    assert [table.place.page for table in document.tables] == [1, 3]
    assert [(notice.rule, notice.place.page) for notice in document.notices] == [
        ("pdf.unreadable.crowded", 2)]


def test_one_path_of_200_000_pieces() -> None:
    """A map drawn as a single path costs no time and gives no table."""
    pieces = " ".join(f"{n * 7 % 500} {n * 13 % 800} 5 0.5 re" for n in range(200_000))
    begin = time.process_time()
    document = read(made(f"{text(60, 60, 'map')} {pieces} f"))
    assert document.tables == ()
    assert time.process_time() - begin < LIMIT


def test_one_text_of_a_million_letters() -> None:
    """It runs off the page, so next to nothing of it is printed."""
    begin = time.process_time()
    document = read(made(text(10, 100, "x" * 1_000_000)))
    assert time.process_time() - begin < LIMIT
    assert sum(len(block.text) for block in document.blocks if block.kind == "paragraph") < 1_000


@pytest.mark.slow
def test_400_pages_without_a_table(tmp_path: Path) -> None:
    """Read in time; that there is no table is said by the next stage."""
    page = " ".join(text(60, 40 + 18 * n, f"line {n} of plain text") for n in range(40))
    path = tmp_path / "a.pdf"
    path.write_bytes(made(*[page] * 400))
    begin = time.process_time()
    document = read_document(path)
    assert time.process_time() - begin < 2 * LIMIT
    assert (document.pages, document.tables) == (400, ())
    done = CliRunner().invoke(cli, ["convert", str(path), "--out", str(tmp_path / "o"), "--jobs",
                                    "1", "--time-limit", "0"])
    assert done.exit_code == 1
    assert ",no_table," in (tmp_path / "o" / "failures.csv").read_text(encoding="utf-8-sig")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of pages is limited and named."""
    monkeypatch.setattr("extract.pdf.page.PAGE_LIMIT", 3)
    with pytest.raises(TooLarge, match="4 pages"):
        read(made(*[PAGE] * 4))


@pytest.mark.parametrize("passwords", [None, ("secret", "owner")])
def test_a_file_opened_anew_reads_the_same(
    passwords: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long files are opened anew now and then, as pdfium keeps every page that it parsed."""
    data = made(*[PAGE] * 7, passwords=passwords)
    at_once = read(data, "secret")
    opened = []
    real = pypdfium2.PdfDocument

    def counted(*given: object, **named: object) -> pypdfium2.PdfDocument:
        opened.append(1)
        return real(*given, **named)

    monkeypatch.setattr("extract.pdf.page.OPENED_FOR", 3)
    monkeypatch.setattr("extract.pdf.page.pypdfium2.PdfDocument", counted)
    assert read(data, "secret") == at_once
    assert len(opened) == 3
    assert at_once.pages == 7


def test_every_page_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that stay open cost memory for each page of a long document."""
    counts = {"opened": 0, "closed": 0}
    get, close = pypdfium2.PdfDocument.get_page, pypdfium2.PdfPage.close

    def counted_get(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        counts["opened"] += 1
        return get(document, index)

    def counted_close(page: pypdfium2.PdfPage) -> None:
        counts["closed"] += 1
        close(page)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", counted_get)
    monkeypatch.setattr(pypdfium2.PdfPage, "close", counted_close)
    read(made(*[PAGE] * 3))
    assert counts["opened"] >= 3
    assert counts["closed"] >= counts["opened"]


def test_scan_says_so(tmp_path: Path) -> None:
    """A picture over the page and no text."""
    image = ("<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray"
             "/BitsPerComponent 8/Length 4>>stream\nabcd\nendstream")
    source = made("q 600 0 0 800 0 0 cm /I Do Q").decode("latin-1")
    with_image = source.replace("/Font<</F1 3 0 R>>", "/Font<</F1 3 0 R>>/XObject<</I 6 0 R>>")
    with_image = with_image.replace("xref\n", f"6 0 obj{image}\nendobj\nxref\n", 1)
    error = refused(with_image.encode("latin-1"), tmp_path)
    assert isinstance(error, NotReadable)
    assert str(error).startswith("scan")


def test_missing_page_is_named() -> None:
    """A page that the file does not hold costs this page only."""
    data = made(PAGE, PAGE, PAGE).replace(b"/Kids[4 0 R 6 0 R", b"/Kids[4 0 R 0 0 R")
    document = read(data)
    assert document.pages == 3
    assert [table.place.page for table in document.tables] == [1, 3]
    assert [(notice.rule, notice.place.page) for notice in document.notices] == [
        ("pdf.unreadable.damaged", 2)]
