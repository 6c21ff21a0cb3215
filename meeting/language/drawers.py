"""The marks in drawers, one for each character that marks begin with.

A drawer is opened when its character is first heard, so that nobody waits for all of them.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import getitem
from typing import Final, NamedTuple, TypeVar

from meeting.language.features import BETWEEN, OF_WORDS, QUOTED, Group, Marks
from meeting.language.fields import UNKNOWN, besides, packed

_ALWAYS: Final = f"@*{QUOTED}"
"""What the marks of a whole line and of quotations begin with."""

Entry = TypeVar("Entry")


class Drawer(NamedTuple):
    """Marks that begin with the same character, one a line, and a byte for each of their fields."""

    marks: str
    rows: bytes
    """What they say of their clause and of the line."""
    telling: str
    """Those that say something besides of a line of several clauses."""
    besides: bytes
    """What these say besides."""

    def closed(self) -> bytes:
        """The drawer as it lies in a file."""
        return marshal.dumps(tuple(self), 4)

    @classmethod
    def opened(cls, data: bytes) -> Drawer:
        """What was closed."""
        return cls(*marshal.loads(data))

    def each(self) -> dict[str, int]:
        """The marks, each with its fields as one whole number."""
        rows = _by_mark(self.marks, packed(self.rows))
        for mark, row in _by_mark(self.telling, besides(self.besides)).items():
            rows[mark] = rows.get(mark, UNKNOWN) + row
        return rows


def _by_mark(marks: str, rows: Sequence[int]) -> dict[str, int]:
    return dict(zip(marks.split(BETWEEN), rows, strict=True)) if rows else {}


class _Opened(dict[str, Entry]):
    """What has been taken out of the drawers so far; the drawer of a key is opened when first missed."""

    def __init__(self, opens: Callable[[str], None], unknown: Entry) -> None:
        super().__init__()
        self._opens = opens
        self._unknown = unknown

    def __missing__(self, key: str) -> Entry:
        self._opens(key[0])
        return self.get(key, self._unknown)


class _Groups(_Opened[int]):
    """A mark → its fields; marks that stand together → those of them all, added up when first asked for."""

    def __missing__(self, group: Group) -> int:
        if BETWEEN not in group:
            return super().__missing__(group)
        self[group] = told = sum(map(self.__getitem__, group.split(BETWEEN)))
        return told


class _After(dict[str, int]):
    """Second character → the fields of its pair and of the first character together, unknown or not."""

    __slots__ = ("_unknown",)

    def __init__(self, alone: int) -> None:
        super().__init__({BETWEEN: alone})
        self._unknown = alone + UNKNOWN

    def __missing__(self, second: str) -> int:
        return self._unknown


class Rows:
    """Mark → its fields side by side in one whole number, as far as the drawers have been opened."""

    def __init__(self, drawers: Mapping[str, bytes]) -> None:
        self._closed = dict(drawers)
        self._after = _Opened(self._open, _After(UNKNOWN))
        self._after[BETWEEN] = _After(0)
        self._groups = _Groups(self._open, UNKNOWN)
        self._same: dict[str, str] = {}
        for character in _ALWAYS:
            self._open(character)

    def _open(self, character: str) -> None:
        """Open the drawer of a character, if there is one and it is closed; two threads may do so at once."""
        if (closed := self._closed.get(character)) is None:
            return
        rows = Drawer.opened(closed).each()
        alone = rows.get(character, UNKNOWN)
        same = self._same.setdefault  # the same string in every table, so that it is near at hand
        after = _After(alone)
        of_words = character in OF_WORDS
        for mark, row in rows.items():
            if of_words or len(mark) != 2 or (second := mark[1]) in OF_WORDS:
                self._groups[mark] = row
            else:
                after[same(second, second)] = alone + row
        self._after[same(character, character)] = after
        self._closed.pop(character, None)

    def total(self, marks: Iterable[str]) -> int:
        """What marks that begin with one of _ALWAYS say together."""
        return sum(map(self._groups.get, marks, repeat(UNKNOWN)))

    def totals(self, marks: Marks) -> list[int]:
        """What each clause's marks say together."""
        characters = list(marks.shape)
        after = map(self._after.__getitem__, characters)
        of_shape = list(map(getitem, after, [*characters[1:], BETWEEN]))
        group = self._groups.__getitem__
        sums: list[int] = []
        at = 0
        for shape, others in zip(marks.shapes, marks.others, strict=True):
            end = at + len(shape)
            sums.append(sum(of_shape[at:end], sum(map(group, others))))
            at = end + len(BETWEEN)
        return sums
