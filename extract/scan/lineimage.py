"""A line of a page as the recogniser sees it: one height, one tone.

The training draws its lines through the same function, so that what is learnt is what is read.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]

cv2.setNumThreads(1)  # files are read side by side in processes; threads would only fight

HEIGHT = 40
WIDEST = 1600  # pixels at that height; a longer line is cut at a gap before it comes here


def line_picture(gray: Gray) -> Gray:
    """A crop (0 black, 255 white) brought to 40 rows, its tones stretched to black and white.

    The width stays in proportion, is at least 12 and at most 1600 pixels. A crop without ink
    is not stretched into noise: 40 levels of difference is the least that counts as print.
    """
    height, width = gray.shape
    wide = min(WIDEST, max(12, round(width * HEIGHT / height)))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(gray, (wide, HEIGHT), interpolation=method).astype(np.float32)
    dark, light = np.percentile(scaled, (1, 85))
    dark = min(dark, light - 60)
    stretched = (scaled - dark) * (255.0 / (light - dark))
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)
