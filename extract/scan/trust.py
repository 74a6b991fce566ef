"""What of a reading is believed: digits above all.

A digit that was misread looks like one that was not, so a doubtful digit is shown as U+FFFD, and
the value becomes null, "unreadable", instead of another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.pdf.fonts import CONSONANTS
from extract.scan import boxes
from extract.scan.combine import combined
from extract.scan.glyphs import Read
from extract.scan.recognise import (
    DIGITS,
    THAI_DIGITS,
    Engine,
    LineReading,
    Reader,
    Sign,
    prints_digits,
)
from extract.scan.segments import Segment

UNKNOWN = "\ufffd"
GROUPED = "scan.number_groups"
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}((?:[.,]\d{3})+)[.,](\d{2,3})(?![\d.,])")
ONE, LIKE_ONE = "scan.one", frozenset("lI|")
_ONES = re.compile(r"(?<![^ ])[ieo][0-9]?[lI|][0-9lI|]?(?![^ ])|(?<=\()l(?=\))"
                   r"|(?<![^ (])[0-9]+[lI|](?![^ )])")
_ONE_OR_LETTER = re.compile(r"[lI|](?:[0-9]{1,2}(?![^ ])|$)")
#: Least confidence of a digit that is believed on one engine's word.
DIGIT_SURE = 0.7
#: The same for a letter between two digits: "25b7" is hardly ever printed.
LETTER_SURE = 0.97
PARTING = frozenset(".,/-: –")
UNSURE = 0.3  # confidence of what is shown as unknown
#: Readings in which hardly a sign is sure are no print: a signature, a stain, a stamp's arc.
NO_PRINT = 0.35
#: Signs that a speck of dirt looks like, and how sure one must be to be print on its own.
SPECKS, SPECK_SURE = frozenset(" .,•·'`:;-_"), 0.9
#: Boxes to tick as the engine reads them, and how sure the shape of one is.
BOXES, BOX_SURE = frozenset("☐☑☒"), 0.98
#: The same for a whole page: grain, leaves, a picture without print.
NO_PAGE = 0.55


def trusted(found: Sequence[Segment], reader: Reader) -> list[Read]:
    """The segments with what of their readings is believed; those that are no print left out."""
    pictures = [segment.picture for segment in found]
    readings = [engine.read(pictures) for engine in reader.engines]
    out, kept = [], []
    for number, segment in enumerate(found):
        plain = readings[0][number]
        if not segment.mark and (not plain.signs or _no_print(plain)):
            continue
        reading = believed([each[number] for each in readings], reader.engines)
        out.append(Read(segment, _with_box(reading, segment.mark) if segment.mark else reading))
        kept.append(plain)
    return [] if _mean(kept) < NO_PAGE else out


def _with_box(reading: LineReading, box: str) -> LineReading:
    """The reading of a box to tick: its shape says what it is, the engine which mark is in it.

    Where a sure reading says empty of a marked box, or the other way round, nobody can tell.
    """
    text, sure = reading.text.strip(), reading.confidence
    if text in BOXES and (text == boxes.EMPTY) == (box == boxes.EMPTY):
        return reading
    if text in BOXES and sure >= DIGIT_SURE:
        box, sure = UNKNOWN, UNSURE
    else:
        sure = BOX_SURE
    return reading._replace(signs=(Sign(box, sure, 0.0, 1.0, text, boxes.RULE),))


def _no_print(reading: LineReading) -> bool:
    """Whether a piece is a stain: hardly a sign is sure, or it is a dot or two in doubt."""
    if {sign.text for sign in reading.signs} <= SPECKS:
        return max(sign.confidence for sign in reading.signs) < SPECK_SURE
    return _mean([reading]) < NO_PRINT


def _mean(readings: Sequence[LineReading]) -> float:
    """The mean confidence of all signs but spaces; 0 where there is none."""
    sure = [sign.confidence for reading in readings for sign in reading.signs if sign.text != " "]
    return sum(sure) / len(sure) if sure else 0.0


def believed(readings: Sequence[LineReading], engines: Sequence[Engine]) -> LineReading:
    """The readings of one line as one, its doubtful digits unknown."""
    first = readings[0]._replace(signs=tuple(with_ones(readings[0].signs)))
    for second in readings[1:]:
        first = combined(first, second)
    able = prints_digits(engines[0].alphabet)
    signs = list(_with_lost(_with_point(grouped(first.signs))))
    return first._replace(signs=tuple(
        _checked(sign, _least(signs, place), able) for place, sign in enumerate(signs)))


def _with_point(signs: list[Sign]) -> list[Sign]:
    """A lone number whose point is gone: "๘๒ ๓๐" is ๘๒.๓๐, or two numbers; nobody can tell."""
    spaces = [n for n, sign in enumerate(signs) if sign.text == " "]
    if len(spaces) != 1 or not 1 <= spaces[0] <= 3 or len(signs) != spaces[0] + 3 or not all(
        _is_digit(sign) for n, sign in enumerate(signs) if n != spaces[0]
    ):
        return signs
    lost = signs[spaces[0]]._replace(text=UNKNOWN, confidence=UNSURE)
    return [*signs[:spaces[0]], lost, *signs[spaces[0] + 1:]]


def _with_lost(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with an unknown one between brackets that hold nothing, not even a space.

    "(1)" is thin print; an empty box to tick is printed "( )".
    """
    for place, sign in enumerate(signs):
        if place and sign.text == ")" and signs[place - 1].text == "(":
            yield Sign(UNKNOWN, UNSURE, signs[place - 1].x1, sign.x0)
        yield sign


def _least(signs: Sequence[Sign], place: int) -> float:
    """How sure a sign must be to be believed: a digit, and what stands between two digits.

    A point or a comma makes another number; a letter within a number is most often a digit, and a
    lone digit within a word, "น๓ล", a letter.
    """
    if _is_digit(signs[place]):
        between = 0 < place < len(signs) - 1 and all(
            _is_wordy(signs[n].text) for n in (place - 1, place + 1))
        return LETTER_SURE if between else DIGIT_SURE
    beside = [0 <= n < len(signs) and _is_digit(signs[n]) for n in (place - 1, place + 1)]
    if signs[place].text in PARTING:
        return DIGIT_SURE if all(beside) else 0.0
    if all(beside) or (any(beside) and _is_lone_letter(signs, place)):
        return LETTER_SURE
    return 0.0


def _is_wordy(text: str) -> bool:
    return text[:1] in CONSONANTS or (text.isascii() and (text.isalpha() or text in "\"_"))


def _is_lone_letter(signs: Sequence[Sign], place: int) -> bool:
    """Whether a Thai letter stands in a number: "ษ๒.๓๐" was ๘๒.๓๐, "เจ๓.๖๒" was ๘๓.๖๒."""
    start = end = place
    while start and signs[start - 1].text != " ":
        start -= 1
    while end < len(signs) and signs[end].text != " ":
        end += 1
    token = signs[start:end]
    digits = sum(map(_is_digit, token))
    letters = sum(not _is_digit(sign) and sign.text not in PARTING for sign in token)
    few = letters == 1 or (letters == 2 and any(sign.text in ".," for sign in token))
    return signs[place].text[:1] in CONSONANTS and digits > 1 and few


def _is_digit(sign: Sign) -> bool:
    return len(sign.text) == 1 and sign.text in DIGITS + THAI_DIGITS


def grouped(signs: Sequence[Sign]) -> list[Sign]:
    """The signs with commas and points as a number in groups has them.

    In small print they look alike. Where two or more part a number into groups of three with
    two digits at the end, only one writing is possible: "1.250.00" is 1,250.00. A single one
    says nothing by its place and stays, as do numbers with other groups, such as "1.2.3".
    """
    out = list(signs)
    for found in _GROUPED.finditer("".join(sign.text[:1] for sign in out)):
        places = [n for n in range(*found.span()) if out[n].text in ".,"]
        last = places[-1] if len(found[2]) == 2 else -1
        for place in places:
            text = "." if place == last else ","
            if out[place].text != text:
                out[place] = out[place]._replace(text=text, raw=out[place].text, rule=GROUPED)
    return out


def with_ones(signs: Sequence[Sign]) -> list[Sign]:
    """The signs with "l" and "I" as the digit 1 where only a digit can stand.

    That is in a number of brackets, "(l)", behind the letter of a code, "el", "iI2", and behind a
    digit, "1l". Before a number, "l2", it may also be the letter of a code, and alone in its line
    a Roman number: nobody can tell.
    """
    out = list(signs)
    plain = "".join(sign.text[:1] for sign in out)
    if _ONE_OR_LETTER.match(plain):
        out[0] = out[0]._replace(text=UNKNOWN, confidence=UNSURE, raw=out[0].text, rule=ONE)
    for found in _ONES.finditer(plain):
        for place in range(*found.span()):
            if out[place].text in LIKE_ONE:
                out[place] = out[place]._replace(text="1", raw=out[place].text, rule=ONE)
    return out


def _checked(sign: Sign, least: float, able: bool) -> Sign:
    """U+FFFD for what is not sure, or may stand for a digit that the engine cannot print."""
    if sign.confidence >= least and (able or not _is_digit(sign)):
        return sign
    return sign._replace(text=UNKNOWN, confidence=min(sign.confidence, UNSURE))
