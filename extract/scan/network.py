"""Our own recogniser: a small network (CRNN, CTC) run by onnxruntime on the CPU.

Its classes stand in the model file; see MODEL.md beside it for what it was trained on and what
it cannot do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.scan.lineimage import HEIGHT, Gray, line_picture
from extract.scan.recognise import LineReading, Sign

MODEL = Path(__file__).parent / "models" / "thai.onnx"
BATCH_PIXELS = 12_000  # sum of widths read at once; keeps the memory of a page small
BLANK = 0
#: Signs that look alike where a code begins: "O12", "○๑๒", "๐๑๒", "012" are one item.
ROUND = ("O", "o", "0", "๐", "○")
#: Equal signs nearer than this many steps (2 pixels each) are one: no letter is so narrow.
DOUBLED = 3

Floats = NDArray[np.float32]


class Network:
    """The shipped model; loaded once a process."""

    def __init__(self, path: Path = MODEL, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # every batch has another shape: an arena only grows
        options.enable_mem_pattern = False
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"])
        meta = self._session.get_modelmeta().custom_metadata_map
        self._classes: list[str] = ["", *json.loads(meta["classes"])]
        self._round = [self._classes.index(sign) for sign in ROUND if sign in self._classes]

    @property
    def name(self) -> str:
        """The engine's name."""
        return "oit"

    @property
    def alphabet(self) -> frozenset[str]:
        """Every letter of every class."""
        return frozenset("".join(self._classes))

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        """The lines read in batches of like widths."""
        pictures = [line_picture(line) for line in lines]
        out: list[LineReading] = [LineReading((), self.name)] * len(pictures)
        for batch in _batches([picture.shape[1] for picture in pictures]):
            scores = self._scores([pictures[number] for number in batch])
            for number, each in zip(batch, scores, strict=True):
                out[number] = self._decoded(each, pictures[number].shape[1])
        return out

    def _scores(self, pictures: Sequence[Gray]) -> Floats:
        """Log probabilities: pictures x steps x classes."""
        width = -(-max(picture.shape[1] for picture in pictures) // 8) * 8
        ink = np.zeros((len(pictures), 1, HEIGHT, width), np.float32)
        for row, picture in zip(ink, pictures, strict=True):
            row[0, :, :picture.shape[1]] = (255.0 - picture) / 255.0
        scores: Floats = self._session.run(None, {"ink": ink})[0]
        return scores

    def _decoded(self, scores: Floats, width: int) -> LineReading:
        """The best class of each step, repetitions joined, with confidence and place."""
        steps = min(len(scores), (width + 3) // 4 * 2)
        chance = np.exp(scores[:steps])
        best = chance.argmax(1)
        signs: list[Sign] = []
        last, last_end = BLANK, -DOUBLED
        for number, group in groupby(range(steps), key=lambda step: int(best[step])):
            run = list(group)
            if number == BLANK:
                continue
            sure = min(float(chance[run, number].max()),
                       _nothing_between(chance[max(0, last_end):run[0]], last, number))
            sign = Sign(self._classes[number], sure,
                        min(1.0, run[0] * 2 / width), min(1.0, (run[-1] + 1) * 2 / width))
            if number == last and run[0] - last_end < DOUBLED and signs:
                signs[-1] = sign._replace(x0=signs[-1].x0)
            else:
                signs.append(sign)
            last, last_end = number, run[-1] + 1
        return LineReading(self._with_round(_trimmed(signs), scores, width), self.name)

    def _with_round(
        self, signs: tuple[Sign, ...], scores: Floats, width: int
    ) -> tuple[Sign, ...]:
        """The round sign before a number as sure as all round signs are together there."""
        if len(signs) < 2 or signs[0].text not in ROUND or not signs[1].text.isdigit():
            return signs
        first, last = (round(side * width / 2) for side in (signs[0].x0, signs[0].x1))
        together = float(np.exp(scores[first:last][:, self._round]).sum(1).max(initial=0))
        return (signs[0]._replace(confidence=max(signs[0].confidence, together)), *signs[1:])


def _nothing_between(chance: Floats, before: int, after: int) -> float:
    """How sure it is that no sign was passed over in the steps between two signs."""
    if not len(chance):
        return 1.0
    explained = chance[:, BLANK] + chance[:, after]
    if before not in (BLANK, after):
        explained = explained + chance[:, before]
    return float(explained.min())


def _trimmed(signs: list[Sign]) -> tuple[Sign, ...]:
    """Without spaces at the ends."""
    while signs and signs[-1].text == " ":
        signs.pop()
    while signs and signs[0].text == " ":
        signs.pop(0)
    return tuple(signs)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of pictures of like width, so that little is padding."""
    batch: list[int] = []
    for number in sorted(range(len(widths)), key=lambda n: widths[n]):
        if batch and (len(batch) + 1) * widths[number] > BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


@cache
def network() -> Network:
    """The shipped model, loaded when the first scan comes."""
    return Network()
