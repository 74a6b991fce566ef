"""The network: a light convolution stack, two residual 1-D blocks, one bidirectional GRU.

In: batch x 1 x 40 x width (width a multiple of 4, ink 1, paper 0). Out: batch x steps x classes
of log probabilities, one step for every 2 pixels (two outputs per column of 4 pixels, so that
narrow signs such as "1" and stacked marks have room).
"""

from __future__ import annotations

import torch
from torch import nn

HEIGHT = 40


def conv(inp: int, out: int, kernel: tuple[int, int], stride: tuple[int, int]) -> nn.Sequential:
    """Convolution, normalisation, rectifier; same padding."""
    padding = ((kernel[0] - 1) // 2, (kernel[1] - 1) // 2)
    return nn.Sequential(
        nn.Conv2d(inp, out, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """A block that adds its convolution to its input."""

    def __init__(self, channels: int, kernel: tuple[int, int]) -> None:
        super().__init__()
        self.body = conv(channels, channels, kernel, (1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.body(x)


class Recogniser(nn.Module):
    """CRNN with CTC; `width` is the number of channels of the column features."""

    def __init__(self, classes: int, width: int = 224, hidden: int = 128) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            conv(1, 24, (5, 5), (2, 2)),  # 20 x w/2
            conv(24, 48, (3, 3), (1, 1)),
            conv(48, 80, (3, 3), (2, 2)),  # 10 x w/4
            Residual(80, (3, 3)),
            conv(80, 112, (3, 3), (2, 1)),  # 5 x w/4
            Residual(112, (3, 3)),
        )
        self.collapse = nn.Sequential(
            nn.Conv2d(112, width, (5, 1), bias=False), nn.BatchNorm2d(width), nn.ReLU()
        )
        self.columns = nn.Sequential(Residual(width, (1, 3)), Residual(width, (1, 3)))
        self.dropout = nn.Dropout(0.1)
        self.rnn = nn.GRU(width, hidden, bidirectional=True, batch_first=True)
        self.head = nn.Linear(2 * hidden + width, 2 * (classes + 1))
        self.classes = classes + 1

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        features = self.columns(self.collapse(self.stem(x))).squeeze(2).transpose(1, 2)
        context, _ = self.rnn(self.dropout(features))
        scores = self.head(torch.cat((context, features), 2).float())
        batch, columns, _ = scores.shape
        return scores.reshape(batch, columns * 2, self.classes).log_softmax(2)
