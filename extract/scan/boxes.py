"""Boxes to tick, told by their shape: a square outline of a letter's size, with or without a mark.

Typefaces draw them in many ways, and one that touches the rule above it loses its upper side with
the rule; its shape is the same in all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]

RULE = "scan.tick_box"
EMPTY, TICKED, CROSSED = "☐", "☑", "☒"
#: Sides in heights of a letter's body, and how much longer one may be than the other.
SMALLEST, LARGEST, LONGER = 0.8, 2.2, 1.4
OPEN = 1.05  # least width of one that is open above, as some letters are
BAND = 0.14  # share of a side in which the line of the outline runs
STRAIGHT = 0.93  # share of a side along which there is ink
RIM = 0.24  # share on each side that is outline, not contents
MARKED = 0.06  # share of the contents that is ink, from which something stands in the box
CROSS = 0.12  # ink in the upper left part, where a tick has none


def tick_box(ink: Bits, body: float, *, cut: bool = False) -> str | None:
    """The box that some strokes draw: "☐", "☑" or "☒"; None where they are no box.

    ink: the strokes cut out as closely as they stand; body: the usual height of a letter here,
    pixels; cut: whether a ruled line runs along their upper edge: the box may be open there.
    """
    height, width = ink.shape
    if not (SMALLEST * body <= width <= LARGEST * body and SMALLEST * body <= height
            and max(width, height) <= LONGER * min(width, height)):
        return None
    x, y = max(2, round(BAND * width)), max(2, round(BAND * height))
    sides = [ink[:, :x].any(1).mean(), ink[:, -x:].any(1).mean(), ink[-y:].any(0).mean()]
    top = ink[:y].any(0).mean()
    closed = bool(top >= STRAIGHT)
    if min(sides) < STRAIGHT or not (closed or (cut and width >= OPEN * body)):
        return None
    return _contents(ink, rim_above=closed)


def _contents(ink: Bits, *, rim_above: bool) -> str:
    """What stands within the outline."""
    height, width = ink.shape
    x, y = round(RIM * width), round(RIM * height)
    inner = ink[y if rim_above else 0:height - y, x:width - x]
    if float(inner.mean()) < MARKED:
        return EMPTY
    corner = inner[:max(1, inner.shape[0] // 2), :max(1, inner.shape[1] // 3)]
    return CROSSED if float(corner.mean()) >= CROSS else TICKED

