"""Pages drawn as a scanner would bring them: rules, print in Pillow's own face, damage."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SCALE = 240 / 72
WIDTH, HEIGHT = 1984, 2806  # A4 at 240 dpi

Colours = NDArray[np.uint8]


def page(
    xs: Sequence[int], ys: Sequence[int], texts: Sequence[Sequence[str]], size: int = 44
) -> Image.Image:
    """A ruled table (pixels) on an A4 page, the texts at the left of its cells."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(picture)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill="black", width=3)
    face = ImageFont.load_default(size)
    for (top, _), row in zip(pairwise(ys), texts, strict=True):
        for (left, _), words in zip(pairwise(xs), row, strict=True):
            pen.text((left + 30, top + 30), words, fill="black", font=face)
    return picture


def noisy(picture: Image.Image, amount: float = 9.0) -> Image.Image:
    """With the grain of a scanner and a shadow to one side."""
    grain = np.random.default_rng(7).normal(0, amount, (picture.height, picture.width, 1))
    shadow = np.linspace(0, -70, picture.width)[None, :, None]
    values = np.asarray(picture, np.float64) + grain + shadow
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def colours(picture: Image.Image) -> Colours:
    return np.asarray(picture.convert("RGB"), np.uint8)


def as_file(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture file, or of a PDF that holds nothing else."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
