"""Remains of HTML and Markdown in a text export, taken out; what they meant is kept.

Only what is surely markup goes. A lone star is a footnote mark ("หน่วยงาน*"), a bare ampersand is
a letter ("Q&A"), and "< 5" is a comparison: all three are printed, so they stay.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import NamedTuple

from schema.table import Link, Mark, MarkKind

#: Stands for a line break that a tag made, until white space around it is trimmed.
_BREAK = "\0"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BREAKING_TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|div|h[1-6]|hr|table|thead|tbody|tr|blockquote)(?:\s[^<>]*)?/?>", re.I
)
_CELL_TAG = re.compile(r"</?(?:td|th)(?:\s[^<>]*)?>", re.I)
_SILENT_TAG = re.compile(
    r"</?(?:b|i|u|small|big|span|sup|sub|strong|em|font|mark|s|strike|del|ins|center|a)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_ANCHOR = re.compile(
    r"""<a\s[^<>]{0,500}?href\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s<>"']++)[^<>]*+>(.{0,2000}?)</a\s*>""",
    re.I | re.S,
)
_MARKDOWN_LINK = re.compile(
    r"!?\[([^\[\]\n]*)\]\(((?:[a-z][a-z0-9+.-]{1,15}:|www\.|/|#)[^\s()<>]*)\)", re.I
)
#: Emphasis around words that may begin or end in a footnote mark or hold one: "**แผน***".
_STRONG_STARS = re.compile(
    r"(?<!\*)(\*\*\*?)(\*?(?=[^\s*])(?:[^*\n]|(?<!\*)\*(?!\*))*[^\s*]\*?)\1(?!\*)"
)
_STRONG_LINES = re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]*[^\s_])__(?![\w_])")
_HEADING = re.compile(r"\A[ ]{0,3}#{1,6}[ \t]+(?=\S)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
#: Pairs of tags (or Markdown) whose words carry a meaning by their style.
_WORDS = r"(?P<text>.{1,2000}?)</\1\s*>"
_MARKED: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("struck", re.compile(r"<(s|strike|del)(?:\s[^<>]*)?>" + _WORDS, re.I | re.S)),
    ("highlighted", re.compile(r"<(mark)(?:\s[^<>]*)?>" + _WORDS, re.I | re.S)),
    (
        "red",
        re.compile(
            r"<(font|span)\s[^<>]{0,500}?color\s*[=:]\s*+(?:[\"']\s*+)?(?:red|#f00|#ff0000|#c00000)\b"
            r"[^<>]*>" + _WORDS,
            re.I | re.S,
        ),
    ),
)


class Cleaned(NamedTuple):
    """A text without its markup, the rules that were needed, and what the markup meant."""

    text: str
    repairs: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()


def clean(raw: str, *, paragraph: bool = False) -> Cleaned:
    """A cell or paragraph of a text export as it would be printed.

    The text is otherwise untouched; `paragraph` also takes away the "#" of a Markdown heading.
    Example: "<p>(๑) <b>แผน</b></p> <p>(๒) ผล&nbsp;*</p>" gives the lines "(๑) แผน" and "(๒) ผล *".
    """
    plain = _CONTROL.sub("", raw.replace("\x0b", "\n"))
    marks = _marks(plain)
    linked, links = _unlinked(plain)
    untagged = _untagged(linked)
    unstarred = _unstarred(untagged, paragraph)
    text = _decoded(unstarred)
    steps = (
        ("text.control", plain != raw),
        ("text.tags", untagged != linked or bool(_ANCHOR.search(plain))),
        ("text.markdown", unstarred != untagged or bool(_MARKDOWN_LINK.search(plain))),
        ("text.entities", text != unstarred),
    )
    return Cleaned(text, tuple(rule for rule, applied in steps if applied), marks, links)


def _marks(text: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(kind=kind, text=_words(found["text"]))
        for kind, pattern in _MARKED
        for found in pattern.finditer(text)
        if _words(found["text"])
    )


def _words(text: str) -> str:
    """A stretch of marked-up text on its own."""
    return _decoded(_unstarred(_untagged(text), False)).strip()


def _unlinked(text: str) -> tuple[str, tuple[Link, ...]]:
    """The text with each link replaced by its words, and the links."""
    if "](" not in text and "</" not in text:
        return text, ()
    links: list[Link] = []

    def anchor(found: re.Match[str]) -> str:
        target = html.unescape(found[1].strip("\"'"))
        links.append(Link(text=_words(found[2]), target=target))
        return found[2]

    def markdown(found: re.Match[str]) -> str:
        links.append(Link(text=_words(found[1]), target=html.unescape(found[2])))
        return found[1]

    return _MARKDOWN_LINK.sub(markdown, _ANCHOR.sub(anchor, text)), tuple(links)


def _untagged(text: str) -> str:
    """The text without known tags; a block tag ends a line, white space around it goes."""
    if "<" not in text:
        return text
    broken = _CELL_TAG.sub(" ", _BREAKING_TAG.sub(_BREAK, text))
    silent = _SILENT_TAG.sub("", broken)
    if _BREAK not in silent:
        return silent
    lines = (line.strip() for line in silent.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _unstarred(text: str, paragraph: bool) -> str:
    """The text without paired Markdown emphasis and, in a paragraph, without its "#" marks."""
    strong = _STRONG_LINES.sub(r"\1", _STRONG_STARS.sub(r"\2", text))
    return _HEADING.sub("", strong) if paragraph else strong


def _decoded(text: str) -> str:
    """The text with its character references resolved; "&" of no known reference stays."""
    if "&" not in text:
        return text
    return _ENTITY.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name is not None and f"{name};" not in html5:
        return found[0]
    return _CONTROL.sub("", html.unescape(found[0]))
