"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file is a table marshalled by Python: scales, biases, thresholds, and the marks in drawers, one for each
character that marks begin with. A drawer is opened when its character is first heard, so that nobody waits
for all of them. One mark's weights are packed side by side into one whole number, so that adding up a line's
marks is adding whole numbers, which is quick too.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from math import sqrt
from operator import getitem
from struct import unpack
from typing import Final, TypeVar

from meeting.language.features import OF_WORDS, QUOTED, Marks
from meeting.language.kinds import Category, Loudness
from meeting.language.subjects import Group

FORMAT: Final = 3
CATEGORIES: Final = tuple(Category)
CLAUSE: Final = tuple(f"clause.{category}" for category in CATEGORIES)
"""What a clause's marks say: one field a category."""
LINE: Final = (*(f"line.{category}" for category in CATEGORIES), "line.any")
"""What a line's marks say: one field a category, one for "any at all"."""
FIELDS: Final = (*CLAUSE, *LINE)
SIDES: Final = 3
"""A mark speaks for its own clause, for the one after it and for the one before it."""

MIDDLE: Final = 128
"""Added to a weight to make it a byte above zero."""
_BYTES: Final = 3
"""Room for one field's sum: sixty thousand marks would be needed to run over into the next."""
_SIZE: Final = len(FIELDS) * _BYTES
_SHIFT: Final = _SIZE * 8
_LOW: Final = (1 << _SHIFT) - 1


def _in_every_field(value: int, fields: int = len(FIELDS)) -> int:
    return int.from_bytes(value.to_bytes(_BYTES, "little") * fields, "little")


_HALF: Final = 1 << _BYTES * 8 - 1
"""Lifts a field's sum above zero for as long as it is taken apart."""
_LIFT: Final = _in_every_field(_HALF)
_LIFT_ALL: Final = _in_every_field(_HALF, len(FIELDS) * SIDES)
_ALWAYS: Final = f"@*{QUOTED}"
"""What the marks of a whole line and of quotations begin with."""
_NOTHING: Final = repeat(0)
_BETWEEN: Final = "\n"
"""Stands between two shapes and in none."""

Entry = TypeVar("Entry")
Drawers = Mapping[str, tuple[str, bytes]]
"""First character → the marks, one a line, and for each of them one byte a field."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


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


class _Rows:
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
            rows[mark] = rows.get(mark, 0) + (row << _SHIFT)
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
    """The marks of a drawer with their bytes as one whole number each, with room for sums."""
    if character not in drawers:
        return ()
    marks, table = drawers[character]
    roomy = bytearray(len(table) * _BYTES)
    roomy[::_BYTES] = table
    size, middle = fields * _BYTES, _in_every_field(MIDDLE, fields)
    rows = [int.from_bytes(roomy[at : at + size], "little") - middle for at in range(0, len(roomy), size)]
    return zip(marks.split("\n"), rows, strict=True)


def _with_neighbours(everywhere: int, each: Sequence[int]) -> list[int]:
    """For each clause what it says itself, what the clauses beside it say to it, and what the line says."""
    sums = [everywhere] * len(each)
    for at, told in enumerate(each):
        told += _LIFT_ALL
        sums[at] += (told & _LOW) - _LIFT
        if at + 1 < len(sums):
            sums[at + 1] += (told >> _SHIFT & _LOW) - _LIFT
        if at:
            sums[at - 1] += (told >> 2 * _SHIFT) - _LIFT
    return sums


def _fields(sums: Iterable[int], fields: int) -> Sequence[int]:
    """The first so many fields of each sum, one sum after another."""
    size = fields * _BYTES
    lift, low = _in_every_field(_HALF, fields), (1 << size * 8) - 1
    packed = b"".join([(each + lift & low).to_bytes(size, "little") for each in sums])
    roomy = bytearray(len(packed) // _BYTES * 4)
    for at in range(_BYTES):
        roomy[at::4] = packed[at::_BYTES]
    return [told - _HALF for told in unpack(f"<{len(roomy) // 4}I", roomy)]


@dataclass(frozen=True, slots=True)
class Scores:
    """What a line's marks say: signed margins without a unit."""

    clauses: Mapping[Category, Sequence[float]]
    """For each category asked for, the score of each clause."""
    line: Mapping[Category, float]
    any: float
    """For the line: does it dodge at all?"""


class Weights:
    """What was learned. Scores are signed margins without a unit: above a threshold is heard.

    A score is the sum of what the marks say, over the root of how many there are, known or not.
    """

    def __init__(
        self,
        rows: Drawers,
        beside: Drawers,
        scales: Sequence[float],
        biases: Sequence[float],
        thresholds: Mapping[Category, Mapping[Loudness, Threshold]],
    ) -> None:
        """In `beside` are the fields of marks that tell: for the clause after, then for the one before."""
        self._rows = _Rows(rows, beside)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        everywhere, quoted = self._rows.total(marks.whole), self._rows.total(marks.quoted)
        each = self._rows.totals(marks)
        sums, (counts, count) = _with_neighbours(everywhere, each), marks.counts()
        of_clause = _fields(sums, len(CLAUSE))
        of_line = _fields([quoted + sum(sums) - (len(sums) - 1) * everywhere], len(FIELDS))
        sizes, size = list(map(sqrt, counts)), sqrt(count)

        def line(at: int) -> float:
            return of_line[at] * self._scales[at] / size + self._biases[at]

        def clauses(at: int) -> list[float]:
            scale, bias = self._scales[at], self._biases[at]
            told = of_clause[at :: len(CLAUSE)]
            return [each * scale / size + bias for each, size in zip(told, sizes, strict=True)]

        asked = [(category, CATEGORIES.index(category)) for category in wanted]
        return Scores(
            {category: clauses(at) for category, at in asked},
            {category: line(len(CLAUSE) + at) for category, at in asked},
            line(len(FIELDS) - 1),
        )


def write(
    rows: Drawers,
    beside: Drawers,
    scales: Sequence[float],
    biases: Sequence[float],
    thresholds: Mapping[str, Mapping[str, Sequence[float]]],
) -> bytes:
    """A weights file."""
    told = {"format": FORMAT, "rows": rows, "beside": beside, "scales": scales, "biases": biases}
    return marshal.dumps({**told, "thresholds": thresholds}, 4)


def read(data: bytes) -> Weights:
    """Read a weights file; a ValueError if it is damaged or of another format."""
    try:
        told = marshal.loads(data)
        version = told["format"]
    except (EOFError, TypeError) as error:
        raise ValueError("damaged weights") from error
    if version != FORMAT:
        raise ValueError("weights of another format")
    thresholds = {
        Category(category): {Loudness(loudness): Threshold(*pair) for loudness, pair in by.items()}
        for category, by in told["thresholds"].items()
    }
    return Weights(told["rows"], told["beside"], told["scales"], told["biases"], thresholds)


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    return read(resources.files(__package__).joinpath("weights.bin").read_bytes())
