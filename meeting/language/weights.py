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

MIDDLE: Final = 128
"""Added to a weight to make it a byte above zero."""
_BYTES: Final = 4
"""Room for one field's sum: millions of marks would be needed to run over into the next."""
_SIZE: Final = len(FIELDS) * _BYTES
_HALF: Final = 1 << _BYTES * 8 - 1
"""Lifts a field's sum above zero for as long as it is taken apart."""
_LIFT: Final = int.from_bytes(_HALF.to_bytes(_BYTES, "little") * len(FIELDS), "little")
_SHIFT: Final = _SIZE * 8
_LOW: Final = (1 << _SHIFT) - 1
_LIFT_BOTH: Final = _LIFT << _SHIFT | _LIFT
_ALWAYS: Final = f"@#*^{QUOTED}"
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

    def __init__(self, drawers: Drawers, fields: int) -> None:
        self._drawers = drawers
        self._closed = set(drawers)
        self._bytes = fields
        self._rows: dict[str, int] = {}

    def open(self, characters: Iterable[str]) -> None:
        """Open the drawers of these characters."""
        for character in self._closed.intersection(characters):
            marks, table = self._drawers[character]
            self._rows.update(zip(marks.split("\n"), _packed(table, self._bytes), strict=True))
            self._closed.discard(character)

    def totals(self, groups: Sequence[Sequence[str]]) -> list[int]:
        """What the marks of each group say together."""
        rows = list(map(self._rows.get, chain.from_iterable(groups), _NOTHING))
        sums: list[int] = []
        at = 0
        for group in groups:
            sums.append(sum(rows[at : (at := at + len(group))]))
        return sums


def _packed(table: bytes, fields: int) -> list[int]:
    """Each row of so many bytes as one whole number, with room for sums."""
    roomy = bytearray(len(table) * _BYTES)
    roomy[::_BYTES] = table
    size = fields * _BYTES
    middle = int.from_bytes((MIDDLE.to_bytes(_BYTES, "little")) * fields, "little")
    return [int.from_bytes(roomy[at : at + size], "little") - middle for at in range(0, len(roomy), size)]


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
        """In `beside` are pairs of a neighbouring clause: the fields of those before, then of those after."""
        self._rows = _Rows(rows, len(FIELDS))
        self._beside = _Rows(beside, 2 * len(FIELDS))
        self._rows.open(_ALWAYS)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        self._rows.open(marks.characters)
        self._beside.open(marks.characters)
        everywhere, quoted, *each = self._rows.totals([marks.whole, marks.quoted, *marks.clauses])
        counts = [len(marks.whole) + len(clause) for clause in marks.clauses]
        for at, both in enumerate(self._beside.totals(marks.pairs)):
            both += _LIFT_BOTH
            if at + 1 < len(each):
                each[at + 1] += (both & _LOW) - _LIFT
                counts[at + 1] += len(marks.pairs[at])
            if at:
                each[at - 1] += (both >> _SHIFT) - _LIFT
                counts[at - 1] += len(marks.pairs[at])
        line = quoted + sum(each, everywhere) + _LIFT
        parts = b"".join([(everywhere + own + _LIFT).to_bytes(_SIZE, "little") for own in each])
        clauses = unpack(f"<{len(each) * len(FIELDS)}I", parts)
        fields = unpack(f"<{len(FIELDS)}I", line.to_bytes(_SIZE, "little"))
        sizes = [sqrt(count) for count in counts]
        size = sqrt(sum(counts) - (len(each) - 1) * len(marks.whole) + len(marks.quoted))

        def of_line(at: int) -> float:
            told: int = fields[at] - _HALF
            return told * self._scales[at] / size + self._biases[at]

        def of_clauses(at: int) -> list[float]:
            scale, bias = self._scales[at], self._biases[at]
            return [
                (told - _HALF) * scale / size + bias
                for told, size in zip(clauses[at :: len(FIELDS)], sizes, strict=True)
            ]

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
    except (EOFError, TypeError) as error:
        raise ValueError("damaged weights") from error
    if told["format"] != FORMAT:
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
