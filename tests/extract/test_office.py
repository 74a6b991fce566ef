"""Old Word files and RTF: converted by LibreOffice, or a clear word on what is missing."""

from __future__ import annotations

import os
import shutil
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import office
from extract.kinds import kind_of
from extract.ole import is_encrypted_word, streams
from extract.reader import read_document
from schema.errors import Encrypted, MissingTool, NotReadable, TookTooLong
from schema.table import RawTable

Texts = Callable[[RawTable], list[list[str | None]]]
REAL = Path(__file__).parents[2].parent / "shared" / "real"
NEEDS_OFFICE = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not any(map(shutil.which, office.NAMES)), reason="LibreOffice is not installed"
    ),
]
RTF = (
    r"{\rtf1\ansi\ansicpg874\deff0{\fonttbl{\f0\fcharset222 TH Sarabun;}}\f0 "
    r"\u3649?\u3610?\u3610?\par\trowd\cellx2000\cellx4000 O1\cell\u3585?\cell\row\pard\par}"
)


def ole(flags: int = 0, names: tuple[str, ...] = ("WordDocument", "Workbook")) -> bytes:
    """A container with a directory of streams; of several, all but the first are embedded."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<4I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFF).ljust(512, b"\xff")
    children = {0: 1, 1: 0xFFFFFFFF, 2: 0xFFFFFFFF}
    entries = b"".join(entry(name, children[n], 2) for n, name in enumerate(("Root Entry", *names)))
    stream = bytearray(512)
    struct.pack_into("<H", stream, 10, flags)
    return bytes(header) + table + entries.ljust(512, b"\0") + bytes(stream)


def entry(name: str, child: int, start: int) -> bytes:
    data = bytearray(128)
    encoded = name.encode("utf-16-le")
    data[: len(encoded)] = encoded
    struct.pack_into("<HBxIII", data, 64, len(encoded) + 2, 2, 0xFFFFFFFF, 0xFFFFFFFF, child)
    struct.pack_into("<I", data, 116, start)
    return bytes(data)


def test_streams_of_the_file_itself_decide() -> None:
    """A Word file that embeds a workbook is a Word file, and the other way round."""
    assert list(streams(ole())) == ["WordDocument"]
    assert kind_of(ole()) == "doc"
    assert kind_of(ole(names=("Workbook", "WordDocument"))) == "xls"
    assert kind_of(ole(names=("EncryptedPackage", "Workbook"))) == "encrypted"


@pytest.mark.parametrize("cut", range(0, 2048, 61))
def test_damaged_directories(cut: int) -> None:
    data = ole()[:cut]
    assert isinstance(streams(data), dict)
    assert is_encrypted_word(data) in (True, False)


def test_old_word_file_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "form.doc"
    path.write_bytes(ole(flags=0x0100))
    with pytest.raises(Encrypted):
        read_document(path)


def test_missing_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The message names what to install, in both languages."""
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "_usual_places", lambda: iter([tmp_path / "none"]))
    with pytest.raises(MissingTool) as caught:
        office.read(RTF.encode())
    for message in (caught.value.message_th, caught.value.message_en):
        assert "libreoffice-writer" in message


def test_program_outside_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert office.find_program() == str(program)


def fake(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program that does what a script says in place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport subprocess, sys, time\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_program", lambda: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_program_that_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(monkeypatch, tmp_path, "sys.exit(1)")
    with pytest.raises(NotReadable):
        office.read(RTF.encode())


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_program_that_hangs_is_killed_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    note = tmp_path / "child"
    fake(
        monkeypatch,
        tmp_path,
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(60)",
    )
    monkeypatch.setattr(office, "TIME_LIMIT", 2)
    with pytest.raises(TookTooLong):
        office.read(RTF.encode())
    assert is_gone(int(note.read_text()))


def is_gone(number: int) -> bool:
    """Whether a process has ended (or only waits for its end to be noted) within a second."""
    for _ in range(20):
        try:
            os.kill(number, 0)
            state = Path(f"/proc/{number}/stat")
            if state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class TestWithLibreOffice:
    pytestmark = NEEDS_OFFICE

    def test_rtf(self, tmp_path: Path, texts: Texts) -> None:
        path = tmp_path / "แบบ.rtf"
        path.write_text(RTF)
        document = read_document(path)
        assert texts(document.tables[0]) == [["O1", "ก"]]
        assert (document.reader, document.media_type) == ("docx", "application/rtf")
        assert document.notices[0].rule == "office.converted"

    def test_damaged_file(self) -> None:
        with pytest.raises(NotReadable):
            office.read(ole())

    @pytest.mark.skipif(not REAL.is_dir(), reason="the folder ../shared is not here")
    def test_real_document(self) -> None:
        document = read_document(REAL / "doc02_ktltc_pdca_checklist.doc")
        assert document.media_type == "application/msword"
        assert [c and c.text for c in document.tables[0].rows[0]][1:] == ["มี", "ไม่มี", "หมายเหตุ"]
