"""Words of the dictionary: what is made of them is a post or a phrase, not a piece of a name."""

from __future__ import annotations

from normalize.thaiwords import cut, dictionary


def is_common(token: str) -> bool:
    """True for words of the dictionary: a post that no table knows, not a piece of a name."""
    return all(p in dictionary() and len(p) > 1 for p in cut(token[:40], spaces=True))
