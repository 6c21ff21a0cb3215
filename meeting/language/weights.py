"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file is a table marshalled by Python: the marks with their fields, scales, biases and thresholds.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import truediv
from pkgutil import get_data
from typing import Final

from meeting.language.features import Marks
from meeting.language.fields import CATEGORIES, OF_CLAUSE, OF_LINE, of_clauses, of_line
from meeting.language.kinds import Category, Loudness
from meeting.language.rows import Rows

FORMAT: Final = 5


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What a line's marks say: signed margins without a unit."""

    line: Mapping[Category, float]
    """For each category asked for, the score of the line."""
    any: float
    """For the line: does it dodge at all?"""
    _clauses: Mapping[Category, Sequence[float]]
    _worth: Mapping[Category, tuple[float, float]]
    """What a clause's score is multiplied by, and what is added to it."""

    def clauses(self, category: Category) -> list[float]:
        """The score of each clause."""
        scale, bias = self._worth[category]
        return [told * scale + bias for told in self._clauses[category]]

    def strongest(self, category: Category) -> float:
        """The highest score of a clause."""
        scale, bias = self._worth[category]
        return max(self._clauses[category]) * scale + bias


class Weights:
    """What was learned. Scores are signed margins without a unit: above a threshold is heard.

    A score is the sum of what the marks say, over the root of how many are seen, known or not. A clause sees
    its neighbours' marks too, but is judged by its own and the whole line's.
    """

    def __init__(
        self,
        rows: Rows,
        scales: Sequence[float],
        biases: Sequence[float],
        thresholds: Mapping[Category, Mapping[Loudness, Threshold]],
    ) -> None:
        """`scales` say what one in a field is worth; they and `biases` are a clause's, then the line's."""
        self._rows = rows
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        always = self._rows.total(marks.whole)
        each = self._rows.totals(marks)
        of_each, of_all = of_clauses([told + always for told in each]), of_line(always, each)
        counts, in_all = marks.seen()
        sizes = list(map(sqrt, counts))
        size = sqrt(in_all)

        def line(at: int) -> float:
            return of_all[at] * self._scales[OF_CLAUSE + at] / size + self._biases[OF_CLAUSE + at]

        asked = [(category, CATEGORIES.index(category)) for category in wanted]
        return Scores(
            {category: line(at) for category, at in asked},
            line(OF_LINE - 1),
            {category: list(map(truediv, of_each[at], sizes)) for category, at in asked},
            {category: (self._scales[at], self._biases[at]) for category, at in asked},
        )


def write(
    rows: Rows,
    scales: Sequence[float],
    biases: Sequence[float],
    thresholds: Mapping[str, Mapping[str, Sequence[float]]],
) -> bytes:
    """A weights file: scales and biases are those of a clause's categories, then of the line's."""
    told = {"format": FORMAT, "rows": rows.packed(), "scales": scales, "biases": biases}
    return marshal.dumps({**told, "thresholds": thresholds}, 2)


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
    return Weights(Rows.unpacked(*told["rows"]), told["scales"], told["biases"], thresholds)


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    return read(get_data(__package__, "weights.bin") or b"")
