"""What is said of pages that were read from their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.scan.recognise import Reader
from schema.table import Notice, Place


def read_from_pictures(pages: Iterable[int], reader: Reader) -> Notice:
    """That these pages (1-based) are scans, and who read them."""
    numbers = list(pages)
    listed = _ranges(numbers)
    return Notice(
        rule="scan.read",
        message_th=f"หน้า {listed} เป็นภาพสแกน อ่านด้วย {reader.name} ตัวเลขที่ไม่ชัดแสดงเป็น \ufffd "
                   "ให้เทียบกับต้นฉบับ",
        message_en=f"page {listed}: a scan, read by {reader.name}; digits that are not clear are "
                   "shown as \ufffd, compare with the original",
        place=Place(page=numbers[0]) if numbers else Place(),
    )


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as "1-3, 7"."""
    if not numbers:
        return ""
    runs = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else f"{r[0]}" for r in runs)
