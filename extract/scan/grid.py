"""The ruled lines in a page's picture, as the rulings that a digital page would draw.

Long strokes across and along are kept, broken ones closed, faint ones found by a mild
threshold; the cells are then told by the same geometry as those of a digital page.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.pdf.rulings import Line, Rulings
from extract.scan.lineimage import Gray

FAINT = 205  # tones below this may be a rule
#: Shortest rule across and down the page, gap that is closed, thickest rule. Points.
ACROSS, DOWN, GAP, THICK = 20.0, 14.0, 1.8, 3.2
#: A line that meets no other is a rule from this length on. Points.
ALONE = 150.0
MEETS = 3  # lines that it crosses
#: Ink of the line itself, at least.
SOLID = 0.6
#: Of a stroke shorter than this (pixels): ink right beside it, and the share of it in one row.
SHORT, BESIDE, LEVEL = 600, 0.3, 0.85
#: A gap in a line is bridged up to a length (points) where this share of it is inked.
BRIDGES = ((30.0, 0.35), (200.0, 0.8))
DRAWN, DRAWN_INK = 60.0, 0.9  # points that a line goes on, share of them inked
CROSS_GAP = 3.0  # points: how far a rule may end before the one that it meets

Bits = NDArray[np.bool_]


class Rules(NamedTuple):
    """The lines in pixels, and where their ink lies."""

    rulings: Rulings
    ink: Bits


def rules_of(gray: Gray, full: Gray, scale: float) -> Rules:
    """The ruled lines of an upright page; coordinates in pixels.

    full: the page with its coloured ink: what a stamp took of a thin rule is seen there.
    """
    faint, inked = ((each < FAINT).astype(np.uint8) for each in (gray, full))
    across, ink_across = _strokes(faint, scale, upright=False)
    down, ink_down = _strokes(faint, scale, upright=True)
    across = _bridged(across, inked, scale, upright=False)
    down = _bridged(down, inked, scale, upright=True)
    across, down = (_drawn_out(across, down, inked, scale, upright=False),
                    _drawn_out(down, across, inked, scale, upright=True))
    reach = 2 * CROSS_GAP * scale
    kept_across = [line for line in across if _belongs(line, down, reach, ALONE * scale)]
    kept_down = [line for line in down if _belongs(line, kept_across, reach, ALONE * scale)]
    ink = _ink_of(kept_across, ink_across, scale, upright=False)
    ink |= _ink_of(kept_down, ink_down, scale, upright=True)
    return Rules(Rulings(kept_across, kept_down, [], []), ink)


def _belongs(line: Line, others: list[Line], reach: float, alone: float) -> bool:
    """Whether a line is long, crosses several, or ends at others as a border does."""
    if line.end - line.start >= alone:
        return True
    met = [other.at for other in others
           if other.start - reach <= line.at <= other.end + reach
           and line.start - reach <= other.at <= line.end + reach]
    if len(met) >= MEETS:
        return True
    return any(abs(at - line.start) <= reach for at in met) and any(
        abs(at - line.end) <= reach for at in met)


def _ink_of(lines: list[Line], ink: Bits, scale: float, *, upright: bool) -> Bits:
    """The ink of these lines only."""
    near = np.zeros(ink.shape, np.bool_)
    half = THICK * scale
    for at, start, end in lines:
        a, b, c, d = round(max(0, at - half)), round(at + half) + 1, round(start), round(end) + 1
        if upright:
            near[c:d, a:b] = True
        else:
            near[a:b, c:d] = True
    return np.asarray(ink & near)


def _strokes(faint: Gray, scale: float, *, upright: bool) -> tuple[list[Line], Bits]:
    """Long thin strokes in one direction, and their ink."""
    shortest = max(12, round((DOWN if upright else ACROSS) * scale))
    gap = max(3, round(GAP * scale))
    long, close = ((1, shortest), (1, gap)) if not upright else ((shortest, 1), (gap, 1))
    thicker = np.ones((3, 1) if not upright else (1, 3), np.uint8)
    joined = cv2.morphologyEx(cv2.dilate(faint, thicker), cv2.MORPH_CLOSE,
                              np.ones(close, np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(long, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(opened, np.uint8))
    thick = THICK * scale + 2
    keep = np.zeros(count, np.bool_)
    lines = []
    for number in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[number])
        length, breadth = (h, w) if upright else (w, h)
        if area / length > thick or breadth > thick + 0.02 * length:
            continue
        if not _is_rule(faint, (x, y, w, h), upright=upright):
            continue
        keep[number] = True
        lines.append(Line(x + w / 2, y, y + h) if upright else Line(y + h / 2, x, x + w))
    kept = keep[labels]
    return lines, np.asarray(kept & (faint > 0))


def _is_rule(faint: Gray, box: tuple[int, int, int, int], *, upright: bool) -> bool:
    """Whether a stroke is solid and free on both sides, as no row of letters is."""
    x, y, w, h = box
    image = faint.T if upright else faint
    if upright:
        x, y, w, h = y, x, h, w
    solid = float(image[y:y + h, x:x + w].max(0).mean())
    above, below = image[max(0, y - 5):max(1, y - 2), x:x + w], image[y + h + 2:y + h + 5, x:x + w]
    sides = [float(band.max(0).mean()) for band in (above, below) if band.size]
    if w >= SHORT:
        return solid >= SOLID
    level = float(image[y:y + h, x:x + w].mean(1).max()) >= LEVEL * solid
    return solid >= SOLID and level and all(side <= BESIDE for side in sides)


def _bridged(lines: list[Line], faint: Gray, scale: float, *, upright: bool) -> list[Line]:
    """Pieces of one line as one, where the gap between them is short and shows some ink."""
    out: list[Line] = []
    for line in sorted(lines, key=lambda each: each.start):
        for number, before in enumerate(out):
            if abs(before.at - line.at) <= 1.2 * scale and _goes_on(
                before, line, faint, scale, upright=upright
            ):
                long = max(before, line, key=lambda each: each.end - each.start)
                out[number] = Line(long.at, before.start, max(before.end, line.end))
                break
        else:
            out.append(line)
    return out


def _goes_on(
    before: Line, line: Line, faint: Gray, scale: float, *, upright: bool
) -> bool:
    """Whether two pieces are one line: they touch, or there is ink between them."""
    between = line.start - before.end
    if between <= 0:
        return True
    least = next((share for length, share in BRIDGES if between <= length * scale), 2.0)
    return least <= 1 and _inked(faint, before, line, upright=upright) >= least


def _drawn_out(
    lines: list[Line], others: list[Line], inked: Gray, scale: float, *, upright: bool
) -> list[Line]:
    """Lines whose ink goes on to a line that they meet, drawn out to it."""
    image = inked.T if upright else inked
    out = []
    for line in lines:
        start, end = line.start, line.end
        for other in others:
            if not other.start - scale <= line.at <= other.end + scale:
                continue
            if 0 < start - other.at <= DRAWN * scale and _solid(image, line.at, other.at, start):
                start = other.at
            if 0 < other.at - end <= DRAWN * scale and _solid(image, line.at, end, other.at):
                end = other.at
        out.append(Line(line.at, start, end))
    return out


def _solid(image: Gray, at: float, start: float, end: float) -> bool:
    """Whether there is ink along a stretch of a row, next to without a gap."""
    band = image[max(0, round(at) - 1):round(at) + 2, max(0, int(start)):int(end) + 1]
    return bool(band.size) and float(band.max(0).mean()) >= DRAWN_INK


def _inked(faint: Gray, before: Line, line: Line, *, upright: bool) -> float:
    """Share of the gap between two pieces of a line in which there is ink."""
    a, b = int(before.end), int(line.start)
    low, high = sorted((before.at, line.at))
    band = faint[int(low) - 2:int(high) + 3, a:b] if not upright else \
        faint[a:b, int(low) - 2:int(high) + 3].T
    return float(band.max(0).mean()) if band.size else 0.0


def in_points(rulings: Rulings, scale: float) -> Rulings:
    """Rulings in points of the upright page, each end drawn out to the line that it meets."""
    across = [Line(*(value / scale for value in line)) for line in rulings.across]
    down = [Line(*(value / scale for value in line)) for line in rulings.down]
    return Rulings(_met(across, down), _met(down, across), [], [])


def _met(lines: list[Line], others: list[Line]) -> list[Line]:
    """Lines whose ends reach the crossing line that lies just beyond them."""
    out = []
    for at, start, end in lines:
        for other in others:
            if other.start - CROSS_GAP <= at <= other.end + CROSS_GAP:
                if 0 < start - other.at <= 2 * CROSS_GAP:
                    start = other.at
                if 0 < other.at - end <= 2 * CROSS_GAP:
                    end = other.at
        out.append(Line(at, start, end))
    return out
