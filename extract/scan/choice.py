"""Which recognisers read the scans of this run: ours, Tesseract, both, ours and a server; or none.

Set once a file by who starts the reading, as the sources of a PDF's letters are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, get_args

from extract.scan.recognise import Engine, Reader

Choice = Literal["oit", "both", "tesseract", "endpoint", "none"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
_CHOSEN: ContextVar[Choice] = ContextVar("chosen", default="oit")


@contextmanager
def reading_scans_with(choice: Choice) -> Iterator[None]:
    """Within it, scans are read by these engines."""
    token = _CHOSEN.set(choice)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def reader() -> Reader | None:
    """The engines chosen; None where scans are not to be read."""
    choice = _CHOSEN.get()
    return None if choice == "none" else Reader(tuple(_engines(choice)))


def _engines(choice: Choice) -> Iterator[Engine]:
    from extract.scan.network import network

    if choice != "tesseract":
        yield network()
    if choice == "endpoint":
        from extract.scan.endpoint import endpoint

        yield endpoint()
    elif choice != "oit":
        from extract.scan.tesseract import tesseract

        yield tesseract()
