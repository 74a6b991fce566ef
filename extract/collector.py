"""Python's collector of cycles, paused while a file is read.

A page is some ten thousand small objects, none of them in a cycle, and every few hundred of them
make the collector walk all that is alive, word lists and all: a tenth of the time of a page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Within it nothing is searched for cycles; what is no longer used is freed all the same."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
