"""Vocabularies answer as a search word by word would, the longest word first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.vocabulary import Vocabulary

POSTS = Vocabulary(["นัก", "นักวิชาการ", "ผอ.", "หัวหน้า", "นายก"])


@pytest.mark.parametrize(("text", "word"), [
    ("นักวิชาการคลัง", "นักวิชาการ"), ("นักวิชา", "นัก"), ("ผอ.กอง", "ผอ."), ("กองนัก", ""),
    ("", ""), ("น", ""),
])
def test_beginning(text: str, word: str) -> None:
    assert POSTS.beginning(text) == word


@pytest.mark.parametrize(("text", "start", "word"), [
    ("ก ข นักวิชาการ", 0, "นักวิชาการ"), ("นักวิชาการ", 1, ""), ("ใจดีผอ.หัวหน้า", 2, "หัวหน้า"),
    ("นักผอ.", 1, "ผอ."), ("", 0, ""),
])
def test_inside(text: str, start: int, word: str) -> None:
    assert POSTS.inside(text, start) == word


def test_without_words() -> None:
    assert Vocabulary([]).beginning("ก") == Vocabulary([""]).inside("ก") == ""


WORDS = st.lists(st.text("กขค", min_size=1, max_size=4), max_size=8)


@given(WORDS, st.text("กขคง", max_size=12), st.integers(0, 4))
def test_like_word_by_word(words: list[str], text: str, start: int) -> None:
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    known = Vocabulary(words)
    assert known.beginning(text) == next((w for w in longest_first if text.startswith(w)), "")
    inside = next((w for w in longest_first if text.find(w, start) >= 0), "")
    assert known.inside(text, start) == inside
