"""Two readings of one line as one: where both agree it is sure, where they differ it is marked.

Digits are the first engine's alone, as the second may not have them in its alphabet; its letters
give way only where it is itself in doubt and the second is sure. What it read is kept as raw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from extract.scan.recognise import DIGITS, THAI_DIGITS, LineReading, Sign

SECOND = "scan.second_opinion"
#: The first gives way below DOUBT where the second is at least SURE.
DOUBT, SURE = 0.7, 0.85
AGREED = 0.2  # share of the doubt that stays where both agree
DIFFER = 0.6  # confidence at most, where they differ
_NUMERIC = frozenset(DIGITS + THAI_DIGITS + ".,/-%()")


def combined(first: LineReading, second: LineReading) -> LineReading:
    """The first reading, surer or less sure by what the second says."""
    ours, theirs = _letters(first.signs), [s for s in _letters(second.signs) if s.text != " "]
    places = [n for n, sign in enumerate(ours) if sign.text != " "]
    out: list[list[Sign]] = [[sign] for sign in ours]
    steps = Levenshtein.opcodes([ours[n].text for n in places], [s.text for s in theirs])
    for step in steps:
        tag, (a, b), (c, d) = step.tag, (step.src_start, step.src_end), (
            step.dest_start, step.dest_end)
        own = [ours[n] for n in places[a:b]]
        if tag == "equal":
            for place, sign in zip(places[a:b], own, strict=True):
                out[place] = [_agreed(sign)]
        elif own and _gives_way(own, theirs[c:d]):
            out[places[a]] = _taken(own, theirs[c:d])
            for place in places[a + 1:b]:
                out[place] = []
        else:
            for place, sign in zip(places[a:b], own, strict=True):
                out[place] = [_differing(sign)]
    signs = tuple(sign for group in out for sign in group)
    return LineReading(signs, f"{first.engine}+{second.engine}")


def _letters(signs: Sequence[Sign]) -> list[Sign]:
    """Groups of marks letter by letter, so that two engines can be compared."""
    return [sign._replace(text=letter) for sign in signs for letter in sign.text]


def _agreed(sign: Sign) -> Sign:
    """Surer, but for Thai digits: an engine without ๖ writes ๒ for both."""
    if sign.text in THAI_DIGITS:
        return sign
    return sign._replace(confidence=1 - AGREED * (1 - sign.confidence))


def _differing(sign: Sign) -> Sign:
    """Less sure, but for what makes a number: the second is no judge of that."""
    if sign.text in _NUMERIC:
        return sign
    return sign._replace(confidence=min(sign.confidence, DIFFER))


def _gives_way(own: Sequence[Sign], other: Sequence[Sign]) -> bool:
    """Whether the second opinion on some letters is taken: no digit and no sign of a number."""
    if not other or any(sign.text in _NUMERIC for sign in (*own, *other)):
        return False
    return (max(sign.confidence for sign in own) < DOUBT
            and min(sign.confidence for sign in other) >= SURE)


def _taken(own: Sequence[Sign], other: Sequence[Sign]) -> list[Sign]:
    """The letters of the second in the place of the first's, which stay as raw of the first."""
    left, right = own[0].x0, own[-1].x1
    wide = (right - left) / len(other)
    raws: Iterator[str] = iter(["".join(sign.text for sign in own)])
    return [Sign(sign.text, DIFFER, left + n * wide, left + (n + 1) * wide, next(raws, ""), SECOND)
            for n, sign in enumerate(other)]
