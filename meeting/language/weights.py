"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file is a table marshalled by Python: scales, biases, thresholds, and the marks in drawers.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt
from typing import Final

from meeting.language.drawers import Drawers, Rows
from meeting.language.features import Marks
from meeting.language.fields import CATEGORIES, CLAUSE, FIELDS, unpacked, with_neighbours
from meeting.language.kinds import Category, Loudness

FORMAT: Final = 3


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


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
        self._rows = Rows(rows, beside)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        everywhere, quoted = self._rows.total(marks.whole), self._rows.total(marks.quoted)
        each = self._rows.totals(marks)
        sums, (counts, count) = with_neighbours(everywhere, each), marks.counts()
        of_clause = unpacked(sums, len(CLAUSE))
        of_line = unpacked([quoted + sum(sums) - (len(sums) - 1) * everywhere], len(FIELDS))
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
