"""A text as the county's index sees it: its characters and its pairs of neighbours, each as a whole number.

PostgreSQL's own text search takes a Chinese sentence for one word, and its trigrams miss words of two
characters. Numbers take a third of the room that texts would. Two pairs may share a number, so what the
index finds is compared once more as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_RANGE: Final = 1 << 32


def grams(text: str) -> list[int]:
    """The numbers of a folded text, each once, in order; signed, of 32 bits."""
    return sorted({*map(ord, text), *_pairs(text)})


def asked(word: str) -> list[int]:
    """The numbers that every text with this folded word has: its pairs, or the one character."""
    return sorted({*_pairs(word)}) or [*map(ord, word)]


def _pairs(text: str) -> Iterator[int]:
    for one, two in pairwise(text):
        number = (ord(one) * 0x9E3779B1 ^ ord(two) * 0x85EBCA6B) % _RANGE
        yield number - _RANGE if number >= _RANGE >> 1 else number
