"""Trains the recogniser on the CPU; stop it at any time, the same command goes on.

    python -m training.train --run RUNS/thai --fonts RUNS/fonts --npm RUNS/npm/node_modules

One process draws lines, this one learns. RUN/checkpoint.pt (model, averaged model, optimiser,
step, options) is written every few minutes and RUN/log.csv holds the figures: character error
rate on lines in families never trained on and in trained ones, and numbers read without a slip.
"""

from __future__ import annotations

import argparse
import copy
import math
import multiprocessing as mp
import random
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import ctc_loss

from extract.scan.lineimage import Gray
from training import texts
from training.alphabet import CLASSES, encoded
from training.fonts import Face, faces, merge_npm
from training.model import HEIGHT, Recogniser

PIXELS = 6600  # sum of the widths of a batch, about 30 lines
CURRICULUM = 40_000  # lines, while only short ones are drawn
SHORT = 220
STEPS_PER_PIXEL = 0.5
EMA = 0.9985
BLANK_SHARE = 0.015


class Sample(NamedTuple):
    """A picture of a line and its classes."""

    picture: Gray
    target: list[int]


class Batch(NamedTuple):
    """Pictures of one width (uint8), their widths, and their targets one after the other."""

    pictures: np.ndarray
    widths: np.ndarray
    targets: np.ndarray
    lengths: np.ndarray


def samples(seed: int, kept: list[Face], seen: int) -> Iterator[Sample]:
    """Drawn lines without end."""
    from training.pictures import line_image

    rng = random.Random(seed)
    weights = [face.weight for face in kept]
    source = texts.lines(seed)
    count, other = seen, "กก"
    for text in source:
        if rng.random() < BLANK_SHARE:
            text = ""
        picture = line_image(text, rng.choices(kept, weights)[0], other, rng.getrandbits(40))
        target = encoded(text) or []
        count += 1
        if count < CURRICULUM and picture.shape[1] > SHORT:
            continue
        if picture.shape[1] > 900 or needed(target) > picture.shape[1] * STEPS_PER_PIXEL:
            continue
        other = text or other
        yield Sample(picture, target)


def needed(target: list[int]) -> int:
    """Steps that CTC needs: one per sign and one between equal neighbours."""
    return len(target) + sum(a == b for a, b in pairwise(target))


def batches(source: Iterator[Sample], rng: random.Random) -> Iterator[Batch]:
    """Lines of like width together, so that little is padding."""
    while True:
        pool = sorted((next(source) for _ in range(700)), key=lambda s: s.picture.shape[1])
        groups: list[list[Sample]] = [[]]
        for sample in pool:
            if (len(groups[-1]) + 1) * sample.picture.shape[1] > PIXELS or len(groups[-1]) >= 72:
                groups.append([])
            groups[-1].append(sample)
        rng.shuffle(groups)
        yield from (batch(group) for group in groups if group)


def batch(group: list[Sample]) -> Batch:
    """Lines as one array; the paper goes on to the right."""
    widths = np.array([s.picture.shape[1] for s in group])
    width = -(-int(widths.max()) // 8) * 8
    pictures = np.full((len(group), HEIGHT, width), 255, np.uint8)
    for row, sample in zip(pictures, group, strict=True):
        row[:, : sample.picture.shape[1]] = sample.picture
    targets = np.array([n for s in group for n in s.target], np.int64)
    return Batch(pictures, widths, targets, np.array([len(s.target) for s in group]))


def draw_forever(queue: Any, seed: int, kept: list[Face], seen: int) -> None:
    """The drawing process."""
    import cv2

    cv2.setNumThreads(1)
    for item in batches(samples(seed, kept, seen), random.Random(seed)):
        queue.put(item)


def tensors(item: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Input of the network (ink 1, paper 0) and the number of steps of each line."""
    x = (255.0 - torch.from_numpy(item.pictures).float()).div_(255).unsqueeze(1)
    widths = torch.from_numpy(item.widths)
    return x.contiguous(memory_format=torch.channels_last), (widths + 3) // 4 * 2


def greedy(log_probabilities: torch.Tensor, steps: torch.Tensor) -> list[list[int]]:
    """The plain CTC reading of a batch."""
    out = []
    for row, count in zip(log_probabilities.argmax(2).tolist(), steps.tolist(), strict=True):
        row = row[:count]
        out.append([n for i, n in enumerate(row) if n and (i == 0 or n != row[i - 1])])
    return out


class Figures(NamedTuple):
    """Errors per sign, and the share of lines read without a slip."""

    cer: float
    exact: float


def figures(model: Recogniser, items: list[Batch]) -> Figures:
    """How a model reads some batches."""
    from rapidfuzz.distance import Levenshtein

    wrong = total = exact = count = 0
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for item in items:
            x, steps = tensors(item)
            start = 0
            for reading, length in zip(greedy(model(x), steps), item.lengths, strict=True):
                truth = item.targets[start : start + length].tolist()
                start += length
                slips = Levenshtein.distance(reading, truth)
                wrong, total, exact, count = (
                    wrong + slips,
                    total + length,
                    exact + (not slips),
                    count + 1,
                )
    return Figures(wrong / max(1, total), exact / max(1, count))


def tests(all_faces: list[Face]) -> dict[str, list[Batch]]:
    """The lines that figures come from, always the same."""
    from training.pictures import line_image

    sets: dict[str, list[Batch]] = {}
    trained = [f for f in all_faces if not f.held_out]
    held = [f for f in all_faces if f.held_out]
    body = [f for f in trained if f.family in ("laksaman", "sarabun")]
    plan = {
        "held_hard": (held, texts.line, True),
        "held_clean": (held, texts.line, False),
        "held_numbers": (held, texts.number, True),
        "body_hard": (body, texts.line, True),
        "body_numbers": (body, texts.number, True),
    }
    for name, (kept, make, hard) in plan.items():
        rng = random.Random(name)
        group = []
        while len(group) < 160:
            text = texts.printed(make(rng))
            target = encoded(text)
            face = rng.choices(kept, [f.weight for f in kept])[0]
            picture = line_image(text, face, "กี่ปุ", rng.getrandbits(40), hard)
            if target and needed(target) <= picture.shape[1] * STEPS_PER_PIXEL:
                group.append(Sample(picture, target))
        group.sort(key=lambda s: s.picture.shape[1])
        sets[name] = [batch(group[i : i + 16]) for i in range(0, len(group), 16)]
    return sets


def rate(lines: int, options: argparse.Namespace) -> float:
    """The learning rate: a short rise, level, then a cosine down to nothing at the end."""
    if lines < 4000:
        return float(options.rate) * (0.05 + lines / 4000)
    if lines < options.decay_from:
        return float(options.rate)
    left = (options.lines - lines) / max(1, options.lines - options.decay_from)
    return float(options.rate) * (0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.01, left))))


class Training:
    """A training with its state: model, averaged model, optimiser, lines seen."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.run = Path(options.run)
        self.run.mkdir(parents=True, exist_ok=True)
        self.model = Recogniser(len(CLASSES)).to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), 1e-3, weight_decay=1e-4)
        self.lines = self.step = 0
        self.seconds = 0.0
        self._resume()

    def _resume(self) -> None:
        path = self.run / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)
        if state["classes"] != CLASSES:
            raise SystemExit("the checkpoint has another alphabet: choose another --run")
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.lines, self.step, self.seconds = state["lines"], state["step"], state["seconds"]
        print(f"going on at {self.lines} lines", flush=True)

    def save(self) -> None:
        """The checkpoint, written aside and renamed."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "lines": self.lines,
            "step": self.step,
            "seconds": self.seconds,
            "classes": CLASSES,
            "options": vars(self.options),
        }
        aside = self.run / "checkpoint.part"
        torch.save(state, aside)
        aside.replace(self.run / "checkpoint.pt")

    def learn(self, item: Batch) -> float:
        """One step; the loss per sign."""
        self.model.train()
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.lines, self.options)
        x, steps = tensors(item)
        with torch.autocast("cpu", torch.bfloat16):
            out = self.model(x)
        lengths = torch.from_numpy(item.lengths)
        losses = ctc_loss(
            out.float().transpose(0, 1),
            torch.from_numpy(item.targets),
            steps,
            lengths,
            reduction="none",
            zero_infinity=True,
        )
        loss = losses.sum() / max(1, int(lengths.sum()))
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimiser.step()
        self._average()
        self.lines += len(item.widths)
        self.step += 1
        return float(loss.detach())

    def _average(self) -> None:
        decay = min(EMA, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for kept, new in zip(self.average.parameters(), self.model.parameters(), strict=True):
                kept.lerp_(new, 1 - decay)
            for kept, new in zip(self.average.buffers(), self.model.buffers(), strict=True):
                # statistics of one batch are those of its line lengths: averaged as well
                if kept.is_floating_point():
                    kept.lerp_(new, 1 - decay)
                else:
                    kept.copy_(new)

    def report(self, sets: dict[str, list[Batch]], loss: float, speed: float) -> None:
        """A line of figures of the averaged model."""
        read = {name: figures(self.average, items) for name, items in sets.items()}
        head = [
            "lines",
            "hours",
            "loss",
            "lines_per_s",
            *(f"{n}_{k}" for n in read for k in ("cer", "exact")),
        ]
        row = [
            self.lines,
            f"{self.seconds / 3600:.2f}",
            f"{loss:.4f}",
            f"{speed:.0f}",
            *(f"{v:.4f}" for f in read.values() for v in f),
        ]
        log = self.run / "log.csv"
        fresh = not log.exists()
        with log.open("a", encoding="utf-8") as file:
            if fresh:
                file.write(",".join(head) + "\n")
            file.write(",".join(map(str, row)) + "\n")


def train(options: argparse.Namespace) -> None:
    """Until `--lines` have been seen."""
    torch.set_num_threads(options.threads)
    merge_npm(Path(options.npm), Path(options.fonts))
    all_faces = faces(Path(options.fonts))
    training = Training(options)
    sets = tests(all_faces)
    queue: Any = mp.get_context("spawn").Queue(40)
    kept = [f for f in all_faces if not f.held_out]
    drawer = mp.get_context("spawn").Process(
        target=draw_forever, args=(queue, 7 + training.lines, kept, training.lines), daemon=True
    )
    drawer.start()
    saved = reported = began = time.monotonic()
    smooth, since = 5.0, training.lines
    while training.lines < options.lines:
        smooth = 0.99 * smooth + 0.01 * training.learn(queue.get(timeout=600))
        now = time.monotonic()
        training.seconds += now - began
        began = now
        if now - saved > options.save_every:
            training.save()
            saved = now
        if now - reported > options.report_every:
            training.report(sets, smooth, (training.lines - since) / (now - reported))
            reported, since = time.monotonic(), training.lines
            began = reported
    training.report(sets, smooth, 0.0)
    training.save()
    drawer.terminate()


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--run", required=True, help="folder of the checkpoint and the log")
    parser.add_argument("--fonts", required=True, help="folder of the merged npm faces")
    parser.add_argument("--npm", required=True, help="node_modules with the @fontsource packages")
    parser.add_argument("--lines", type=int, default=3_000_000, help="lines to see in all")
    parser.add_argument("--decay-from", type=int, default=2_000_000, help="where the rate falls")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=180, help="seconds")
    parser.add_argument("--report-every", type=float, default=420, help="seconds")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
