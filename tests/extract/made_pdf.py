"""Small PDF files made on the spot: lines, grounds, text, links and locks.

Places are points from the top-left corner of a page 600 wide and 800 high.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

WIDTH, HEIGHT = 600, 800
#: What turns a page's content so that it is displayed upright under /Rotate.
TURNED = {
    0: "",
    90: f"0 1 -1 0 {HEIGHT} 0 cm",
    180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm",
    270: f"0 -1 1 0 0 {WIDTH} cm",
}


def line(x0: float, top: float, x1: float, bottom: float, thick: float = 0.5) -> str:
    """A drawn line."""
    return f"{thick} w {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S"


def ground(x0: float, top: float, x1: float, bottom: float) -> str:
    """A filled box without a border."""
    return f"0.8 g {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f 0 g"


def text(x: float, base: float, words: str, size: float = 10) -> str:
    """A line of text that begins at x on a baseline."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {HEIGHT - base} Tm ({words}) Tj ET"


def upward(x: float, base: float, words: str, size: float = 10) -> str:
    """Text that runs from a place up the page."""
    return f"BT /F1 {size} Tf 0 1 -1 0 {x} {HEIGHT - base} Tm ({words}) Tj ET"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """All lines of a table."""
    across = [line(xs[0], y, xs[-1], y) for y in ys]
    down = [line(x, ys[0], x, ys[-1]) for x in xs]
    return " ".join([*across, *down])


def cells(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """Text near the top-left corner of each square of a table; "\\n" begins another line."""
    return " ".join(
        text(x + 4, y + 14 + 14 * n, words)
        for y, row in zip(ys, rows, strict=False) for x, entry in zip(xs, row, strict=False)
        for n, words in enumerate(entry.split("\n")) if words
    )


def made(
    *pages: str, rotate: int = 0, box: str = f"0 0 {WIDTH} {HEIGHT}", links: str = "",
    passwords: tuple[str, str] | None = None,
) -> bytes:
    """A file of these pages.

    links: `link(...)` annotations of the first one; passwords: that of the reader ("" for none)
    and that of the owner.
    """
    if rotate in (90, 270):
        box = f"0 0 {HEIGHT} {WIDTH}"
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(pages):
        annotations = f"/Annots[{links}]" if links and not number else ""
        stream = f"{TURNED[rotate]} {content}"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Rotate {rotate}{annotations}"
            f"/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    return locked(objects, *passwords) if passwords else written(objects)


def written(objects: Sequence[str], trailer: str = "") -> bytes:
    """Objects, numbered from 1, as a file with its table of contents."""
    body, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += (f"xref\n0 {size}\n0000000000 65535 f \n{table}"
             f"trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{len(body)}\n%%EOF\n")
    return body.encode("latin-1")


def link(x0: float, top: float, x1: float, bottom: float, target: str) -> str:
    """A clickable area."""
    return (f"<</Type/Annot/Subtype/Link/Rect[{x0} {HEIGHT - bottom} {x1} {HEIGHT - top}]"
            f"/A<</S/URI/URI({target})>>>>")


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(objects: Sequence[str], user: str, owner: str) -> bytes:
    """The file encrypted with the oldest method of the standard (40 bits): enough to be locked."""
    id_, rights = b"0123456789abcdef", -44
    owner_key = hashlib.md5(_padded(owner or user)).digest()[:5]
    entry = _rc4(owner_key, _padded(user))
    key = hashlib.md5(_padded(user) + entry + rights.to_bytes(4, "little", signed=True) + id_)
    short = key.digest()[:5]
    dictionary = (f"<</Filter/Standard/V 1/R 2/O<{entry.hex()}>/U<{_rc4(short, PADDING).hex()}>"
                  f"/P {rights}>>")
    hidden = [_hidden(content, number, short) for number, content in enumerate(objects, 1)]
    trailer = f"/Encrypt {len(objects) + 1} 0 R/ID[<{id_.hex()}><{id_.hex()}>]"
    return written([*hidden, dictionary], trailer)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _hidden(content: str, number: int, key: bytes) -> str:
    """An object with its stream encrypted."""
    head, mark, rest = content.partition("stream\n")
    if not mark:
        return content
    plain, _, end = rest.rpartition("\nendstream")
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + mark + _rc4(own, plain.encode("latin-1")).decode("latin-1") + "\nendstream" + end


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
