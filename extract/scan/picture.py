"""A page's picture made fit for reading: coloured ink off, even light, upright, straight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.lineimage import Gray

Colours = NDArray[np.uint8]
Matrix = NDArray[np.float64]

#: Pixels per point that pages are read at: 240 dpi.
SCALE = 240 / 72
#: The short side of a page whose size in points is no paper's is taken for that of A4. Points.
A4_SHORT, SHORTEST, LONGEST = 595.0, 380.0, 1300.0
SKEW_LIMIT = 5.5  # degrees
SATURATED = 60  # difference of the channels from which ink is coloured
PRINT, DARK_INK = 115, 70  # the lightest channel: of print below, of coloured ink above
RULE = 3.2  # points: a black rule that crosses a stroke does not part it
STAMP_SIDE = 26.0  # points: a coloured stroke larger than this is a stamp or a signature


class Upright(NamedTuple):
    """A page ready to be read.

    gray: 255 is paper, light made even, coloured ink off; scale: its pixels per point;
    to_page: 3 x 3, from its pixels to points of the page as displayed.
    """

    gray: Gray
    to_page: Matrix
    scale: float


def gray_of(picture: Colours) -> tuple[Gray, Gray]:
    """Black ink on even paper: coloured stamps and signatures taken off, and with them."""
    full = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    clean = without_stamps(picture, full)
    even = even_light(full)
    return (even if clean is full else even_light(clean)), even


def without_stamps(picture: Colours, gray: Gray) -> Gray:
    """The luminance, but paper where a large coloured stroke lies on no print.

    Red or blue ink is light in one channel, so black print below a stamp is told and stays. Small
    coloured strokes are letters (red means something in some forms) and stay as they are.
    """
    high, low = picture.max(2), picture.min(2)
    coloured = ((high.astype(np.int16) - low) > SATURATED).astype(np.uint8)
    if coloured.mean() < 0.0002:
        return gray
    where = _stamps(np.asarray(coloured, np.uint8), min(picture.shape[:2]) / A4_SHORT)
    paper = (high > PRINT) | ((coloured > 0) & (high > DARK_INK))
    return np.where(where & paper, 255, gray).astype(np.uint8)


def _stamps(coloured: Gray, scale: float) -> NDArray[np.bool_]:
    """Where coloured strokes hang together over more than a letter's size, and near them."""
    side, gap = STAMP_SIDE * scale, round(RULE * scale) | 1
    close = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(close)
    large = (stats[:, cv2.CC_STAT_HEIGHT] > side) & (stats[:, cv2.CC_STAT_WIDTH] > side)
    large[0] = False
    found = np.zeros(coloured.shape, np.uint8)
    for number in np.flatnonzero(large):
        x, y, w, h = stats[number, :4]
        inside = found[y:y + h, x:x + w]
        inside |= coloured[y:y + h, x:x + w]
    found |= large[labels].astype(np.uint8)
    return np.asarray(cv2.dilate(found, np.ones((7, 7), np.uint8)) > 0)


def even_light(gray: Gray) -> Gray:
    """Paper brought to 255 everywhere, whatever shadow lay on it."""
    height, width = gray.shape
    small = cv2.resize(gray, (max(8, width // 8), max(8, height // 8)),
                       interpolation=cv2.INTER_AREA)
    side = max(9, (min(small.shape) // 24) | 1)
    ground = cv2.GaussianBlur(
        cv2.dilate(small, np.ones((side, side), np.uint8)), (0, 0), side / 2)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(gray, np.maximum(ground, 40).astype(np.uint8), scale=255)
    return np.asarray(even, np.uint8)


def skew(gray: Gray) -> float:
    """By how many degrees the lines of a page fall to the right; 0 where nothing tells.

    The angle at which the rows of ink are most unlike each other, within 5.5 degrees.
    """
    small = _thumbnail(gray, 900)
    ink = (small < 170).astype(np.float32)
    if ink.mean() < 0.001:
        return 0.0
    coarse = max(np.arange(-SKEW_LIMIT, SKEW_LIMIT + 0.1, 0.5), key=lambda a: _contrast(ink, a))
    fine = max(np.arange(coarse - 0.45, coarse + 0.5, 0.1), key=lambda a: _contrast(ink, a))
    return float(fine)


def _contrast(ink: NDArray[np.float32], angle: float) -> float:
    """How unlike neighbouring rows are when the picture is turned by an angle."""
    rows = turned(ink, angle, 0.0).sum(1)
    return float(np.square(np.diff(rows)).sum())


def turned(picture: NDArray[np.float32], angle: float, paper: float) -> NDArray[np.float32]:
    """A picture turned about its centre by an angle (degrees), its size kept."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderValue=(paper,)),
                      np.float32)


def _thumbnail(gray: Gray, side: int) -> Gray:
    factor = side / max(gray.shape)
    if factor >= 1:
        return gray
    return np.asarray(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA),
                      np.uint8)


def is_sideways(gray: Gray) -> bool:
    """Whether the lines of print run up and down the picture.

    Letters stand closer along a line than lines do: closing small gaps along the lines fills
    two to five times as much as closing them across. Rules are left out before.
    """
    small = _thumbnail(gray, 1200)
    ink = (small < 170).astype(np.uint8)
    for kernel in ((1, 40), (40, 1)):
        long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        ink -= np.asarray(long, np.uint8)
    level, upright = (
        int(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap, np.uint8)).sum(dtype=np.int64))
        for gap in ((1, 9), (9, 1)))
    return upright > level


def scale_for(width: float, height: float) -> float:
    """Pixels per point for a page of this size in points.

    Some scanners write a page 1600 points wide for A4: then its short side is taken for A4's.
    """
    short = min(width, height)
    if SHORTEST <= short <= LONGEST and max(width, height) <= 2 * LONGEST:
        return SCALE
    return SCALE * A4_SHORT / short


def quarter(picture: Gray, turns: int, scale: float) -> tuple[Gray, Matrix]:
    """A picture turned clockwise by quarters, and the way from its pixels back to points."""
    height, width = picture.shape[:2]
    back = {
        0: [[1, 0, 0], [0, 1, 0]], 1: [[0, 1, 0], [-1, 0, height]],
        2: [[-1, 0, width], [0, -1, height]], 3: [[0, -1, width], [1, 0, 0]],
    }[turns % 4]
    return np.ascontiguousarray(np.rot90(picture, -turns)), _points(back, scale)


def _points(back: list[list[int]], scale: float) -> Matrix:
    """From pixels to pixels, then to points."""
    return np.diag([1 / scale, 1 / scale, 1]) @ np.array([*back, [0, 0, 1]], np.float64)


def straightened(pictures: Sequence[Gray], back: Matrix) -> tuple[list[Gray], Matrix]:
    """Pictures of a page turned so that the lines of the first lie level, and the way back.

    back: from their pixels to points; what comes is the same for the turned ones.
    """
    angle = skew(pictures[0])
    if abs(angle) < 0.05:
        return list(pictures), back
    height, width = pictures[0].shape
    there = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = [np.asarray(cv2.warpAffine(each, there, (width, height), flags=cv2.INTER_CUBIC,
                                       borderValue=(255,)), np.uint8) for each in pictures]
    full = np.vstack([there, [0, 0, 1]])
    return level, back @ np.linalg.inv(full)
