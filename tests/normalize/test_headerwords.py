"""A header with misread letters is told from its pieces just as from every stretch of it."""

from __future__ import annotations

import random

from rapidfuzz.distance import Levenshtein

from normalize.headerwords import Phrase, near_phrases, phrases

LETTERS = "กขคงนมยรลวสาิีะเแโใ01("


def misread(text: str, times: int, chance: random.Random) -> str:
    """The text with letters changed, left out or put in."""
    for _ in range(times):
        at = chance.randrange(len(text) + 1)
        kept = chance.choice((text[at:], text[at + 1:]))
        text = text[:at] + chance.choice((*LETTERS, "")) + kept
    return text


def stands_in(phrase: Phrase, letters: str) -> bool:
    """What `near_phrases` says of a part, by every stretch of the letters."""
    size = len(phrase.letters)
    allowed = 0 if size < 4 else 1 if size < 12 else 2
    windows = (letters[n: n + size + d] for d in (-1, 0, 1)
               for n in range(len(letters) - size - d + 1))
    return bool(allowed) and len(letters) >= size - allowed and any(
        Levenshtein.distance(phrase.letters, window) <= allowed for window in windows)


def test_a_piece_that_stands_as_it_is_finds_every_misread_phrase() -> None:
    chance = random.Random(2566)
    parts = [p for p in phrases() if p.match == "part" and len(p.letters) >= 4]
    answers = set()
    for phrase in chance.sample(parts, 60):
        for times in range(1, 5):
            text = "ก" * chance.randrange(4) + misread(phrase.letters, times, chance) + "ขค"
            expected = stands_in(phrase, text)
            answers.add(expected)
            if expected:
                assert phrase in near_phrases(text), (phrase.letters, text)
            elif phrase in near_phrases(text):  # tone marks alone
                assert any("\u0e47" <= letter <= "\u0e4e" for letter in phrase.letters)
    assert answers == {True, False}
