"""The learned weights: what each mark says for or against each category, as training wrote it down.

The file is text: a line of JSON (format, biases, scales, thresholds), the marks and their weights, the last
two compressed and in base 64. One mark's weights are packed side by side into one whole number, so that
adding up a line's marks is adding whole numbers, which is quick.
"""

from __future__ import annotations

import base64
import json
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from math import sqrt
from struct import iter_unpack, unpack
from typing import Final

from meeting.language.features import Marks
from meeting.language.kinds import Category, Loudness

FORMAT: Final = 1
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
_PACKED: Final = f"<{len(FIELDS) + 1}I"
"""The fields, then how many marks were added up."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How much is needed: to open a line, and to join a line that another category has opened."""

    opens: float
    joins: float


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
        rows = _packed(table)
        if len(rows) != len(marks):
            raise ValueError("as many rows as marks are needed")
        self._rows = dict(zip(marks, rows, strict=True))
        self._before = _neighbour(marks, rows, BEFORE)
        self._after = _neighbour(marks, rows, AFTER)
        self._scales = scales
        self._biases = biases
        self.thresholds = thresholds

    def scores(self, marks: Marks) -> tuple[list[list[float]], list[float]]:
        """For each clause a score for each of CLAUSE, and for the line one for each of LINE."""
        rows, nothing = self._rows.get, repeat(0)
        before, after = self._before.get, self._after.get
        everywhere = sum(map(rows, marks.whole, nothing))
        each = [sum(map(rows, clause, nothing)) for clause in marks.clauses]
        for at, pairs in enumerate(marks.pairs):
            if at + 1 < len(each):
                each[at + 1] += sum(map(before, pairs, nothing))
            if at:
                each[at - 1] += sum(map(after, pairs, nothing))
        line = sum(map(rows, marks.quoted, nothing), sum(each, everywhere))
        return (
            [self._told(everywhere + own, 0, len(CLAUSE)) for own in each],
            self._told(line, len(CLAUSE) + 1, len(LINE)),
        )

    def _told(self, total: int, first: int, count: int) -> list[float]:
        fields = unpack(_PACKED, total.to_bytes((len(FIELDS) + 1) * _BYTES, "little"))
        size = sqrt(fields[first + count] * self._scales[first + count]) or 1.0
        middle = MIDDLE * fields[-1]
        scales, biases = self._scales, self._biases
        return [(fields[at] - middle) * scales[at] / size + biases[at] for at in range(first, first + count)]


def _packed(table: bytes) -> list[int]:
    """Each mark's fields and a one, for counting, side by side in one whole number."""
    wide, count = len(FIELDS) + 1, len(table) // len(FIELDS)
    roomy = bytearray(wide * _BYTES * count)
    for field in range(len(FIELDS)):
        roomy[field * _BYTES :: wide * _BYTES] = table[field :: len(FIELDS)]
    roomy[len(FIELDS) * _BYTES :: wide * _BYTES] = bytes([1]) * count
    from_bytes = int.from_bytes
    return [from_bytes(row, "little") for (row,) in iter_unpack(f"{wide * _BYTES}s", roomy)]


def _neighbour(marks: Sequence[str], rows: Sequence[int], sign: str) -> dict[str, int]:
    """The pairs of a neighbouring clause without their sign, so that it need not be put before each."""
    first, last = bisect_left(marks, sign), bisect_left(marks, chr(ord(sign) + 1))
    return dict(zip((mark[1:] for mark in marks[first:last]), rows[first:last], strict=True))


def write(
    marks: Sequence[str],
    table: bytes,
    scales: Sequence[float],
    biases: Sequence[float],
    thresholds: Mapping[str, Mapping[str, Sequence[float]]],
) -> str:
    """The text of a weights file; `table` has one byte a field for each mark, in the order of `marks`."""
    head = {"format": FORMAT, "scales": scales, "biases": biases, "thresholds": thresholds}
    blocks = (base64.b64encode(zlib.compress(block, 9)) for block in ("\n".join(marks).encode(), table))
    return "\n".join([json.dumps(head), *(block.decode() for block in blocks), ""])


def read(text: str) -> Weights:
    """Read a weights file; a ValueError if it is damaged or of another format."""
    head, marks, table = text.split("\n")[:3]
    told = json.loads(head)
    if told["format"] != FORMAT:
        raise ValueError("weights of another format")
    names = zlib.decompress(base64.b64decode(marks)).decode().split("\n")
    return Weights(
        names,
        zlib.decompress(base64.b64decode(table)),
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
    return read(resources.files(__package__).joinpath("weights.txt").read_text(encoding="ascii"))
