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

from meeting.language.drawers import Drawer, Rows
from meeting.language.features import Marks
from meeting.language.fields import CATEGORIES, OF_CLAUSE, OF_LINE, UNIT, of_clauses, of_line
from meeting.language.kinds import Category, Loudness

FORMAT: Final = 4


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

    A score is the sum of what the marks say, over the root of how many are seen, known or not. A clause sees
    its neighbours' marks too, but is judged by its own and the whole line's.
    """

    def __init__(
        self,
        drawers: Mapping[str, bytes],
        scales: Sequence[float],
        biases: Sequence[float],
        thresholds: Mapping[Category, Mapping[Loudness, Threshold]],
    ) -> None:
        """`drawers` holds for each first character its drawer, closed."""
        self._rows = Rows(drawers)
        self._scales = [scale / sqrt(UNIT) for scale in scales]
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks, wanted: Iterable[Category]) -> Scores:
        """The scores of each clause and of the line for the categories that are `wanted`."""
        always, quoted = self._rows.total(marks.whole), self._rows.total(marks.quoted)
        each = self._rows.totals(marks)
        counts, of_each = of_clauses([told + always for told in each])
        count, of_all = of_line(always + quoted, each)
        size, whole = sqrt(count), len(marks.whole) * UNIT
        sizes = [
            sqrt(before + here + after - 2 * whole)
            for before, here, after in zip([whole, *counts], counts, [*counts[1:], whole], strict=False)
        ]

        def clauses(at: int) -> list[float]:
            scale, bias = self._scales[at], self._biases[at]
            return [told * scale / size + bias for told, size in zip(of_each[at], sizes, strict=True)]

        def line(at: int) -> float:
            return of_all[at] * self._scales[OF_CLAUSE + at] / size + self._biases[OF_CLAUSE + at]

        asked = [(category, CATEGORIES.index(category)) for category in wanted]
        return Scores(
            {category: clauses(at) for category, at in asked},
            {category: line(at) for category, at in asked},
            line(OF_LINE - 1),
        )


def write(
    drawers: Mapping[str, Drawer],
    scales: Sequence[float],
    biases: Sequence[float],
    thresholds: Mapping[str, Mapping[str, Sequence[float]]],
) -> bytes:
    """A weights file: scales and biases are those of a clause's categories, then of the line's."""
    closed = {character: drawer.closed() for character, drawer in drawers.items()}
    told = {"format": FORMAT, "drawers": closed, "scales": scales, "biases": biases}
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
    return Weights(told["drawers"], told["scales"], told["biases"], thresholds)


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    return read(resources.files(__package__).joinpath("weights.bin").read_bytes())
