"""A sheet of paper photographed from aside: found by its outline and brought to a rectangle."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.lineimage import Gray
from extract.scan.picture import A4_SHORT, SCALE, Colours, Matrix

THUMB = 800  # pixels of the long side in which the outline is looked for
LEAST, MOST = 0.25, 0.95  # share of the picture that the sheet takes
DARKER = 35  # tones that the ground beside the sheet is darker, at least
CORNER = 0.02  # of the outline's length: how far an edge may bend
STEEP, BESIDE = 18, 7.0  # tones from just inside its edge to just outside; pixels of the thumb
LONGEST = 2.2  # times as long as wide: no paper is longer

Points = NDArray[np.float32]


def flattened(picture: Colours) -> tuple[Colours, Matrix] | None:
    """The sheet alone, as seen from above, and the way from its pixels back to the picture's.

    None where no sheet lies on a darker ground: scans fill their picture.
    """
    corners = _sheet(picture)
    if corners is None:
        return None
    wide, high = _sides(corners)
    short = round(A4_SHORT * SCALE)
    factor = short / min(wide, high)
    size = round(wide * factor), round(high * factor)
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    there = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(picture, there, size, flags=cv2.INTER_CUBIC,
                               borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8), np.linalg.inv(np.asarray(there, np.float64))


def _sheet(picture: Colours) -> Points | None:
    """The corners of the sheet from the top-left one clockwise, in pixels of the picture."""
    factor = THUMB / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    tones = cv2.GaussianBlur(small.min(2), (0, 0), 3)
    _, bright = cv2.threshold(tones, 0, 255, cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    corners = cv2.approxPolyDP(outline, CORNER * cv2.arcLength(outline, True), True)
    share = cv2.contourArea(outline) / tones.size
    if len(corners) != 4 or not cv2.isContourConvex(corners) or not LEAST <= share <= MOST:
        return None
    inside = np.zeros(tones.shape, np.uint8)
    cv2.fillPoly(inside, [corners], (1,))
    paper, ground = np.median(tones[inside > 0]), np.median(tones[inside == 0])
    ordered = _clockwise(corners.reshape(4, 2).astype(np.float32))
    wide, high = _sides(ordered)
    if paper - ground < DARKER or max(wide, high) > LONGEST * min(wide, high):
        return None
    if not _is_edged(np.asarray(tones, np.uint8), ordered):
        return None
    return np.asarray(ordered / factor, np.float32)


def _is_edged(tones: Gray, corners: Points) -> bool:
    """Whether the tones fall steeply at each side of the outline; a shadow on a scan falls slowly.

    A side at the edge of the picture says nothing.
    """
    high, wide = tones.shape
    for n in range(4):
        along = corners[(n + 1) % 4] - corners[n]
        across = np.array([along[1], -along[0]], np.float32) / max(1.0, float(
            np.linalg.norm(along)))  # to the outside, as the corners go clockwise
        points = corners[n] + np.linspace(0.1, 0.9, 33, dtype=np.float32)[:, None] * along
        inner, outer = (np.round(points - BESIDE * across).astype(int),
                        np.round(points + BESIDE * across).astype(int))
        seen = (outer >= 0).all(1) & (outer[:, 0] < wide) & (outer[:, 1] < high)
        seen &= (inner >= 0).all(1) & (inner[:, 0] < wide) & (inner[:, 1] < high)
        steps = (tones[inner[seen, 1], inner[seen, 0]].astype(np.int16)
                 - tones[outer[seen, 1], outer[seen, 0]])
        if len(steps) and np.median(steps) < STEEP:
            return False
    return True


def _clockwise(points: Points) -> Points:
    """Four corners from the top-left one clockwise."""
    total, difference = points.sum(1), points[:, 0] - points[:, 1]
    order = [total.argmin(), difference.argmax(), total.argmax(), difference.argmin()]
    return np.asarray(points[order], np.float32)


def _sides(corners: Points) -> tuple[float, float]:
    """Mean width and height of a four-cornered outline."""
    top, right, bottom, left = (
        float(np.linalg.norm(corners[(n + 1) % 4] - corners[n])) for n in range(4))
    return (top + bottom) / 2, (right + left) / 2
