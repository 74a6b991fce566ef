"""What cells of an .xlsx look like: fonts, colours, number formats; and their shared texts."""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

from extract.sheet_formats import BUILT_IN
from extract.sheet_package import Workbook, child, children
from extract.word_package import integer, local_name
from extract.word_styles import is_red
from extract.xmlpart import Element

#: The first colours of the old palette (ECMA-376 part 1, 18.8.27); the next eight repeat them.
_PALETTE = ["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"] * 2
_PALETTE += ["800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"]
#: The order in which "theme" counts the colours of the theme: it swaps dark and light.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Font(NamedTuple):
    """A font as far as it carries meaning."""

    name: str | None = None
    red: bool = False
    struck: bool = False


class Run(NamedTuple):
    """A stretch of a cell's text; its font is None where it is that of the cell."""

    text: str
    font: Font | None = None


class Style(NamedTuple):
    """How a cell is printed: its number format and its font."""

    format: str = "General"
    font: Font = Font()


class Styles:
    """The styles of a workbook, by the numbers that cells give."""

    def __init__(self, workbook: Workbook) -> None:
        """Read the part xl/styles.xml and the colours of the theme; both may be missing."""
        root = workbook.styles
        self._theme = _theme_colours(workbook.theme)
        formats = {
            integer(e.get("numFmtId"), -1): e.get("formatCode", "General")
            for e in children(child(root, "numFmts"), "numFmt")
        }
        self._formats = {**BUILT_IN, **formats}
        self._fonts = [self.font(e) for e in children(child(root, "fonts"), "font")]
        self._styles = [self._style(e) for e in children(child(root, "cellXfs"), "xf")]

    def style(self, number: str | None) -> Style:
        """The style of a cell's attribute "s"; the plain one where there is none."""
        at = integer(number)
        return self._styles[at] if 0 <= at < len(self._styles) else Style()

    def _style(self, element: Element) -> Style:
        at = integer(element.get("fontId"))
        font = self._fonts[at] if 0 <= at < len(self._fonts) else Font()
        return Style(self._formats.get(integer(element.get("numFmtId")), "General"), font)

    def font(self, element: Element) -> Font:
        """A font, or the properties of a run, which name it rFont."""
        found = {local_name(e): e for e in element}
        name = found.get("name", found.get("rFont"))
        return Font(
            name=None if name is None else name.get("val"),
            red=is_red(self._colour(found.get("color"))),
            struck="strike" in found and found["strike"].get("val", "1") not in ("0", "false"),
        )

    def _colour(self, element: Element | None) -> str:
        """A colour as six hexadecimal digits; "" for one that is not told."""
        if element is None:
            return ""
        indexed, theme = (integer(element.get(name), -1) for name in ("indexed", "theme"))
        if 0 <= indexed < len(_PALETTE):
            return _PALETTE[indexed]
        if 0 <= theme < len(_THEME_ORDER) and _THEME_ORDER[theme] < len(self._theme):
            return _tinted(self._theme[_THEME_ORDER[theme]], element.get("tint"))
        return str(element.get("rgb", ""))[-6:]


def _theme_colours(theme: Element | None) -> list[str]:
    """The colours of a theme in the order of the file."""
    scheme = None if theme is None else theme.find(".//{*}clrScheme")
    if scheme is None:
        return []
    shown = (next(iter(colour), None) for colour in scheme)
    return ["" if e is None else str(e.get("lastClr") or e.get("val", "")) for e in shown]


def _tinted(colour: str, tint: str | None) -> str:
    """A theme's colour made lighter (tint up to 1) or darker (down to -1)."""
    try:
        red, green, blue = (part / 255 for part in bytes.fromhex(colour))
        share = min(1.0, max(-1.0, float(tint or 0)))
    except ValueError:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light + (1 - light) * share
    return bytes(round(p * 255) for p in colorsys.hls_to_rgb(hue, light, saturation)).hex()


def shared_strings(root: Element | None, styles: Styles) -> list[tuple[Run, ...]]:
    """The texts that cells refer to by number, each as its runs."""
    return [runs_of(e, styles) for e in children(root, "si")]


def runs_of(element: Element, styles: Styles) -> tuple[Run, ...]:
    """The runs of a text; readings above it (phonetic runs) are not printed as its words."""
    runs: list[Run] = []
    for part in element:
        if local_name(part) == "t":
            runs.append(Run(unescaped(part.text or "")))
        elif local_name(part) == "r":
            properties = child(part, "rPr")
            font = None if properties is None else styles.font(properties)
            words = "".join(e.text or "" for e in children(part, "t"))
            runs.append(Run(unescaped(words), font))
    return tuple(runs)


def unescaped(text: str) -> str:
    """A text without the escapes of control characters; every line break as "\\n"."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # half a pair of UTF-16 is no character, and nothing could write it
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c >= " " or c in "\t\n") if not text.isprintable() else text
