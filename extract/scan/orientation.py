"""Which way up a page is: the recogniser itself tells, as Thai upside down is no text."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extract.scan.grid import Rules, rules_of
from extract.scan.lineimage import Gray
from extract.scan.picture import (
    Colours,
    Upright,
    gray_of,
    is_sideways,
    quarter,
    straightened,
)
from extract.scan.recognise import Engine
from extract.scan.segments import Ink, ink_of, inside, is_no_print, segments

SAMPLE = 14  # lines read to tell
FEW = 8  # signs that tell nothing: a page of a stamp or two
SURE = 0.8  # mean confidence of a sign from which nothing else is tried


class Prepared(NamedTuple):
    """An upright page, its ruled lines and its strokes."""

    page: Upright
    rules: Rules
    ink: Ink


def upright_page(picture: Colours, scale: float, engine: Engine) -> Prepared:
    """The page turned so that its text can be read, and straightened."""
    grays = gray_of(picture)
    tried: list[tuple[float, Prepared]] = []
    for turns in (1, 3, 0, 2) if is_sideways(grays[0]) else (0, 2, 1, 3):
        prepared = _prepared(grays, turns, scale)
        tried.append((_legible(prepared, engine), prepared))
        if tried[-1][0] >= SURE:
            break
    return max(tried, key=lambda each: each[0])[1]


def _prepared(grays: tuple[Gray, Gray], turns: int, scale: float) -> Prepared:
    turned, back = zip(*(quarter(gray, turns, scale) for gray in grays), strict=True)
    (level, full), to_page = straightened(turned, back[0])
    rules = rules_of(level, full, scale)
    ink = ink_of(level, rules.ink)
    return Prepared(Upright(without_rules(level, rules, ink), to_page, scale), rules, ink)


def without_rules(gray: Gray, rules: Rules, ink: Ink) -> Gray:
    """The page with its rules painted over, but not where print touches them."""
    near = cv2.dilate(rules.ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.where(near & (ink.labels == 0), 255, gray).astype(np.uint8)


def _legible(prepared: Prepared, engine: Engine) -> float:
    """How sure the recogniser is of some lines of a page; enough where it has none."""
    page, _, ink = prepared
    if is_no_print(ink):
        return SURE
    whole = (0, 0, page.gray.shape[1], page.gray.shape[0])
    found = segments(page.gray, ink, whole, inside(ink, whole))
    wide = sorted(found, key=lambda each: each.picture.shape[1])[len(found) // 2:]
    chosen = wide[:: max(1, len(wide) // SAMPLE)][:SAMPLE]
    readings = engine.read([each.picture for each in chosen])
    sure = [sign.confidence for reading in readings for sign in reading.signs]
    return float(np.mean(sure)) if len(sure) >= FEW else SURE
