"""How far each character of a page moves the pen, and where its ink is.

The ink of a letter that moves the pen, and of a mark that does not, is not asked for once its font
is known: no repair looks at it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.pdf.letters import SPACE, Codes, Flags, LetterSet, Places
from extract.pdf.native import Numbers
from extract.pdf.runs import Runs, Style

SAMPLE = 40  # letters of a font on a page that are looked at in any case
#: Marks whose ink no repair asks for; MAI THO and NIKHAHIT are looked at each time.
HANGING = frozenset("ัิีึืฺุู็่๊๋์")
#: All letters whose ink no repair asks for: it does of ศ (a full stop?), า and ำ.
SURE = HANGING | frozenset("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวษสหฬอฮฯะเแโใไๆ๐๑๒๓๔๕๖๗๘๙")
_HANGING, _SURE = LetterSet(HANGING), LetterSet(SURE)


class Page(NamedTuple):
    """The characters of a page as columns.

    origins: x, y; loose: left, top, right, bottom of ink and advance together; fonts: the names,
    and which of them each is printed in.
    """

    codes: Codes
    origins: Numbers
    loose: Numbers
    runs: Runs
    sizes: Numbers
    angles: Numbers
    fonts: tuple[list[str], Places]


def measured_page(codes: Codes, origins: Numbers, loose: Numbers, runs: Runs) -> Page:
    """The same with what follows from it."""
    return Page(codes, origins, loose, runs, runs.column("size"), runs.column("angle"),
                runs.fonts())


def asked(page: Page) -> tuple[Places, Numbers]:
    """The places of the characters whose ink has to be asked for, and the advances of all others.

    Example: after 40 letters of its font "ก" moves the pen by its width, "่" nowhere.
    """
    widths = page.loose[:, 2] - page.origins[:, 0]  # how far each box reaches right of its origin
    moves = widths > 0.1 * page.sizes
    letters = _SURE.among(page.codes) & (page.runs.spans == 0) & (page.angles == 0.0)
    plain = _beyond_sample(letters, page) & (moves != _HANGING.among(page.codes))
    return np.flatnonzero(~plain), np.where(moves, widths, 0.0)


def _beyond_sample(letters: Flags, page: Page) -> Flags:
    """The letters of each font but its first ones."""
    names, fonts = page.fonts
    found = np.zeros(len(letters), bool)
    for font in range(len(names)):
        found[np.flatnonzero(letters & (fonts == font))[SAMPLE:]] = True
    return found


def inked(page: Page, places: Places, inks: Numbers) -> tuple[Numbers, Flags]:
    """Advance, left, low, right, high (as in Char) of some characters, and which are real.

    inks: left, right, low, high on the page. What is not real is a gap that pdfium made a space.
    """
    (x, y), loose, sizes = page.origins[places].T, page.loose[places], page.sizes[places]
    left, right, low, high = inks.T
    spaces = page.codes[places] == SPACE
    real = (left != right) | ~spaces | (loose[:, 0] != loose[:, 2])
    made = np.column_stack([loose[:, 2] - x, left - x, low - y, right - x, high - y])
    for place in np.flatnonzero(page.angles[places]).tolist():
        style = page.runs.known[page.runs.styles[places[place]]]
        (left_, top, right_, bottom), x_, y_ = loose[place], x[place], y[place]
        box = (left_ - x_, bottom - y_, right_ - x_, top - y_)
        made[place] = (_along(style, box)[2], *_along(style, tuple(made[place, 1:])))
    width, near, far = made[:, 0], made[:, 1], made[:, 3]
    # ink left of the origin that ends the box: a mark moves the pen nowhere
    mark = (width <= far + 0.01) & (near + far < 0.1 * sizes) & (near < -0.02 * sizes)
    made[:, 0] = np.where(mark | ~(width > 0.0), 0.0, width)
    return made, real


def _along(run: Style, box: tuple[float, ...]) -> tuple[float, float, float, float]:
    """A box in the page's directions -> along a turned line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)
