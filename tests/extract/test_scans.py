"""Pages read from their pictures: grid, turn, places, what is believed, files that are no page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from extract.reader import read_document
from extract.scan.choice import CHOICES, reading_scans_with
from extract.scan.combine import combined
from extract.scan.endpoint import Endpoint
from extract.scan.lineimage import Gray, line_picture
from extract.scan.network import network
from extract.scan.page import read_page
from extract.scan.photograph import flattened
from extract.scan.recognise import LineReading, Reader, Sign, alphabet_name
from extract.scan.segments import _lines
from extract.scan.trust import UNKNOWN, believed, grouped
from oit.commands.ocr import CHOICES as OFFERED
from schema.errors import MissingTool, NotReadable, OitError, TooLarge
from schema.table import RawTable
from tests.extract.made_scan import HEIGHT, SCALE, WIDTH, as_file, colours, noisy, page

XS, YS = (200, 500, 1100, 1700), (400, 520, 640, 760)
TEXTS = (("No", "Title", "Year"), ("O1", "Open Data", "2567"), ("O2", "No Gift Policy", "2568"))


class Stub:
    """An engine without a model: print that leans left is upright, every piece reads "x"."""

    name = "stub"
    alphabet = frozenset("x0123456789๐๑๒๓๔๕๖๗๘๙")

    def __init__(self, upright: bool = True) -> None:
        self._upright = upright

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        sure = 0.95 if self._upright else 0.4
        return [LineReading((Sign("x", sure, 0.1, 0.9),) * 3, self.name) for _ in lines]


def table_of(picture: Image.Image, reader: Reader) -> RawTable:
    [table] = [block for block in read_page(colours(picture), 1, SCALE, reader).blocks
               if isinstance(block, RawTable)]
    return table


def shape(table: RawTable) -> tuple[int, int]:
    return len(table.rows), table.columns


@pytest.fixture(scope="module")
def ours() -> Reader:
    return Reader((network(),))


def test_ruled_table_is_found_with_its_places() -> None:
    table = table_of(noisy(page(XS, YS, TEXTS)), Reader((Stub(),)))
    assert shape(table) == (3, 3)
    cell = table.rows[1][2]
    assert cell is not None
    assert (cell.engine, cell.alphabet) == ("stub", "thai+arabic")
    assert cell.place.bbox == pytest.approx((1100 / SCALE, 520 / SCALE, 1700 / SCALE, 640 / SCALE),
                                            abs=2)


def test_broken_and_faint_rules() -> None:
    """Rules with gaps and of a light tone part the cells all the same."""
    picture = page(XS, YS, TEXTS)
    pen = ImageDraw.Draw(picture)
    for x in range(210, 1690, 61):
        pen.rectangle((x, 636, x + 4, 644), fill="white")
    pen.line((1100, 400, 1100, 760), fill=(190, 190, 190), width=3)
    assert shape(table_of(picture, Reader((Stub(),)))) == (3, 3)


def test_merged_cell() -> None:
    """A rule that stops leaves one cell over two columns."""
    picture = page(XS, YS, (("A", "", ""), *TEXTS[1:]))
    ImageDraw.Draw(picture).rectangle((495, 404, 505, 515), fill="white")
    table = table_of(picture, Reader((Stub(),)))
    assert shape(table) == (3, 3)
    first = table.rows[0][0]
    assert first is not None
    assert first.column_span == 2
    assert table.rows[0][1] is None


@pytest.mark.parametrize("angle", [-4.7, 1.3])
def test_skew_is_taken_out(angle: float) -> None:
    """Up to 5 degrees; the place is given on the page as it was scanned."""
    turned = page(XS, YS, TEXTS).rotate(angle, resample=Image.Resampling.BICUBIC,
                                        fillcolor="white")
    table = table_of(turned, Reader((Stub(),)))
    assert shape(table) == (3, 3)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_any_way_up(quarters: int, ours: Reader) -> None:
    """The recogniser itself tells which way is up; places are those of the file's picture."""
    turned = page(XS, YS, TEXTS).rotate(90 * quarters, expand=True)
    table = table_of(turned, ours)
    assert [row[2].text for row in table.rows[1:] if row[2]] == ["2567", "2568"]
    cell = table.rows[1][2]
    assert cell is not None
    assert cell.place.bbox is not None
    corner = {1: (520, 1984 - 1700), 2: (1984 - 1700, 2806 - 640),
              3: (2806 - 640, 1100)}[quarters]
    assert cell.place.bbox[:2] == pytest.approx([side / SCALE for side in corner], abs=3)


def test_the_shipped_model_reads_numbers_in_a_face_it_never_saw(ours: Reader) -> None:
    texts = (("2567", "95", "1250"), ("2568", "100", "38917"), ("13", "2560", "0684"))
    table = table_of(noisy(page(XS, YS, texts)), ours)
    read = [cell.text if cell else "" for row in table.rows for cell in row]
    meant = [words for row in texts for words in row]
    assert sum(one == other for one, other in zip(read, meant, strict=True)) >= 8
    assert all(one == other or UNKNOWN in one for one, other in zip(read, meant, strict=True))


def test_stamp_over_print_is_taken_off(ours: Reader) -> None:
    ink = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(ink)
    pen.ellipse((1000, 420, 1400, 820), outline=(190, 20, 40), width=9)
    pen.line((350, 740, 1500, 500), fill=(30, 40, 190), width=7)
    table = table_of(ImageChops.multiply(page(XS, YS, TEXTS), ink), ours)
    assert shape(table) == (3, 3)
    assert [row[2].text for row in table.rows[1:] if row[2]] == ["2567", "2568"]


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_files_of_pictures(kind: str, tmp_path: Path) -> None:
    """A picture file is a document of its own; a PDF that holds only pictures is read by page."""
    path = tmp_path / "page"
    options = {"resolution": 240} if kind == "PDF" else {}
    path.write_bytes(as_file(page(XS, YS, TEXTS), kind, **options))
    document = read_document(path)
    assert document.reader == "ocr:oit"
    assert document.pages == 1
    [table] = document.tables
    assert shape(table) == (3, 3)
    for row, year in zip(table.rows[1:], ("2567", "2568"), strict=True):
        assert row[2] is not None
        assert row[2].text == year or UNKNOWN in row[2].text
    assert [notice.rule for notice in document.notices] == ["scan.read"]


def test_scans_are_left_alone_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(as_file(page(XS, YS, TEXTS)))
    with reading_scans_with("none"), pytest.raises(NotReadable):
        read_document(path)


def test_a_doubtful_sign_within_a_number_is_unknown() -> None:
    """A point that may be a comma makes another number; one behind a word does not."""
    reading = LineReading((Sign("1", 0.99, 0, 0.2), Sign(".", 0.5, 0.2, 0.4),
                           Sign("5", 0.99, 0.4, 0.6), Sign(".", 0.5, 0.4, 0.6)), "stub")
    assert believed([reading], (Stub(),)).text == f"1{UNKNOWN}5."


def test_a_letter_within_a_number_is_unknown() -> None:
    """What reads 25b7 was 2567; only a reading that is very sure of its letter is kept."""
    assert believed([signed("25b7", 0.9)], (Stub(),)).text == f"25{UNKNOWN}7"
    assert believed([signed("2x3", 0.99)], (Stub(),)).text == "2x3"
    assert believed([signed("ษ๒.๓๐", 0.9)], (Stub(),)).text == f"{UNKNOWN}๒.๓๐"
    assert believed([signed("เจ๓.๖๒", 0.9)], (Stub(),)).text == f"เ{UNKNOWN}๓.๖๒"
    assert believed([signed("๘๒ ๓๐", 0.9)], (Stub(),)).text == f"๘๒{UNKNOWN}๓๐"
    assert believed([signed("0 5612 3456", 0.9)], (Stub(),)).text == "0 5612 3456"
    assert believed([signed("ข้อ๑๒ ก.ค.๖๖ O12", 0.9)], (Stub(),)).text == "ข้อ๑๒ ก.ค.๖๖ O12"


def test_brackets_around_nothing_had_a_number_between_them() -> None:
    assert believed([signed("ราย ()", 0.9)], (Stub(),)).text == f"ราย ({UNKNOWN})"
    assert believed([signed("( ) มี", 0.9)], (Stub(),)).text == "( ) มี"


def test_a_doubtful_digit_is_shown_as_unknown() -> None:
    """Another number is worse than none."""
    reading = LineReading((Sign("๒", 1, 0, 0.2), Sign("๕", 0.4, 0.2, 0.4), Sign(" ", 1, 0.4, 0.5),
                           Sign("ป", 0.4, 0.5, 0.6)), "stub")
    assert believed([reading], (Stub(),)).text == f"๒{UNKNOWN} ป"


@pytest.mark.parametrize(("read", "meant"), [
    ("1.250.00", "1,250.00"), ("๓,๒๐๐.๐๐๐,๐๐", "๓,๒๐๐,๐๐๐.๐๐"), ("1.250", "1.250"),
    ("12,345.678", "12,345,678"), ("1.2.3", "1.2.3"), ("10.5.2567", "10.5.2567"),
])
def test_commas_and_points_of_a_number_in_groups(read: str, meant: str) -> None:
    """In small print they look alike; the groups tell, and what was read is kept."""
    signs = [Sign(letter, 0.99, 0, 0) for letter in read]
    told = grouped(signs)
    assert "".join(sign.text for sign in told) == meant
    assert "".join(sign.raw or sign.text for sign in told) == read
    assert {sign.rule for sign in told if sign.raw} <= {"scan.number_groups"}


def test_an_engine_without_all_digits_is_believed_no_digit() -> None:
    """Debian's Thai model writes ๒๕๒ for ๒๕๖๗, and is sure of it."""
    class Lacking(Stub):
        alphabet = frozenset("xก๐๑๒๓๕0123456789")

    reading = LineReading((Sign("๒", 0.99, 0, 0.2), Sign("ก", 0.99, 0.2, 0.4)), "stub")
    assert believed([reading], (Lacking(),)).text == f"{UNKNOWN}ก"
    assert alphabet_name(Lacking.alphabet) == "arabic, thai without ๔๖๗๘๙"


@pytest.mark.parametrize("data", [
    b"\x89PNG\r\n\x1a\n" + bytes(900),
    as_file(Image.new("L", (300, 300), 255)),
    as_file(Image.fromarray(np.random.default_rng(3).integers(0, 255, (150, 100), np.uint8))),
    as_file(Image.new("1", (5, 4000))),
    as_file(Image.new("L", (2, 2))),
    as_file(page(XS, YS, TEXTS))[:9000],
], ids=["no picture", "blank", "noise", "strip", "dot", "cut off"])
def test_pictures_without_a_page(data: bytes, tmp_path: Path) -> None:
    """Refused with words, never with a crash."""
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(OitError):
        read_document(path)


def test_picture_of_too_many_pixels(tmp_path: Path) -> None:
    """Refused by its size before it is unpacked."""
    path = tmp_path / "bomb.png"
    path.write_bytes(as_file(Image.new("1", (30_000, 5_000))))
    with pytest.raises(TooLarge):
        read_document(path)


def test_line_picture_keeps_paper_white() -> None:
    """An empty crop is not stretched into noise."""
    gray = np.full((60, 200), 240, np.uint8)
    assert line_picture(gray).shape == (40, 133)
    assert line_picture(gray).min() > 200


def signed(text: str, sure: float, engine: str = "stub") -> LineReading:
    """A reading with every letter equally sure."""
    wide = 1 / len(text)
    return LineReading(tuple(Sign(letter, sure, n * wide, (n + 1) * wide)
                             for n, letter in enumerate(text)), engine)


def test_two_engines_that_agree_are_surer_than_one() -> None:
    both = combined(signed("กองคลัง", 0.8), signed("กองคลัง", 0.9, "other"))
    assert (both.text, both.engine) == ("กองคลัง", "stub+other")
    assert both.confidence > 0.9


def test_the_second_engine_is_no_judge_of_digits() -> None:
    """Debian's Thai model prints ๒๕๒ for ๒๕๖๗."""
    both = combined(signed("๒๕๖๗", 0.6), signed("๒๕๒", 0.99, "other"))
    assert both.text == "๒๕๖๗"
    assert both.confidence == 0.6


def test_a_letter_in_doubt_gives_way_and_is_kept_as_raw() -> None:
    ours = LineReading((*signed("ก", 0.95).signs, Sign("ช", 0.4, 0.5, 0.7), Sign("ง", 0.9, 0.7, 1)),
                       "stub")
    both = combined(ours, signed("กซง", 0.95, "other"))
    assert both.text == "กซง"
    taken = both.signs[1]
    assert (taken.raw, taken.rule) == ("ช", "scan.second_opinion")
    assert taken.confidence < 0.7


def test_what_a_rule_put_stands_beside_what_was_read() -> None:
    """The raw reading is the layer of the cell, the rule is among its repairs."""
    class Groups(Stub):
        def read(self, lines: Sequence[Gray]) -> list[LineReading]:
            return [signed("1.250.00", 0.99) for _ in lines]

    cell = table_of(page(XS, YS, TEXTS), Reader((Groups(),))).rows[1][1]
    assert cell is not None
    assert (cell.text, cell.layer) == ("1,250.00", "1.250.00")
    assert "scan.number_groups" in cell.repairs


def test_marks_of_large_print_are_no_line_of_their_own() -> None:
    """A tone over a vowel stands far above its letter, as large as a small letter."""
    boxes = np.array([[10 + 40 * n, 50, 30, 40, 600] for n in range(5)]
                     + [[52, 16, 26, 26, 300], [130, 30, 25, 12, 200]], np.int32)
    assert [len(line) for line in _lines(boxes, 40.0)] == [7]


def test_the_command_line_offers_every_choice() -> None:
    assert OFFERED == CHOICES


def test_photograph_from_aside() -> None:
    """The sheet is brought to a rectangle; places are those of the photograph."""
    sheet = page((150, 700, 1300, 1800), (300, 700, 1100, 1500), TEXTS, 90)
    corners = [(400, 250), (1500, 330), (1640, 2300), (250, 2200)]
    there = cv2.getPerspectiveTransform(
        np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32),
        np.array(corners, np.float32))
    photograph = cv2.warpPerspective(colours(sheet), there, (WIDTH, HEIGHT),
                                     borderValue=(60, 45, 40))
    table = table_of(Image.fromarray(np.asarray(photograph, np.uint8)), Reader((Stub(),)))
    assert shape(table) == (3, 3)
    cell = table.rows[0][0]
    assert cell is not None
    assert cell.place.bbox is not None
    meant = cv2.perspectiveTransform(np.array([[[150, 300], [700, 700]]], np.float32), there)
    middle = meant.reshape(2, 2).mean(0) / SCALE
    x0, top, x1, bottom = cell.place.bbox
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(tuple(middle), abs=6)


def test_a_scan_is_no_photograph() -> None:
    """Its paper fills the picture, whatever is printed or shaded on it."""
    assert flattened(colours(noisy(page(XS, YS, TEXTS)))) is None


@pytest.fixture
def server() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on this computer with one answer for every line, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body | {"key": self.headers["Authorization"]})
            lines = len(body["messages"][0]["content"]) - 1
            told = "```json\n" + json.dumps(["xx 9"] * lines) + "\n```"
            answer = json.dumps({"choices": [{"message": {"content": told}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    made = HTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/v1/chat/completions", asked
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_server_is_asked_for_letters_and_not_believed_on_digits(
    server: tuple[str, list[dict[str, Any]]],
) -> None:
    url, asked = server
    engine = Endpoint(url, "secret", "vision")
    lines = [np.full((40, 90), 255, np.uint8)] * 14
    readings = engine.read(lines)
    assert [reading.text for reading in readings] == ["xx 9"] * 14
    assert [len(body["messages"][0]["content"]) for body in asked] == [13, 3]
    assert asked[0]["key"] == "Bearer secret"
    assert asked[0]["model"] == "vision"
    assert believed([readings[0]], (engine,)).text == f"xx {UNKNOWN}"
    both = believed([signed("xx 4", 0.9), readings[0]], (Stub(), engine))
    assert (both.text, both.engine) == ("xx 4", "stub+endpoint")


def test_no_address_no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command asks for it, the environment must say where it is; a dead address is told."""
    path = tmp_path / "page.png"
    path.write_bytes(as_file(page(XS, YS, TEXTS)))
    monkeypatch.delenv("OIT_OCR_URL", raising=False)
    with reading_scans_with("endpoint"), pytest.raises(MissingTool, match="not set"):
        read_document(path)
    with pytest.raises(MissingTool):
        Endpoint("http://127.0.0.1:9/v1").read([np.full((40, 90), 255, np.uint8)])
    with pytest.raises(MissingTool, match="must begin"):
        Endpoint("file:///etc/passwd")
