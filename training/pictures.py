"""Lines as scans show them: drawn in a Thai face, then damaged as paper, ink and scanners do.

A line is drawn large, thinned or thickened, turned, brought down to 16-50 pixels a font size
(120 to 300 dpi), given paper, ink, rules, stamps, neighbours and noise, and cut out with slack.
The reader's own `line_picture` brings it to the network's height, so both see the same.
"""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.scan.lineimage import Gray, line_picture
from training.fonts import SYMBOLS, Face, coverage

EM = 60  # pixels of the font size a line is drawn in
PAD = 46
Random = random.Random


@lru_cache(maxsize=400)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def runs(text: str, face: Path) -> list[tuple[str, Path]]:
    """Stretches of a text with the face that has their signs (ticks come from DejaVu Sans)."""
    known = coverage(face)
    out: list[tuple[str, Path]] = []
    for letter in text:
        path = face if ord(letter) in known or letter == " " else SYMBOLS
        if out and out[-1][1] == path:
            out[-1] = (out[-1][0] + letter, path)
        else:
            out.append((letter, path))
    return out


def drawn(text: str, face: Path, rng: Random) -> tuple[Gray, int]:
    """The ink of a text (255 is ink) and the row of its baseline."""
    size = EM
    leader = "." * rng.randrange(6, 40)
    text = text.replace("…", leader)
    pieces = [(piece, _font(path, size)) for piece, path in runs(text, face)]
    spread = rng.choice((0, 0, 0, 0, 1, 2)) if len(text) < 30 else 0
    width = int(sum(font.getlength(piece) for piece, font in pieces)) + 2 * PAD
    canvas = Image.new("L", (max(width, 20), 3 * size), 0)
    draw = ImageDraw.Draw(canvas)
    x, baseline = float(PAD), 2 * size - 12
    for piece, font in pieces:
        draw.text(
            (x, baseline), piece, fill=255, font=font, anchor="ls", language="th", stroke_width=0
        )
        x += font.getlength(piece)
    ink = np.asarray(canvas)
    if spread:
        ink = cv2.resize(ink, None, fx=1 + 0.06 * spread * rng.choice((-1, 1)), fy=1.0)
    return ink, baseline


def tick(rng: Random) -> Gray:
    """A tick by hand: a polyline of two strokes."""
    ink = np.zeros((3 * EM, EM * 2 + 2 * PAD), np.uint8)
    x, y = PAD + 10, int(1.6 * EM)
    points = np.array(
        [
            (x, y + rng.randint(-8, 8)),
            (x + rng.randint(10, 25), y + rng.randint(12, 30)),
            (x + rng.randint(35, 80), y - rng.randint(20, 55)),
        ],
        np.int32,
    )
    cv2.polylines(ink, [points], False, 255, rng.randint(3, 7), cv2.LINE_AA)
    return ink


def weighted(ink: Gray, rng: Random) -> Gray:
    """Thin or bold print."""
    chance = rng.random()
    if chance < 0.12:
        return np.asarray(cv2.erode(ink, np.ones((2, 2), np.uint8)), np.uint8)
    if chance < 0.3:
        side = rng.choice((2, 2, 3, 4))
        return np.asarray(cv2.dilate(ink, np.ones((side, side), np.uint8)), np.uint8)
    return ink


def with_neighbours(ink: Gray, baseline: int, other: Gray | None, rng: Random) -> Gray:
    """Descenders of the line above or tops of the line below, as a loose crop holds them."""
    if other is None or rng.random() > 0.14:
        return ink
    out = ink.copy()
    shift = int(EM * rng.uniform(1.25, 1.7)) * rng.choice((-1, 1))
    width = min(out.shape[1], other.shape[1])
    moved = np.roll(other[:, :width], shift, 0)
    if shift > 0:
        moved[:shift] = 0
    else:
        moved[shift:] = 0
    out[:, :width] = np.maximum(out[:, :width], moved)
    return out


def turned(ink: Gray, rng: Random) -> Gray:
    """A shear and a slight turn, as deskewing leaves them."""
    if rng.random() < 0.5:
        return ink
    height, width = ink.shape
    shear = rng.gauss(0, 0.04)
    angle = rng.gauss(0, 0.4) * min(1.0, 700 / width)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[0, 1] += shear
    matrix[0, 2] -= shear * height / 2
    return np.asarray(
        cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8
    )


def box(ink: Gray, own: Gray, baseline: int, rng: Random) -> tuple[int, int, int, int]:
    """Where the crop is cut: tight around the ink or at the height of a line, with slack."""
    columns = np.flatnonzero(own.max(0) > 60)
    rows = np.flatnonzero(own.max(1) > 60)
    if not len(rows):
        left = rng.randrange(0, 40)
        return left, rng.randrange(40, 60), left + rng.randrange(60, ink.shape[1] + 60), 150
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    loose_top, loose_bottom = (
        baseline - int(EM * rng.uniform(0.75, 1.25)),
        baseline + int(EM * rng.uniform(0.12, 0.5)),
    )
    if rng.random() < 0.65:
        top, bottom = min(top, loose_top), max(bottom, loose_bottom)
    slack = EM // 5
    return (
        max(0, int(columns[0]) - rng.randrange(0, 3 * slack)),
        max(0, top - rng.randrange(0, slack)),
        min(ink.shape[1], int(columns[-1]) + 1 + rng.randrange(0, 3 * slack)),
        min(ink.shape[0], bottom + rng.randrange(0, slack)),
    )


def paper(ink: Gray, rng: Random, noise: np.random.Generator) -> Gray:
    """Ink on paper: tones, uneven light, stamps, rules, bleed-through."""
    height, width = ink.shape
    ground = rng.choice((255.0, 255.0, rng.uniform(205, 255), rng.uniform(150, 250)))
    dark = rng.choice((0.0, rng.uniform(0, 60), rng.uniform(0, 130)))
    dark = min(dark, ground - 90)
    page = np.full((height, width), ground, np.float32)
    if rng.random() < 0.2:
        page += np.linspace(rng.uniform(-40, 0), rng.uniform(-20, 10), width, dtype=np.float32)
    if rng.random() < 0.04:
        page -= np.roll(ink[:, ::-1], rng.randrange(-9, 9), 0) * rng.uniform(0.05, 0.22)
    if rng.random() < 0.10:
        page = stamp(page, rng)
    mask = ink.astype(np.float32) / 255
    if rng.random() < 0.06:
        fade = cv2.resize(noise.random((2, max(2, width // 12)), np.float32), (width, height))
        mask *= 0.35 + 0.65 * np.clip(fade * 1.6, 0, 1)
    page = page * (1 - mask) + dark * mask
    if rng.random() < 0.22:
        page = rules(page, rng)
    return np.clip(page, 0, 255).astype(np.uint8)


def stamp(page: np.ndarray, rng: Random) -> np.ndarray:
    """A piece of a round stamp or of a signature in a lighter tone, below the print."""
    height, width = page.shape
    tone = rng.uniform(110, 215)
    thick = rng.randint(1, max(1, height // 14))
    out = page.copy()
    for _ in range(rng.randint(1, 3)):
        centre = (
            rng.randrange(-width // 4, width + width // 4 + 1),
            rng.randrange(-height, 2 * height),
        )
        radius = rng.randrange(height // 2, 4 * height)
        cv2.ellipse(
            out,
            centre,
            (radius, int(radius * rng.uniform(0.5, 1))),
            rng.uniform(0, 180),
            0,
            360,
            tone,
            thick,
            cv2.LINE_AA,
        )
    return np.minimum(out, page)


def rules(page: np.ndarray, rng: Random) -> np.ndarray:
    """Remains of a ruled line at an edge of the crop, or dots under the words."""
    height, width = page.shape
    tone, thick = rng.uniform(0, 170), rng.randint(1, max(1, height // 22))
    sort = rng.random()
    a, b = sorted((rng.randrange(width), rng.randrange(width)))
    if sort < 0.4:
        y = rng.choice((0, height - thick))
        page[
            y : y + thick, (0 if rng.random() < 0.5 else a) : (width if rng.random() < 0.5 else b)
        ] = tone
    elif sort < 0.7:
        x = rng.choice((0, 1, width - thick))
        c = rng.randrange(height) if rng.random() < 0.4 else 0
        page[c:, x : x + thick] = tone
    elif sort < 0.85:
        y = height - 1 - rng.randrange(max(1, height // 8))
        page[y : y + 1, :: rng.randint(3, 6)] = tone
    else:
        for _ in range(rng.randint(1, 6)):
            x, y = rng.randrange(width), rng.randrange(height)
            page[y : y + rng.randint(1, 2), x : x + rng.randint(1, 2)] = tone
    return page


def scanned(page: Gray, rng: Random, noise: np.random.Generator) -> Gray:
    """Blur, noise, JPEG, black and white: what the scanner adds."""
    out = page
    if rng.random() < 0.45:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.15))
    if rng.random() < 0.5:
        wave = out + noise.normal(0, rng.uniform(1, 17), out.shape)
        out = np.clip(wave, 0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        _, code = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(22, 90)])
        out = cv2.imdecode(code, cv2.IMREAD_GRAYSCALE)
    if rng.random() < 0.17:
        limit, _ = cv2.threshold(out, 0, 255, cv2.THRESH_OTSU)
        limit = limit + rng.uniform(-25, 25)
        out = np.where(out > limit, 255, 0).astype(np.uint8)
        if rng.random() < 0.4:
            specks = noise.random(out.shape) < 0.004
            out = np.where(specks, 255 - out, out)
    return np.asarray(out, np.uint8)


def line_image(text: str, face: Face, other: str | None, seed: int, hard: bool = True) -> Gray:
    """A line as the network sees it: 40 rows, ink dark. `other`: what stands above or below."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    own, baseline = (
        (tick(rng), 2 * EM - 12)
        if text == "✓" and rng.random() < 0.5
        else drawn(text, face.path, rng)
    )
    ink = own
    if hard:
        neighbour = drawn(other, face.path, rng)[0] if other and rng.random() < 0.2 else None
        ink = turned(with_neighbours(weighted(own, rng), baseline, neighbour, rng), rng)
    left, top, right, bottom = box(ink, own, baseline, rng)
    ink = ink[top:bottom, left:right]
    size = np.exp(rng.uniform(np.log(16 if hard else 24), np.log(50)))
    scale = size / EM
    shape = max(4, round(ink.shape[1] * scale)), max(8, round(ink.shape[0] * scale))
    small = np.asarray(cv2.resize(ink, shape, interpolation=cv2.INTER_AREA), np.uint8)
    if not hard:
        return line_picture(255 - small)
    return line_picture(scanned(paper(small, rng, noise), rng, noise))
