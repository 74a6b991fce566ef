"""What letters look like: properties of a run from its own settings, its styles, the defaults."""

from __future__ import annotations

import colorsys
from typing import NamedTuple

from extract.word_package import A, W, child, switched_on, value
from extract.xmlpart import Element
from schema.table import MarkKind

#: Properties that one level sets: name -> font name, colour or whether it is on.
Properties = dict[str, str | bool]
_FONT_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme"}
_SWITCHES = {"complex": "w:cs", "rtl": "w:rtl", "hidden": "w:vanish"}
_STRIKES = {"struck": "w:strike", "struck twice": "w:dstrike"}
_NO_GROUND = ("auto", "FFFFFF", "none", "white", "")


class Style(NamedTuple):
    """A style as the file gives it; `number` is (numId, ilvl) if the style numbers."""

    based_on: str | None
    properties: Properties
    number: tuple[str | None, str | None]


class Styles:
    """The styles of a document and the fonts of its theme."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        """Read the part word/styles.xml and the theme; both may be missing."""
        self._theme = _theme_fonts(theme)
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Properties] = {}
        self._default: str | None = None
        self.defaults = self.properties(child(root, "w:docDefaults/w:rPrDefault/w:rPr"))
        for style in () if root is None else root.iterchildren(W + "style"):
            self._add(style)

    def _add(self, style: Element) -> None:
        name = style.get(W + "styleId", "")
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            self._default = name
        number = child(style, "w:pPr/w:numPr")
        self._styles[name] = Style(
            value(style, "w:basedOn"),
            self.properties(child(style, "w:rPr")),
            (value(number, "w:numId"), value(number, "w:ilvl")),
        )

    def properties(self, run: Element | None) -> Properties:
        """The properties that a w:rPr element sets itself."""
        if run is None:
            return {}
        found: dict[str, str | bool | None] = {
            name: switched_on(run, path) for name, path in (_SWITCHES | _STRIKES).items()
        }
        found["colour"] = value(run, "w:color")
        found["highlight"] = value(run, "w:highlight")
        found["ground"] = _fill(run)
        own = {name: setting for name, setting in found.items() if setting is not None}
        return own | self._fonts(child(run, "w:rFonts"))

    def _fonts(self, fonts: Element | None) -> Properties:
        """Font names by slot; a theme's font wins over a name beside it."""
        found: Properties = {}
        if fonts is None:
            return found
        for slot, theme in _FONT_SLOTS.items():
            name = self._theme.get(fonts.get(W + theme, "")) or fonts.get(W + slot)
            if name:
                found[slot] = name
        return found

    def style(self, name: str | None) -> Properties:
        """The properties of a style and of those it is based on."""
        if name is None:
            return {}
        if name not in self._resolved:
            merged: Properties = {}
            for ancestor in reversed(self._chain(name)):
                merged |= ancestor.properties
            self._resolved[name] = merged
        return self._resolved[name]

    def _chain(self, name: str | None) -> list[Style]:
        """A style and its ancestors, nearest first; a circle is cut."""
        chain: list[Style] = []
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            name = self._styles[name].based_on
        return chain

    def paragraph(self, paragraph: Element) -> Properties:
        """What a paragraph's letters look like where its runs say nothing."""
        style = value(paragraph, "w:pPr/w:pStyle") or self._default
        return {**self.defaults, **self.style(style)}

    def run(self, run: Element, base: Properties) -> Properties:
        """What a run looks like within a paragraph of the properties `base`."""
        settings = child(run, "w:rPr")
        if settings is None:
            return base
        return {**base, **self.style(value(settings, "w:rStyle")), **self.properties(settings)}

    def number(self, paragraph: Element) -> tuple[str, str] | None:
        """(numId, ilvl) of an automatically numbered paragraph, else None."""
        own = child(paragraph, "w:pPr/w:numPr")
        style = value(paragraph, "w:pPr/w:pStyle") or self._default
        levels = [(value(own, "w:numId"), value(own, "w:ilvl"))]
        levels += [ancestor.number for ancestor in self._chain(style)]
        number = next((number for number, _ in levels if number is not None), None)
        level = next((level for _, level in levels if level is not None), "0")
        return None if number in (None, "0") else (str(number), level)


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Font names by the theme words that w:rFonts uses ("minorHAnsi", "minorBidi")."""
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    for group in ("major", "minor"):
        scheme = theme.find(f".//{A}{group}Font")
        if scheme is None:
            continue
        latin = _typeface(scheme.find(A + "latin"))
        thai = _typeface(scheme.find(f"{A}font[@script='Thai']"))
        fonts[f"{group}HAnsi"] = fonts[f"{group}Ascii"] = latin
        fonts[f"{group}Bidi"] = _typeface(scheme.find(A + "cs")) or thai
    return fonts


def _typeface(font: Element | None) -> str:
    return "" if font is None else str(font.get("typeface", ""))


def _fill(run: Element) -> str | None:
    shading = child(run, "w:shd")
    return None if shading is None else shading.get(W + "fill")


def printing_font(properties: Properties) -> str | None:
    """The font that prints 0-9 and Latin letters; runs of a complex script have their own."""
    slot = "cs" if properties.get("complex") or properties.get("rtl") else "ascii"
    font = properties.get(slot)
    return font if isinstance(font, str) else None


def kinds(properties: Properties) -> tuple[MarkKind, ...]:
    """The marks that a style means: red ink, struck through, on a coloured ground."""
    found: list[MarkKind] = []
    if is_red(str(properties.get("colour", ""))):
        found.append("red")
    if any(properties.get(strike) for strike in _STRIKES):
        found.append("struck")
    grounds = (str(properties.get(name, "")) for name in ("highlight", "ground"))
    if any(ground not in _NO_GROUND for ground in grounds):
        found.append("highlighted")
    return tuple(found)


def is_red(colour: str) -> bool:
    """Whether an RGB colour ("C00000") is read as red ink: not pink, brown or orange."""
    try:
        rgb = bytes.fromhex(colour)
    except ValueError:
        return False
    if len(rgb) != 3:
        return False
    hue, saturation, brightness = colorsys.rgb_to_hsv(*(part / 255 for part in rgb))
    return min(hue, 1 - hue) <= 15 / 360 and saturation >= 0.6 and brightness >= 0.5
