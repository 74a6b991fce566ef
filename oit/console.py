"""Where messages and tables are printed, in Thai on every console."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 120  # columns where there is no terminal to ask


def console(*, stderr: bool = False) -> Console:
    """Where tables are printed: the width of the terminal, or a fixed one for pipes."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else PIPE_WIDTH, highlight=False)


def speak_thai() -> None:
    """Let the console take Thai: an encoding without Thai gives way to UTF-8, nothing crashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            "ก".encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8")
        reconfigure(errors="backslashreplace")
