"""Telephone numbers, however they are grouped, labelled and broken over lines.

Thai numbers have nine digits (0 2…, 0 3… to 0 7…) or ten (06…, 08…, 09…). Behind a label, and in a
cell of persons, such digits are a number whatever stands between them; elsewhere they must be
grouped as telephone numbers are, for budgets and lists are digits too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.wordtrie import any_of

_D = "[0-9๐-๙]"
_APART = r"[\s()\-–—‐‑−./·_~]"
_RUN = re.compile(rf"(?:(?:[(+]{{1,2}}\s?)?{_D}|(?<![A-Za-z])[Oo○](?=[\s\-]?[2-9๒-๙]))"
                  rf"(?:[\s()\-–—‐‑−.·_~+]{{0,4}}[0-9๐-๙\ufffd])*")
_DIGIT = re.compile(_D)
_GROUP = re.compile("[0-9๐-๙Oo○\ufffd]+")
_FEWEST, _FEWEST_ALONE = 3, 8  # digits of a number with a label and without one
_MOST = 11  # groups of digits of a number
#: Digits of each group as telephone numbers are printed.
_SHAPES = frozenset({
    (9,), (10,), (1, 8), (1, 4, 4), (2, 3, 4), (2, 4, 3), (2, 7), (3, 6), (3, 3, 3), (3, 3, 4),
    (3, 4, 3), (3, 7), (2, 4, 4), (2, 8), (1, 3, 5), (1, 2, 3, 4), (1, 9), (4, 6),
    (2, 2, 3, 3), (1, 4, 2, 2), (1, 2, 2, 4), (3, 2, 4), (1, 3, 3, 2), (3, 4, 2), (4, 3, 3),
    (1,) * 10,
})
_BREAKS = 2  # line breaks inside a number that has no label
_INSIDE = re.compile(
    rf"\s{{0,9}}+(?:\(\s{{0,9}}+)?(?:(?:เบอร์)?ภายใน|ต\s?่\s?อ(?:ภายใน)?|ext\.?|กด|#)"
    rf"\s{{0,9}}+(?:[:.]\s{{0,9}}+)?{_D}{{1,5}}"
    rf"(?:\n{_D}{{1,3}}(?!{_D}|\s?[.)][ \t]?\S)){{0,2}}"
    rf"(?:\s*(?:,|-|–|/|และ|หรือ|ถึง)\s*{_D}{{1,5}}(?!{_D}|\s?[.)]\s?[^\s0-9]))*(?:\s?\)(?!{_D}))?",
    re.I)
_RANGE = re.compile(rf"[ \t]?(?:[\-–—]|ถึง)[ \t]?{_D}{{1,4}}(?!{_D})|\s?[\-–—]\s?{_D}{{1,4}}"
                    rf"(?!{_D}|\s?\.|\s?\)\s?[ก-๎])")
_ALSO = re.compile(rf"\s?(?:/\s?{_D}{{1,2}}|[,/]\s?(?!25|๒๕){_D}{{3,4}})(?!{_D}|[.,)])")
_LIKE_IT = re.compile(rf"\s?[,/]\s?({_D}{{4}})(?!{_D}|[.,)])")  # "0 7461 1234, 1235"
_BETWEEN = re.compile(r"(?:[\s,/;()]|และ|หรือ|กับ){1,6}\Z")
_CONTINUED = re.compile(r"(?:[a-z0-9๐-๙]|[/=_%#]|[0-9๐-๙][.,\-–])\Z", re.I)
_WEAK = ("หมายเลข", "ติดต่อ")  # before a number, but not before any digits
_YEAR = re.compile("25[5-9][0-9]")


class _Digits(NamedTuple):
    """A group of digits of a run: the digits in Arabic, where they stand, what is before them."""

    text: str
    start: int
    end: int
    gap: str
    letter: bool  # an "O" for the zero


def phone_numbers(text: str, *, of_person: bool = False) -> Iterator[tuple[int, int]]:
    """Where telephone numbers begin and end in a text, with what is dialled behind them.

    of_person: in a cell of persons, where a number needs no label to be one.
    Example: "โทร. ๐ ๔๒๘๑⏎๒๓๔๕ ต่อ ๑๐๔ นิติกร" -> (5, 24).
    """
    if not _may_hold(text):
        return
    done, sure = 0, False  # where the number before ended, whether it had a label
    for run in _RUN.finditer(text):
        follows = _BETWEEN.fullmatch(text, done, run.start()) is not None
        label = _label(text, run.start())
        trusted = of_person or bool(label) or (sure and follows)
        inside = _CONTINUED.search(text[max(0, run.start() - 2): run.start()])
        if inside and not (label or follows):
            continue
        for start, end in _in_run(text, run, trusted, label):
            if end <= done:
                continue
            end = _with_inside(text, end, trusted)
            yield _past_bracket(text, max(start, done), end), end
            done, sure = end, trusted


def _may_hold(text: str) -> bool:
    """A quick look: enough digits for a number, or for one behind a label."""
    digits = len(_DIGIT.findall(text))
    if digits >= _FEWEST_ALONE or digits < _FEWEST:
        return digits >= _FEWEST_ALONE
    return _called().search("".join(text.split())) is not None


@cache
def _called() -> re.Pattern[str]:
    words = [r["value"] for r in table("contact_labels") if r["canonical"] == "phone"]
    return re.compile(any_of(words), re.I)


@cache
def _before() -> re.Pattern[str]:
    """A label at the end of the letters before a number, white space aside."""
    return re.compile(rf"(?:{_called().pattern}|มท\.|หมายเลข|ติดต่อ)[^\s0-9๐-๙]{{0,12}}\Z", re.I)


def _label(text: str, at: int) -> str:
    """The label of the number that begins at a place: "โทรศัพท์.", also broken over lines."""
    letters = "".join(text[max(0, at - 48): at].split())
    found = _before().search(letters[-24:])
    return found[0] if found else ""


def _in_run(text: str, run: re.Match[str], trusted: bool, label: str) -> Iterator[tuple[int, int]]:
    """The numbers in a run of digits; several may follow each other."""
    groups, n = _groups(text, run), 0
    while n < len(groups):
        last = _last(groups, n, trusted)
        if last is None and n == 0 and label:
            last = _short(groups, text, label)
        if last is None:
            n += 1
            continue
        yield (run.start() if n == 0 else groups[n].start), groups[last].end
        n = last + 1


def _groups(text: str, run: re.Match[str]) -> list[_Digits]:
    out: list[_Digits] = []
    for match in _GROUP.finditer(text, run.start(), run.end()):
        digits = arabic(match[0]).translate({ord(c): "0" for c in "Oo○"})
        gap = text[out[-1].end: match.start()] if out else ""
        out.append(_Digits(digits, match.start(), match.end(), gap, match[0][0] in "Oo○"))
    return out


def _last(groups: Sequence[_Digits], first: int, trusted: bool) -> int | None:
    """The last group of the number that begins with a group, None where none does."""
    ends = range(first, min(len(groups), first + _MOST))
    own = [n for n in ends if _is_number(groups[first: n + 1], trusted)]
    whole = [n for n in own if _is_whole(groups[first: n + 1])]
    return max(whole or own, default=None)


def _national(groups: Sequence[_Digits]) -> str:
    """The digits as dialled in Thailand: "66" is 0."""
    digits = "".join(group.text for group in groups)
    return "0" + digits[2:].removeprefix("0") if digits.startswith("66") else digits


def _is_whole(groups: Sequence[_Digits]) -> bool:
    """Whether a number has all its digits: a mobile one ten, one of a house nine."""
    digits = _national(groups)
    return len(digits) == (10 if re.match("0[689]", digits) else 9)


def _is_number(groups: Sequence[_Digits], trusted: bool) -> bool:
    digits = _national(groups)
    if len(digits) not in (9, 10) or not re.match("0[2-9\ufffd]", digits):
        return False
    if trusted:
        return True
    gaps = [group.gap for group in groups[1:]]
    breaks = sum("\n" in gap for gap in gaps)
    if not _is_whole(groups) or "\ufffd" in digits or groups[0].letter or breaks > _BREAKS:
        return False
    listed = bool(gaps) and all(group.text.startswith("0") for group in groups)  # 024 025 026
    decimal = any("." in gap for gap in gaps) and any(" " in gap for gap in gaps)  # 0.25 0.50 1.00
    return not listed and not decimal and any(shape in _SHAPES for shape in _shapes(groups))


def _shapes(groups: Sequence[_Digits]) -> Iterator[tuple[int, ...]]:
    """The sizes of the groups, where each line break parts two of them or lies inside one."""
    breaks = [n for n, group in enumerate(groups[1:], 1) if group.gap.strip(" \t") == "\n"]
    for joined in product((False, True), repeat=len(breaks)):
        inside = {n for n, join in zip(breaks, joined, strict=True) if join}
        sizes: list[int] = []
        for n, group in enumerate(groups):
            if n in inside:
                sizes[-1] += len(group.text)
            else:
                sizes.append(len(group.text))
        yield _without_country(sizes, groups)


def _without_country(sizes: list[int], groups: Sequence[_Digits]) -> tuple[int, ...]:
    """The sizes without "66": the zero that is dialled instead belongs to the next group."""
    if not groups[0].text.startswith("66"):
        return tuple(sizes)
    rest = [sizes[0] - 2, *sizes[1:]] if sizes[0] > 2 else sizes[1:]
    if len(rest) > 1 and rest[0] == 1 and groups[1].text == "0":
        rest = rest[1:]
    return (rest[0] + 1, *rest[1:]) if rest else ()


def _short(groups: Sequence[_Digits], text: str, label: str) -> int | None:
    """The last group of a number within an office, or of one that lost digits: "โทร. 104"."""
    last, digits = 0, groups[0].text
    while last + 1 < len(groups) and "\n" not in groups[last + 1].gap \
            and len(digits + groups[last + 1].text) <= _MOST:
        last, digits = last + 1, digits + groups[last + 1].text
    dotted = label[-1] in ".:" or "ภายใน" in label
    unit = re.match(r"\s?[ก-ฮ]{3,}", text[groups[last].end:][:8]) is not None and not dotted
    if not _FEWEST <= len(digits) <= _MOST + 1 or _YEAR.fullmatch(digits[:4]) or label in _WEAK:
        return None
    return last if dotted or (len(digits) >= 6 and not unit) else None


def _with_inside(text: str, end: int, trusted: bool) -> int:
    """The end of a number with what is dialled behind it: "ต่อ 12, 13", "-5", "/1235"."""
    for pattern in (_RANGE, *((_ALSO, _ALSO) if trusted else (_LIKE_IT,)), _INSIDE):
        found = pattern.match(text, end)
        if found and (pattern is not _LIKE_IT or found[1][0] == text[end - 4]):
            end = found.end()
    return end


def _past_bracket(text: str, start: int, end: int) -> int:
    """The beginning of a number without a bracket that ends behind it: "(0 7461 1234)"."""
    while text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return start
