"""Words as an index sees them: every two neighbouring characters, so that 张伟 and 比价 are found.

SQLite's own tokenizers miss two-character Chinese words or all of them. A pair is written as the
hexadecimal numbers of its characters, which no tokenizer takes apart and no query syntax reads; the last
character of a text makes a pair with the end, so that a single character is the beginning of some pair.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

_BLANK: Final = re.compile(r"\s+")


def folded(text: str) -> str:
    """`text` as it is compared: case, full or half width and the length of blanks do not matter."""
    return _BLANK.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def pairs(text: str) -> str:
    """The pairs of a folded text, parted by blanks."""
    codes = [f"{ord(char):x}" for char in text]
    return " ".join(f"{one}g{two}" for one, two in zip(codes, [*codes[1:], ""], strict=True))


def asked(query: str) -> str:
    """An FTS5 query for the folded words of `query`: each of them, in any order. Empty asks for nothing."""
    return " AND ".join(map(_phrase, words_of(query)))


def words_of(query: str) -> list[str]:
    """The folded words that must all be in a text, every character meant as it stands."""
    return folded(query).split()


def _phrase(word: str) -> str:
    codes = [f"{ord(char):x}" for char in word]
    if len(codes) == 1:
        return f"{codes[0]}g*"
    return '"' + " ".join(f"{one}g{two}" for one, two in pairwise(codes)) + '"'
