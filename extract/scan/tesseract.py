"""Tesseract as a second opinion, where its program is installed (Debian: tesseract-ocr-tha).

Its Thai model lacks ๔ ๖ ๗ ๘ ๙ and writes other digits for them, so what it says of digits counts
for nothing unless the model of the installation has them all.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from extract.scan.lineimage import Gray
from extract.scan.recognise import DIGITS, LineReading, Sign
from schema.errors import MissingTool

PROGRAM = "tesseract"
LANGUAGE = "tha"
TIME = 300  # seconds for the lines of one page
PADDING = 10  # pixels of paper around a line, without which it loses the first letter
HEIGHT = 48  # rows that a line is brought to
SPACE = 0.16  # of a line's height: a wider gap is a printed space
#: What Debian's models print of the Thai digits.
DEBIAN_DIGITS = "๐๑๒๓๕"
_LETTERS = frozenset(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E50))))
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


class Tesseract:
    """The installed program with one or more of its languages ("tha", "tha+eng")."""

    def __init__(self, program: str, language: str = LANGUAGE) -> None:
        self._program = program
        self._language = language

    @property
    def name(self) -> str:
        """The engine's name with its language: "tesseract-tha"."""
        return f"tesseract-{self._language}"

    @property
    def alphabet(self) -> frozenset[str]:
        """Letters, Arabic digits, and those Thai digits that Debian's model has."""
        return _LETTERS | _ASCII | frozenset(DIGITS) | frozenset(DEBIAN_DIGITS)

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        """All lines with one call of the program."""
        if not lines:
            return []
        with tempfile.TemporaryDirectory() as folder:
            names = [_written(line, Path(folder) / f"{number}.png")
                     for number, line in enumerate(lines)]
            listed = Path(folder) / "lines.txt"
            listed.write_text("\n".join(names) + "\n", encoding="utf-8")
            table = self._run(listed)
        found: list[list[Sign]] = [[] for _ in lines]
        for number, word in _words(table, lines):
            signs = found[number]
            if signs and _is_space(word[0].x0 - signs[-1].x1, lines[number]):
                signs.append(Sign(" ", 1.0, signs[-1].x1, word[0].x0))
            signs += word
        return [LineReading(tuple(_with_sara_am(signs)), self.name) for signs in found]

    def _run(self, listed: Path) -> str:
        command = [self._program, str(listed), "stdout", "-l", self._language, "--psm", "7", "tsv"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIME, check=True,
                                  env={"OMP_THREAD_LIMIT": "1", "PATH": str(Path(
                                      self._program).parent)})
        except (subprocess.SubprocessError, OSError) as error:
            raise _failed(error) from error
        return done.stdout.decode("utf-8", "replace")


def _is_space(gap: float, line: Gray) -> bool:
    """Whether a gap (share of the width) is a printed space: Thai comes in pieces of a syllable."""
    return bool(gap * line.shape[1] > SPACE * line.shape[0])


def _with_sara_am(signs: list[Sign]) -> list[Sign]:
    """NIKHAHIT and SARA AA, also with a tone between them, as SARA AM."""
    out: list[Sign] = []
    for sign in signs:
        before = [each.text for each in out[-2:]]
        if sign.text == "\u0e32" and "\u0e4d" in before[-2:] and (
            before[-1] == "\u0e4d" or before[-1] in "่้๊๋"
        ):
            del out[len(out) - len(before) + before.index("\u0e4d")]
            sign = sign._replace(text="\u0e33")
        out.append(sign)
    return out


def _written(line: Gray, path: Path) -> str:
    """A line with paper around it as a file; its path."""
    width = max(8, round(line.shape[1] * HEIGHT / line.shape[0]))
    scaled = cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_AREA)
    padded = cv2.copyMakeBorder(scaled, PADDING, PADDING, PADDING, PADDING,
                                cv2.BORDER_CONSTANT, value=(255,))
    path.write_bytes(np.asarray(cv2.imencode(".png", padded)[1], np.uint8).tobytes())
    return str(path)


def _words(table: str, lines: Sequence[Gray]) -> Iterator[tuple[int, list[Sign]]]:
    """Each word of Tesseract's table as signs of one confidence, spread over its width."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        number = int(row["page_num"]) - 1
        line = lines[number]
        width = max(8, round(line.shape[1] * HEIGHT / line.shape[0]))
        left, wide = (int(row["left"]) - PADDING) / width, int(row["width"]) / width
        sure = max(0.0, float(row["conf"])) / 100
        yield number, [
            Sign(letter, sure, min(1.0, max(0.0, left + wide * i / len(text))),
                 min(1.0, max(0.0, left + wide * (i + 1) / len(text))))
            for i, letter in enumerate(text)]


def _failed(error: Exception) -> MissingTool:
    return MissingTool(
        f"โปรแกรม Tesseract ทำงานไม่สำเร็จ ({type(error).__name__}) ให้ใช้ --ocr oit",
        f"Tesseract failed ({type(error).__name__}): use --ocr oit",
    )


@cache
def tesseract(language: str = LANGUAGE) -> Tesseract:
    """The installed Tesseract; MissingTool says how to install it."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise MissingTool(
            "ไม่พบโปรแกรม Tesseract ให้ติดตั้ง (Debian: apt install tesseract-ocr-tha) หรือใช้ --ocr oit",
            "Tesseract is not installed: install it (Debian: apt install tesseract-ocr-tha) or "
            "use --ocr oit",
        )
    return Tesseract(program, language)
