"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file is a table marshalled by Python: scales, biases, thresholds, and the marks in drawers, one for each
character that marks begin with. A drawer is opened when its character is first heard, so that nobody waits
for all of them. One mark's weights are packed side by side into one whole number, so that adding up a line's
marks is adding whole numbers, which is quick too.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, repeat
from math import sqrt
from struct import unpack
from typing import Final

from meeting.language.features import QUOTED, Marks
from meeting.language.kinds import Category, Loudness

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
_ALWAYS: Final = f"@#*{QUOTED}"
"""What marks begin with that any line may have."""
_NOTHING: Final = repeat(0)

Drawers = Mapping[str, tuple[str, bytes]]
"""First character → the marks, one a line, and for each of them one byte a field."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


class _Rows:
    """Mark → its fields side by side in one whole number, as far as the drawers have been opened."""

    def __init__(self, own: Drawers, beside: Drawers) -> None:
        self._own = own
        self._beside = beside
        self._closed = {*own, *beside}
        self._rows: dict[str, int] = {}

    def open(self, characters: Iterable[str]) -> None:
        """Open the drawers of these characters."""
        for character in self._closed.intersection(characters):
            rows = dict(_unpacked(self._own, character, len(FIELDS)))
            for mark, row in _unpacked(self._beside, character, len(FIELDS) * (SIDES - 1)):
                rows[mark] = rows.get(mark, 0) + (row << _SHIFT)
            self._rows.update(rows)
            self._closed.discard(character)

    def totals(self, groups: Sequence[Sequence[str]]) -> list[int]:
        """What the marks of each group say together."""
        rows = list(map(self._rows.get, chain.from_iterable(groups), _NOTHING))
        sums: list[int] = []
        at = 0
        for group in groups:
            sums.append(sum(rows[at : (at := at + len(group))]))
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


def _fields(sums: Sequence[int]) -> Sequence[int]:
    """The fields of all the sums, one after another."""
    packed = b"".join([(each + _LIFT).to_bytes(_SIZE, "little") for each in sums])
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
        self._rows.open(_ALWAYS)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        self._rows.open(marks.characters)
        everywhere, quoted, *each = self._rows.totals([marks.whole, marks.quoted, *marks.clauses])
        sums, counts = _with_neighbours(everywhere, each), marks.counts
        fields = _fields([*sums, quoted + sum(sums) - (len(sums) - 1) * everywhere])
        sizes = [sqrt(count) for count in counts]
        size = sqrt(marks.count)
        last = len(fields) - len(FIELDS)

        def of_line(at: int) -> float:
            return fields[last + at] * self._scales[at] / size + self._biases[at]

        def of_clauses(at: int) -> list[float]:
            scale, bias = self._scales[at], self._biases[at]
            each = fields[at : last : len(FIELDS)]
            return [told * scale / size + bias for told, size in zip(each, sizes, strict=True)]

        asked = [(category, CATEGORIES.index(category)) for category in wanted]
        return Scores(
            {category: of_clauses(at) for category, at in asked},
            {category: of_line(len(CLAUSE) + at) for category, at in asked},
            of_line(len(FIELDS) - 1),
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
