"""Lines of print within a cell or outside all tables: cut out, freed of their neighbours.

A Thai line has marks above and below its letters. Marks belong to the letter that they are
nearest to in their own columns, not to the nearest line: a tone stands as near to the line above.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.boxes import tick_box
from extract.scan.lineimage import HEIGHT, Gray

#: Sizes as shares of the height of a letter's body.
BODY, TALL, NEAR_MARK, APART, SPECK = 0.6, 2.4, 0.5, 2.6, 0.22
FAR = 1.3  # what stands farther above or below the letters of its line is dirt
PITCH = 1.45  # lines of print stand at least this far apart
ABOVE, BELOW = 1.9, 0.55  # what a line reaches above and below its baseline
LONGEST = 1300  # pixels at the recogniser's height; a longer line is cut at a gap
LEAST_AREA = 5
FEW = 4  # strokes of a box to tick and what stands in it
NEAR_RULE = 0.4  # of a body: what begins so near to the edge of its cell may touch the rule there
#: Most strokes of a page of print: a form has some 6,000, leaves in a photograph have more.
STROKE_LIMIT = 20_000

Box = tuple[int, int, int, int]
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class Ink(NamedTuple):
    """The connected strokes of a page: their picture and their boxes (x, y, w, h, area)."""

    labels: Ints
    boxes: Ints
    body: float  # usual height of a letter's body, pixels


class Segment(NamedTuple):
    """A piece of a line: its picture, its box in the page, and what of the line it is.

    box: x0, y0, x1, y1 of the picture in pixels of the page; baseline and body in pixels;
    mark: the box to tick that its strokes draw, "" for print.
    """

    picture: Gray
    box: Box
    baseline: float
    body: float
    mark: str = ""


def ink_of(gray: Gray, rules: NDArray[np.bool_]) -> Ink:
    """The strokes of a page without its ruled lines."""
    paper = gray[gray < 250]
    limit = 150.0
    if paper.size:
        limit, _ = cv2.threshold(paper.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    limit = min(185.0, max(120.0, limit))
    bits = ((gray < limit) & ~rules).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bits)
    boxes = np.asarray(stats, np.int32)
    boxes[0, 4] = 0
    return Ink(np.asarray(labels, np.int32), boxes, _body(boxes))


def is_no_print(ink: Ink) -> bool:
    """Whether a page holds more strokes than any print does."""
    return int((ink.boxes[:, 4] >= LEAST_AREA).sum()) > STROKE_LIMIT


def _body(boxes: Ints) -> float:
    """The usual height of a letter; 20 pixels where nothing is printed."""
    heights = boxes[(boxes[:, 4] >= 12) & (boxes[:, 3] >= 9) & (boxes[:, 3] <= 70)
                    & (boxes[:, 2] >= 4) & (boxes[:, 2] <= 90), 3]
    return float(np.median(heights)) if len(heights) >= 4 else 20.0


def inside(ink: Ink, box: Box) -> Ints:
    """The numbers of the strokes whose centre is within a box."""
    x0, y0, x1, y1 = box
    x, y = ink.boxes[:, 0] + ink.boxes[:, 2] / 2, ink.boxes[:, 1] + ink.boxes[:, 3] / 2
    held = (x >= x0) & (x < x1) & (y >= y0) & (y < y1) & (ink.boxes[:, 4] >= LEAST_AREA)
    return np.flatnonzero(held).astype(np.int32)


def segments(gray: Gray, ink: Ink, box: Box, strokes: Ints) -> list[Segment]:
    """The pieces of lines among some strokes, from top to bottom and left to right."""
    boxes = ink.boxes[strokes]
    usable = (boxes[:, 3] <= 4.5 * ink.body) | (boxes[:, 2] <= 4.5 * ink.body)
    strokes, boxes = strokes[usable], boxes[usable]
    if not len(strokes):
        return []
    body = _local_body(boxes, ink.body)
    out: list[Segment] = []
    for line in _lines(boxes, body):
        for piece in _pieces(boxes, line, body):
            made = _segment(gray, ink, box, strokes[piece], body)
            if made is not None:
                out += _cut(made)
    return out


def _local_body(boxes: Ints, usual: float) -> float:
    """The height of the letters here: a heading is larger than the page's usual print."""
    heights = boxes[(boxes[:, 3] >= 0.55 * usual) & (boxes[:, 3] <= 3 * usual), 3]
    return float(np.median(heights)) if len(heights) >= 3 else usual


def _lines(boxes: Ints, body: float) -> list[Ints]:
    """Strokes by line, from top to bottom."""
    tall = boxes[:, 3] >= BODY * body
    cores = _cores(boxes[tall & (boxes[:, 3] <= TALL * body)], body)
    if not cores:
        cores = _cores(boxes, body)
    own = np.full(len(boxes), -1)
    top, bottom = boxes[:, 1].astype(np.float64), (boxes[:, 1] + boxes[:, 3]).astype(np.float64)
    own[tall] = _nearest_core(cores, top[tall], bottom[tall])
    _attach(boxes, own, body)
    loose, middle = own < 0, (top + bottom) / 2
    own[loose] = _nearest_core(cores, middle[loose], middle[loose])
    upper, lower = (np.array(side)[own] for side in zip(*cores, strict=True))
    own[(middle < upper - FAR * body) | (middle > lower + FAR * body)] = -1  # dirt
    return [np.flatnonzero(own == line).astype(np.int32) for line in range(len(cores))
            if (own == line).any()]


def _cores(boxes: Ints, body: float) -> list[tuple[float, float]]:
    """The bands in which the bodies of each line stand."""
    bands: list[list[tuple[float, float]]] = []
    for top, bottom in sorted(((float(b[1]), float(b[1] + b[3])) for b in boxes),
                              key=lambda band: band[0] + band[1]):
        if bands:
            low = float(np.median([band[0] for band in bands[-1]]))
            high = float(np.median([band[1] for band in bands[-1]]))
            if min(bottom, high) - max(top, low) >= 0.45 * min(bottom - top, high - low):
                bands[-1].append((top, bottom))
                continue
        bands.append([(top, bottom)])
    middles = [(float(np.median([t for t, _ in band])), float(np.median([b for _, b in band])))
               for band in bands]
    return _without_marks(middles, [len(band) for band in bands], body)


def _without_marks(
    cores: list[tuple[float, float]], counts: list[int], body: float
) -> list[tuple[float, float]]:
    """Bands without those of stacked marks, which stand too close to a fuller band for a line."""
    kept = dict(enumerate(cores))
    for number in sorted(range(len(cores)), key=lambda n: (counts[n], cores[n][1] - cores[n][0])):
        top, bottom = cores[number]
        for other, (upper, lower) in kept.items():
            if other != number and abs(top + bottom - upper - lower) / 2 < PITCH * body:
                del kept[number]
                break
    return [kept[number] for number in sorted(kept)]


def _nearest_core(
    cores: Sequence[tuple[float, float]], top: Floats, bottom: Floats
) -> NDArray[np.int64]:
    """Of each stroke the band that overlaps most, else the nearest, rather the one below."""
    upper, lower = (np.array(side)[:, None] for side in zip(*cores, strict=True))
    overlap = np.minimum(bottom, lower) - np.maximum(top, upper)
    gap = np.where(bottom <= upper, upper - bottom, 1.5 * (top - lower))
    return np.asarray(np.where(overlap > 0, -overlap, gap).argmin(0), np.int64)


def _attach(boxes: Ints, own: NDArray[np.int64], body: float) -> None:
    """Gives each small stroke the line of the nearest stroke above or below it, step by step.

    A tone above a vowel above a letter is reached in two steps.
    """
    x0, x1 = boxes[:, 0] - 0.3 * body, boxes[:, 0] + boxes[:, 2] + 0.3 * body
    top, bottom = boxes[:, 1], boxes[:, 1] + boxes[:, 3]
    for _ in range(3):
        known = np.flatnonzero(own >= 0)
        loose = np.flatnonzero(own < 0)
        if not len(loose) or not len(known):
            return
        found = []
        for number in loose:
            left, right = boxes[number, 0], boxes[number, 0] + boxes[number, 2]
            over = (x0[known] < right) & (x1[known] > left)
            near = known[over]
            if not len(near):
                continue
            gap = np.maximum(np.maximum(top[near] - bottom[number], top[number] - bottom[near]), 0)
            best = int(gap.argmin())
            if gap[best] <= NEAR_MARK * max(body, 0.8 * boxes[near[best], 3]):
                found.append((number, own[near[best]]))
        if not found:
            return
        for number, line in found:
            own[number] = line


def _pieces(boxes: Ints, line: Ints, body: float) -> list[Ints]:
    """A line cut at wide gaps."""
    order = line[np.argsort(boxes[line, 0], kind="stable")]
    pieces: list[list[int]] = []
    end = 0
    for number in order:
        x, w = int(boxes[number, 0]), int(boxes[number, 2])
        if not pieces or x - end > APART * body:
            pieces.append([])
            end = x + w
        pieces[-1].append(int(number))
        end = max(end, x + w)
    return [np.array(piece, np.int32) for piece in pieces]


def _segment(gray: Gray, ink: Ink, box: Box, strokes: Ints, body: float) -> Segment | None:
    """The picture of some strokes with everything else painted over; None for specks."""
    boxes = ink.boxes[strokes]
    if (np.maximum(boxes[:, 2], boxes[:, 3]) < SPECK * body).all() or boxes[:, 4].sum() < 12:
        return None
    left, right = int(boxes[:, 0].min()), int((boxes[:, 0] + boxes[:, 2]).max())
    upper, lower = int(boxes[:, 1].min()), int((boxes[:, 1] + boxes[:, 3]).max())
    baseline = _baseline(boxes, body)
    slack = max(2, round(0.15 * body))
    x0, x1 = max(0, left - 2 * slack), min(gray.shape[1], right + 2 * slack)
    y0 = max(0, min(upper - slack, round(baseline - ABOVE * body)))
    y1 = min(gray.shape[0], max(lower + slack, round(baseline + BELOW * body)))
    labels = ink.labels[y0:y1, x0:x1]
    own = np.isin(labels, strokes)
    others = (labels > 0) & ~own
    picture = gray[y0:y1, x0:x1].copy()
    near = cv2.dilate(own.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    far = cv2.dilate(others.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    picture[far & ~near] = 255
    picture[others] = 255
    outside_y = np.ones(picture.shape[0], np.bool_)
    outside_y[max(0, box[1] - y0):max(0, box[3] - y0)] = False
    picture[outside_y[:, None] & ~near] = 255
    picture[:, :max(0, box[0] - x0)] = 255
    picture[:, max(0, box[2] - x0):] = 255
    return Segment(picture, (x0, y0, x1, y1), baseline, body, _mark(ink, box, strokes, body))


def _mark(ink: Ink, cell: Box, strokes: Ints, body: float) -> str:
    """The box to tick that some strokes draw; a rule may run along the upper edge of their cell."""
    if len(strokes) > FEW:
        return ""
    boxes = ink.boxes[strokes]
    x0, y0 = (int(side) for side in boxes[:, :2].min(0))
    x1, y1 = (int(side) for side in (boxes[:, :2] + boxes[:, 2:4]).max(0))
    drawn = np.isin(ink.labels[y0:y1, x0:x1], strokes)
    return tick_box(drawn, body, cut=y0 - cell[1] <= NEAR_RULE * body) or ""


def _baseline(boxes: Ints, body: float) -> float:
    """Where the letters of a piece stand."""
    letters = boxes[(boxes[:, 3] >= BODY * body) & (boxes[:, 3] <= TALL * body)]
    if len(letters):
        return float(np.median(letters[:, 1] + letters[:, 3]))
    return float((boxes[:, 1] + boxes[:, 3] / 2).mean() + 0.5 * body)


def _cut(segment: Segment) -> list[Segment]:
    """A segment too wide for the recogniser in two or more, cut at its widest gap."""
    picture, (x0, y0, x1, y1) = segment.picture, segment.box
    height, width = picture.shape
    if width * HEIGHT / height <= LONGEST:
        return [segment]
    third = width // 3
    empty = (picture[:, third:2 * third] > 200).all(0)
    best, length, start = 0, 0, 0
    for column, free in enumerate(np.append(empty, False).tolist()):
        if free:
            continue
        if column - start > length:
            best, length = (start + column) // 2, column - start
        start = column + 1
    at = third + best
    left = segment._replace(picture=picture[:, :at], box=(x0, y0, x0 + at, y1))
    right = segment._replace(picture=picture[:, at:], box=(x0 + at, y0, x1, y1))
    return [*_cut(left), *_cut(right)]
