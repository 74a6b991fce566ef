"""Reader of old Word files (.doc) and .rtf: LibreOffice converts them, the Word reader reads them.

LibreOffice runs without windows, in a profile of its own that is thrown away, with a time limit;
macros are off, and links to pictures and pages outside the file are not followed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from extract import word
from extract.ole import is_encrypted_word
from schema.errors import Encrypted, MissingTool, NotReadable, TookTooLong
from schema.table import Notice, RawDocument

#: Seconds a conversion may take; a form takes one or two. Shorter than the 120 seconds a worker
#: has for a file, so that LibreOffice is ended by us and never outlives a killed worker.
TIME_LIMIT = 100
NAMES = ("soffice", "libreoffice")
_MEDIA_TYPES = {"doc": "application/msword", "rtf": "application/rtf"}
_FILTER = "docx:MS Word 2007 XML"
#: Settings of the profile: no macros, nothing updated, nothing fetched, a proxy that is nobody.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def read(data: bytes) -> RawDocument:
    """A .doc or .rtf as the Word reader sees it once converted; the media type is its own."""
    kind = "rtf" if data.startswith(b"{\\rtf") else "doc"
    if kind == "doc" and is_encrypted_word(data):
        raise Encrypted(
            "ไฟล์มีรหัสผ่าน ให้เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
            "the file asks for a password: open it and save it without one",
        )
    document = word.read(as_docx(data, kind))
    notice = Notice(
        rule="office.converted",
        message_th=f"แปลงจาก .{kind} ด้วย LibreOffice ก่อนอ่าน",
        message_en=f"converted from .{kind} by LibreOffice before reading",
    )
    return document.model_copy(
        update={"media_type": _MEDIA_TYPES[kind], "notices": (notice, *document.notices)}
    )


def as_docx(data: bytes, kind: str) -> bytes:
    """The bytes of a .doc or .rtf as a .docx; `kind` is the suffix LibreOffice goes by."""
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="oit-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"form.{kind}"
        source.write_bytes(data)
        _write_profile(home / "profile")
        _run(_command(program, source, home), home)
        made = home / "out" / "form.docx"
        if not made.is_file():
            raise NotReadable(
                f"LibreOffice เปิดไฟล์ .{kind} นี้ไม่ได้ (เสียหายหรือมีรหัสผ่าน) ให้บันทึกใหม่เป็น .docx",
                f"LibreOffice cannot open this .{kind} (damaged, or a password): save it as .docx",
            )
        return made.read_bytes()


def find_program() -> str:
    """The program of LibreOffice; MissingTool says what to install."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    found = found or next((str(path) for path in _usual_places() if path.is_file()), None)
    if found is None:
        raise MissingTool(
            "อ่าน .doc และ .rtf ต้องมี LibreOffice ให้ติดตั้งจาก libreoffice.org "
            "(Ubuntu/Debian: sudo apt install libreoffice-writer) หรือบันทึกไฟล์ใหม่เป็น .docx",
            "reading .doc and .rtf needs LibreOffice: install it from libreoffice.org "
            "(Ubuntu/Debian: sudo apt install libreoffice-writer), or save the file as .docx",
        )
    return found


def _usual_places() -> Iterator[Path]:
    """Where installers put the program without putting it on the path."""
    for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
        if name in os.environ:
            yield Path(os.environ[name], "LibreOffice", "program", "soffice.exe")
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield Path("/usr/lib/libreoffice/program/soffice")
    yield Path("/opt/libreoffice/program/soffice")
    yield Path("/snap/bin/libreoffice")


def _command(program: str, source: Path, home: Path) -> list[str]:
    return [
        program,
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--convert-to",
        _FILTER,
        "--outdir",
        str(home / "out"),
        str(source),
    ]


def _write_profile(profile: Path) -> None:
    """A profile that only holds our settings."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], home: Path) -> None:
    """Run LibreOffice; at the time limit it and whatever it started is killed."""
    environment = {**os.environ, "HOME": str(home), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise MissingTool(
            f"เรียก LibreOffice ไม่ได้ ({error.strerror}) ให้ติดตั้งใหม่หรือบันทึกไฟล์เป็น .docx",
            f"LibreOffice cannot be started ({error.strerror}): install it again",
        ) from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise TookTooLong(
            f"LibreOffice แปลงไฟล์ไม่เสร็จใน {TIME_LIMIT} วินาที ให้บันทึกไฟล์ใหม่เป็น .docx",
            f"LibreOffice did not convert the file in {TIME_LIMIT} seconds: save it as .docx",
        ) from error
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children; nothing happens where they have ended."""
    with suppress(OSError):
        if sys.platform == "win32":
            if process.poll() is None:
                taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
                subprocess.run(taskkill, check=False, capture_output=True)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
