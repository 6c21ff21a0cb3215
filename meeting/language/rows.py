"""What each mark says: its fields, side by side in one whole number.

Pairs of characters, most of all marks, are looked up in a list by their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from struct import pack, unpack
from typing import Any

from meeting.language.features import Mark, Marks
from meeting.language.fields import packed
from meeting.language.numbers import CHARACTERS, PAIRS, pairs


@dataclass(frozen=True, slots=True)
class Rows:
    """The marks that say anything."""

    _named: Mapping[str, int]
    """Those of rules and of the line."""
    _characters: Sequence[int]
    _pairs: Sequence[int]
    """Those of characters and of pairs, by number; 0 for one that says nothing."""

    @classmethod
    def of(cls, fields: Mapping[Mark, Sequence[int]]) -> Rows:
        """The rows of marks, given the fields of each."""
        named: dict[str, int] = {}
        characters, by_number = [0] * CHARACTERS, [0] * PAIRS
        for mark, each in fields.items():
            if isinstance(mark, int):
                by_number[mark] = packed(each)
            elif len(mark) == 1:
                characters[ord(mark)] = packed(each)
            else:
                named[mark] = packed(each)
        return cls(named, characters, by_number)

    def total(self, names: Iterable[str]) -> int:
        """What marks say together, none of them a pair."""
        return sum(map(self._named.get, names, repeat(0)))

    def totals(self, marks: Marks) -> list[int]:
        """What each clause's marks say together."""
        told = [0] * (2 * marks.ends[-1])
        told[::2] = map(self._characters.__getitem__, map(ord, marks.shape[:-1]))
        told[1::2] = map(self._pairs.__getitem__, pairs(marks.shape))
        return [
            sum(told[2 * start : 2 * end], self.total(rules) if rules else 0)
            for (start, end), rules in zip(pairwise(marks.ends), marks.rules, strict=True)
        ]

    def packed(self) -> tuple[Any, ...]:
        """All of it as plain tables, for a file."""
        return self._named, _unlisted(self._characters), _unlisted(self._pairs)

    @classmethod
    def unpacked(cls, named: Mapping[str, int], characters: _Unlisted, by_number: _Unlisted) -> Rows:
        """What was packed."""
        return cls(named, _listed(CHARACTERS, *characters), _listed(PAIRS, *by_number))


_Unlisted = tuple[bytes, Sequence[int]]
"""The numbers of those that say anything, four bytes each, and their rows."""


def _unlisted(rows: Sequence[int]) -> _Unlisted:
    numbers = [number for number, row in enumerate(rows) if row]
    return pack(f"<{len(numbers)}I", *numbers), [rows[number] for number in numbers]


def _listed(size: int, numbers: bytes, rows: Sequence[int]) -> list[int]:
    listed = [0] * size
    for number, row in zip(unpack(f"<{len(rows)}I", numbers), rows, strict=True):
        listed[number] = row
    return listed
