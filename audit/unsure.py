"""Why a value is released as unsure: which rule guessed, and how well the letters were read.

The measured shares are those of `catalogue/data/confidence.csv`; docs/confidence.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit.confidence import DOUBTED, REVIEWED, letter_noise, letter_share, rule_share
from audit.doubt import by_recogniser
from schema.form import Form, Traced

_WHOLE = 0.995  # a share that is 1 but for rounding


class Reason(NamedTuple):
    """One thing that lowered the confidence of a value, in Thai and English."""

    thai: str
    english: str


def unsure_within(record: Traced, path: str) -> tuple[str, ...]:
    """The values released as unsure at or below a path: "assignees" -> ("assignees/0/name",)."""
    return tuple(own for own in record.unsure if own == path or own.startswith(f"{path}/"))


def reasons(form: Form, record: Traced, path: str) -> tuple[Reason, ...]:
    """What lowered the confidence of a value that is released as unsure; () for any other.

    path: inside the record, "assignees/0/name". Example: "the rule row.merged inferred it; …".
    """
    return tuple(_reasons(form, record, path)) if path in record.unsure else ()


def _reasons(form: Form, record: Traced, path: str) -> Iterator[Reason]:
    noise = 0.0 if by_recogniser(form) else letter_noise(form)  # its signs are doubted one by one
    rules = record.rules.get(path, ())
    letters = 1.0 if REVIEWED in rules else letter_share(path, noise)
    if letters < 1:
        yield _misread(noise, letters)
    own = record.confidences[path] / letters
    if own < _WHOLE:
        yield from (_guessed(rule, share) for rule in rules
                    if (share := rule_share(rule)) is not None)
        if not any(rule_share(rule) is not None for rule in rules):
            yield _doubted(form, rules, own)


def _misread(noise: float, right: float) -> Reason:
    return Reason(
        f"ตัวอักษรของไฟล์นี้อ่านผิดราว {noise:.1%} (ดูจากชื่อข้อ) ค่าแบบนี้ในไฟล์เช่นนี้ถูก {right:.0%}",
        f"about {noise:.1%} of the letters of this file are misread, as its titles show; "
        f"{right:.0%} of such values are right in such files")


def _guessed(rule: str, right: float) -> Reason:
    right = min(right, DOUBTED)
    return Reason(f"ได้จากกฎ {rule} ซึ่งเป็นการอนุมาน ค่าที่ได้จากกฎนี้นับว่าถูก {right:.0%}",
                  f"the rule {rule} inferred it; {right:.0%} of its values are counted right")


def _doubted(form: Form, rules: tuple[str, ...], own: float) -> Reason:
    """The doubt of the last rule, or of the recogniser that read a scan."""
    if by_recogniser(form):
        return Reason(f"อ่านจากภาพ ตัวที่อ่านไม่ชัดที่สุดบอกว่าค่าแบบนี้ถูก {own:.0%}",
                      f"read from a picture; by its least sure sign {own:.0%} of such values are "
                      "right")
    rule = rules[-1] if rules else "-"
    return Reason(f"กฎสุดท้ายที่ใช้คือ {rule} มั่นใจเพียง {own:.0%} (ค่าประมาณของกฎ ยังไม่ได้วัด)",
                  f"its last rule, {rule}, is only {own:.0%} sure (the rule's estimate, "
                  "not measured)")
