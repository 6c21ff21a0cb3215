"""The marks in drawers, one for each character that marks begin with.

A drawer is opened when its character is first heard, so that nobody waits for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from operator import getitem
from typing import Final, TypeVar

from meeting.language.features import OF_WORDS, QUOTED, Marks
from meeting.language.fields import FIELDS, SIDES, for_the_sides, packed
from meeting.language.subjects import Group

_ALWAYS: Final = f"@*{QUOTED}"
"""What the marks of a whole line and of quotations begin with."""
_NOTHING: Final = repeat(0)
_BETWEEN: Final = "\n"
"""Stands between two shapes and in none."""

Entry = TypeVar("Entry")
Drawers = Mapping[str, tuple[str, bytes]]
"""First character → the marks, one a line, and for each of them one byte a field."""


class _Opened(dict[str, Entry]):
    """What has been taken out of the drawers so far; the drawer of a key is opened when first missed."""

    def __init__(self, open_drawer: Callable[[str], bool], unknown: Entry) -> None:
        super().__init__()
        self._open_drawer = open_drawer
        self._unknown = unknown

    def __missing__(self, key: str) -> Entry:
        return self.get(key, self._unknown) if self._open_drawer(key[0]) else self._unknown


class _After(dict[str, int]):
    """Second character → the fields of its pair and of the first character together.

    Any other character → the fields of the first alone.
    """

    __slots__ = ("_alone",)

    def __init__(self, alone: int) -> None:
        super().__init__({_BETWEEN: alone})
        self._alone = alone

    def __missing__(self, second: str) -> int:
        return self._alone


class _Groups(dict[Group, int]):
    """Marks that stand together → the fields of them all, added up when first asked for."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, group: Group) -> int:
        self[group] = told = sum(map(self._rows.__getitem__, group))
        return told


class Rows:
    """Mark → its fields side by side in one whole number, as far as the drawers have been opened."""

    def __init__(self, own: Drawers, beside: Drawers) -> None:
        self._own = own
        self._beside = beside
        self._closed = {*own, *beside}
        self._rows = _Opened(self._open, 0)
        self._after = _Opened(self._open, _After(0))
        self._groups = _Groups(self._rows)
        self._characters: dict[str, str] = {}
        for character in _ALWAYS:
            self._open(character)

    def _open(self, character: str) -> bool:
        """Open the drawer of a character; False if there is none, or nothing left in it."""
        if character not in self._closed:
            return False
        self._closed.discard(character)
        rows = dict(_unpacked(self._own, character, len(FIELDS)))
        for mark, row in _unpacked(self._beside, character, len(FIELDS) * (SIDES - 1)):
            rows[mark] = rows.get(mark, 0) + for_the_sides(row)
        alone = rows.get(character, 0)
        one = self._characters.setdefault  # the same string in every table, so that it is near at hand
        after = self._after[one(character, character)] = _After(alone)
        of_words = character in OF_WORDS
        for mark, row in rows.items():
            if of_words or len(mark) != 2 or (second := mark[1]) in OF_WORDS:
                self._rows[mark] = row
            else:
                after[one(second, second)] = alone + row
        return True

    def total(self, marks: Iterable[str]) -> int:
        """What marks that begin with one of _ALWAYS say together."""
        return sum(map(self._rows.get, marks, _NOTHING))

    def totals(self, marks: Marks) -> list[int]:
        """What each clause's marks say together."""
        characters = list(_BETWEEN.join(marks.shapes))
        after = map(self._after.__getitem__, characters)
        of_shapes = list(map(getitem, after, [*characters[1:], _BETWEEN]))
        sums: list[int] = []
        at = 0
        for shape, others, groups in zip(marks.shapes, marks.others, marks.groups, strict=True):
            told = sum(map(self._rows.__getitem__, others)) + sum(map(self._groups.__getitem__, groups))
            sums.append(told + sum(of_shapes[at : at + len(shape)]))
            at += len(shape) + len(_BETWEEN)
        return sums


def _unpacked(drawers: Drawers, character: str, fields: int) -> Iterable[tuple[str, int]]:
    """The marks of a drawer, each with its fields as one whole number."""
    if character not in drawers:
        return ()
    marks, table = drawers[character]
    return zip(marks.split("\n"), packed(table, fields), strict=True)
