"""The dictionary in its small shape: it finds the words that PyThaiNLP's own tree finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import Trie

from normalize.nameletters import likelihood
from normalize.thaiwords import WordTree, cut, word_tree

WORDS = ["กอ", "กอง", "กองคลัง", "คลัง", "การ", "ก", " งาน ", "การเงิน"]
LETTERS = st.text("กองคลังารเิน าx", max_size=20)


@given(LETTERS, st.integers(0, 20))
def test_words_at_a_place_are_those_of_the_walked_tree(text: str, start: int) -> None:
    assert WordTree(WORDS).prefixes(text, start) == Trie(WORDS).prefixes(text, start)


def test_a_tree_is_a_collection_of_its_words() -> None:
    tree = WordTree(WORDS)
    assert set(tree) == {word.strip() for word in WORDS}
    assert (len(tree), "กองคลัง" in tree, "กองค" in tree) == (8, True, False)
    assert not WordTree([])  # what PyThaiNLP takes for no dictionary at all
    assert WordTree([]).prefixes("กอง") == []


@pytest.mark.parametrize(("text", "words"), [
    ("แสดงรายงาน ปี 2567", ["แสดง", "รายงาน", "ปี", "2567"]),
    ("กองคลัง", ["กอง", "คลัง"]),
    ("", []),
])
def test_texts_are_cut_into_words(text: str, words: list[str]) -> None:
    assert cut(text) == words
    assert "".join(cut(text, spaces=True)) == text


def test_every_listed_word_is_one_word() -> None:
    assert len(word_tree()) > 60_000
    assert cut("ประชาสัมพันธ์") == ["ประชาสัมพันธ์"]


@pytest.mark.parametrize(("likelier", "other"), [
    ("ประเสริฐ", "ศักดิ์ธารคำ"), ("สมชาย", "กก"), ("สมชาย", "สม$ชาย"), ("สมหญิง", "John"),
])
def test_letters_of_given_names(likelier: str, other: str) -> None:
    """Letters that no name has, signs of the counting itself too, are unlikely, not an error."""
    assert likelihood(likelier, "given") / len(likelier) > likelihood(other, "given") / len(other)
