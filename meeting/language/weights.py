"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file has three parts with a zero byte between them: JSON (format, scales, biases, thresholds), the sorted
marks, one a line, and a table of one byte a field for each. It is as large as it is, since reading it must be
quick. One mark's weights are packed side by side into one whole number, so that adding up a line's marks is
adding whole numbers, which is quick too.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, repeat
from math import sqrt
from struct import unpack
from typing import Final

from meeting.language.features import Marks
from meeting.language.kinds import Category, Loudness

FORMAT: Final = 2
CATEGORIES: Final = tuple(Category)
CLAUSE: Final = tuple(f"clause.{category}" for category in CATEGORIES)
"""What a clause's marks say: one field a category, then the square of their size."""
LINE: Final = (*(f"line.{category}" for category in CATEGORIES), "line.any")
"""What a line's marks say: one field a category, one for "any at all", then the square of their size."""
FIELDS: Final = (*CLAUSE, "clause.square", *LINE, "line.square")

BEFORE: Final = "<"
AFTER: Final = ">"
"""What a pair of the clause before or after is marked with in the file."""
MIDDLE: Final = 128
"""Added to a weight to make it a byte above zero."""
_BYTES: Final = 4
"""Room for one field's sum: millions of marks would be needed to run over into the next."""
_SQUARE: Final = len(CLAUSE)
_COUNT: Final = len(CLAUSE) + 1
"""Where it says how many marks were added up: after the fields of the clause, before those of the line."""
_NARROW: Final = _COUNT + 1
_WIDE: Final = len(FIELDS) + 1
"""How many numbers stand side by side for a clause, and in all."""
_CLAUSE: Final = (1 << _NARROW * _BYTES * 8) - 1
_SHIFT: Final = _WIDE * _BYTES * 8
_LOW: Final = (1 << _SHIFT) - 1
_NOTHING: Final = repeat(0)


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


class _Rows:
    """Mark → its fields side by side in one whole number, put together when the mark is first heard."""

    def __init__(self, marks: Sequence[str], table: bytes) -> None:
        self._marks = marks
        self._table = table
        self._rows: dict[str, int | None] = dict.fromkeys(marks)
        if len(table) != len(self._rows) * len(FIELDS):
            raise ValueError("as many rows as marks are needed")
        first, last = bisect_left(marks, BEFORE), bisect_left(marks, chr(ord(AFTER) + 1))
        self._beside: dict[str, int | None] = dict.fromkeys(
            mark[1:] for mark in marks[first:last] if mark[0] in BEFORE + AFTER
        )

    def totals(self, groups: Sequence[Sequence[str]]) -> list[int]:
        """What the marks of each group say together."""
        rows = list(map(self._rows.get, chain.from_iterable(groups), _NOTHING))
        if None in rows:
            for mark in chain.from_iterable(groups):
                if self._rows.get(mark, 0) is None:
                    self._rows[mark] = self._row(mark)
            return self.totals(groups)
        return _sums(rows, groups)

    def beside(self, groups: Sequence[Sequence[str]]) -> list[int]:
        """What each clause's pairs say for the clause before and, _SHIFT bits above, for the one after."""
        rows = list(map(self._beside.get, chain.from_iterable(groups), _NOTHING))
        if None in rows:
            for pair in chain.from_iterable(groups):
                if self._beside.get(pair, 0) is None:
                    self._beside[pair] = self._row(AFTER + pair) | self._row(BEFORE + pair) << _SHIFT
            return self.beside(groups)
        return _sums(rows, groups)

    def _row(self, mark: str) -> int:
        """One mark's fields, a one for counting after the clause's."""
        if mark not in self._rows:
            return 0
        at = bisect_left(self._marks, mark) * len(FIELDS)
        row = self._table[at : at + len(FIELDS)]
        roomy = bytearray(_WIDE * _BYTES)
        roomy[::_BYTES] = b"%b\1%b" % (row[:_COUNT], row[_COUNT:])
        return int.from_bytes(roomy, "little")


def _sums(rows: Sequence[int | None], groups: Iterable[Sequence[str]]) -> list[int]:
    """The sum over each group, given a row for each of their marks one after another."""
    sums: list[int] = []
    at = 0
    for group in groups:
        sums.append(sum(rows[at : (at := at + len(group))]))  # type: ignore[arg-type]
    return sums


@dataclass(frozen=True, slots=True)
class Scores:
    """What a line's marks say: signed margins without a unit."""

    clauses: Mapping[Category, Sequence[float]]
    """For each category asked for, the score of each clause."""
    line: Mapping[Category, float]
    any: float
    """For the line: does it dodge at all?"""


class Weights:
    """What was learned. Scores are signed margins without a unit: above a threshold is heard."""

    def __init__(
        self,
        marks: Sequence[str],
        table: bytes,
        scales: Sequence[float],
        biases: Sequence[float],
        thresholds: Mapping[Category, Mapping[Loudness, Threshold]],
    ) -> None:
        """`table` has one byte a field for each of the sorted `marks`; a ValueError if they do not fit."""
        self._rows = _Rows(marks, table)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        everywhere, quoted, *each = self._rows.totals([marks.whole, marks.quoted, *marks.clauses])
        for at, both in enumerate(self._rows.beside(marks.pairs)):
            if both and at + 1 < len(each):
                each[at + 1] += both >> _SHIFT
            if both and at:
                each[at - 1] += both & _LOW
        line = quoted + sum(each, everywhere)
        parts = b"".join([(everywhere + own & _CLAUSE).to_bytes(_NARROW * _BYTES, "little") for own in each])
        clauses = unpack(f"<{len(each) * _NARROW}I", parts)
        fields = unpack(f"<{_WIDE}I", line.to_bytes(_WIDE * _BYTES, "little"))
        counts, count = clauses[_COUNT::_NARROW], fields[_COUNT : _COUNT + 1]
        sizes = self._sizes(clauses[_SQUARE::_NARROW], _SQUARE)
        size = self._sizes(fields[-1:], len(FIELDS) - 1)

        def of_line(at: int) -> float:
            return self._told(fields[_NARROW + at :][:1], count, size, _COUNT + at)[0]

        asked = [(category, CATEGORIES.index(category)) for category in wanted]
        return Scores(
            {category: self._told(clauses[at::_NARROW], counts, sizes, at) for category, at in asked},
            {category: of_line(at) for category, at in asked},
            of_line(len(CATEGORIES)),
        )

    def _sizes(self, squares: Sequence[int], at: int) -> list[float]:
        scale = self._scales[at]
        return [sqrt(square * scale) or 1.0 for square in squares]

    def _told(
        self, sums: Sequence[int], counts: Sequence[int], sizes: Sequence[float], at: int
    ) -> list[float]:
        """The scores in one field, given its sums."""
        scale, bias = self._scales[at], self._biases[at]
        return [
            (total - MIDDLE * count) * scale / size + bias
            for total, count, size in zip(sums, counts, sizes, strict=True)
        ]


def write(
    marks: Sequence[str],
    table: bytes,
    scales: Sequence[float],
    biases: Sequence[float],
    thresholds: Mapping[str, Mapping[str, Sequence[float]]],
) -> bytes:
    """A weights file; `table` has one byte a field for each of the sorted `marks`."""
    head = {"format": FORMAT, "scales": scales, "biases": biases, "thresholds": thresholds}
    return b"\0".join([json.dumps(head).encode(), "\n".join(marks).encode(), table])


def read(data: bytes) -> Weights:
    """Read a weights file; a ValueError if it is damaged or of another format."""
    head, marks, table = data.split(b"\0", 2)
    told = json.loads(head)
    if told["format"] != FORMAT:
        raise ValueError("weights of another format")
    return Weights(
        marks.decode().split("\n"),
        table,
        told["scales"],
        told["biases"],
        {
            Category(category): {Loudness(loudness): Threshold(*pair) for loudness, pair in by.items()}
            for category, by in told["thresholds"].items()
        },
    )


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    return read(resources.files(__package__).joinpath("weights.bin").read_bytes())
