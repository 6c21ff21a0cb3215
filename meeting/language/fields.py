"""The fields of a mark, packed side by side into one whole number.

Adding up the marks of a line is then adding whole numbers, which is quick in pure Python too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import unpack
from typing import Final

from meeting.language.kinds import Category

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


def packed(rows: bytes, fields: int) -> list[int]:
    """Rows of so many fields, a byte each, end to end: each as one whole number with room for sums."""
    roomy = bytearray(len(rows) * _BYTES)
    roomy[::_BYTES] = rows
    size, middle = fields * _BYTES, _in_every_field(MIDDLE, fields)
    return [int.from_bytes(roomy[at : at + size], "little") - middle for at in range(0, len(roomy), size)]


def for_the_sides(row: int) -> int:
    """`row` where what is said to the clause after stands, and to the one before it."""
    return row << _SHIFT


def with_neighbours(everywhere: int, each: Sequence[int]) -> list[int]:
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


def unpacked(sums: Iterable[int], fields: int) -> Sequence[int]:
    """The first so many fields of each sum, one sum after another."""
    size = fields * _BYTES
    lift, low = _in_every_field(_HALF, fields), (1 << size * 8) - 1
    tight = b"".join([(each + lift & low).to_bytes(size, "little") for each in sums])
    roomy = bytearray(len(tight) // _BYTES * 4)
    for at in range(_BYTES):
        roomy[at::4] = tight[at::_BYTES]
    return [told - _HALF for told in unpack(f"<{len(roomy) // 4}I", roomy)]
