"""Thai text broken between words for a column of a terminal; Thai has no spaces to break at."""

from __future__ import annotations

from rich.cells import cell_len


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` columns: "โครงสร้าง|และอำนาจหน้าที่"."""
    lines = [""]
    for word in _words(text):
        if word == "\n":
            lines.append("")
        elif cell_len(lines[-1] + word.rstrip()) <= width or not lines[-1]:
            lines[-1] += word if lines[-1] else word.lstrip()
        else:
            lines[-1] = lines[-1].rstrip()
            lines.append(word.lstrip())
    return [line.rstrip() for line in lines]


def _words(text: str) -> list[str]:
    from normalize.thaiwords import cut  # brings PyThaiNLP along

    return [word for part in text.split("\n") for word in ("\n", *cut(part, spaces=True))][1:]
