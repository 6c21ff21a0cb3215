"""The fields of a mark, packed side by side into one whole number.

Adding up the marks of a line is then adding whole numbers, which is quick in pure Python too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import iter_unpack, unpack
from typing import Final

from meeting.language.kinds import Category

CATEGORIES: Final = tuple(Category)
OF_CLAUSE: Final = len(CATEGORIES)
"""How many fields say something of a clause: one a category."""
OF_LINE: Final = len(CATEGORIES) + 1
"""How many of the line: one a category and one for "any at all"."""
FIELDS: Final = OF_CLAUSE + OF_LINE
"""How many every mark has: those of its clause, then those of the line."""
BESIDES: Final = 2 * OF_LINE
"""How many may follow: what it says of the line besides, in a clause that another follows, then in one that
follows another."""

MIDDLE: Final = 128
"""Added to a weight to make it a byte above zero."""
UNIT: Final = 256
"""How many times a sum stands in what is taken apart."""
_BYTES: Final = 3
"""Room for one field's sum: sixty thousand marks would be needed to run over into the next."""
_ALL: Final = 1 + FIELDS + BESIDES
"""All of them, after the first of all, which counts the marks."""
UNKNOWN: Final = 1
"""A mark that says nothing and is counted."""


def _in_every_field(value: int, fields: int) -> int:
    return int.from_bytes(value.to_bytes(_BYTES, "little") * fields, "little")


_SIGNS: Final = _in_every_field(1 << _BYTES * 8 - 1, _ALL)
"""The highest bit of every field."""


def packed(rows: bytes) -> list[int]:
    """Rows of FIELDS bytes, end to end: each as one mark."""
    return _roomy(rows, FIELDS, 1, UNKNOWN)


def besides(rows: bytes) -> list[int]:
    """Rows of BESIDES bytes, end to end: each as what is to be added to a mark."""
    return _roomy(rows, BESIDES, 1 + FIELDS, 0)


def _roomy(rows: bytes, fields: int, skipped: int, more: int) -> list[int]:
    """Each row as one whole number with room for sums, after so many fields that are skipped, and `more`."""
    size, low = (skipped + fields) * _BYTES, skipped * _BYTES
    roomy = bytearray(len(rows) // fields * size)
    for field in range(fields):
        roomy[low + field * _BYTES :: size] = rows[field::fields]
    less, number = (_in_every_field(MIDDLE, fields) << low * 8) - more, int.from_bytes
    return [number(row, "little") - less for (row,) in iter_unpack(f"{size}s", roomy)]


def of_clauses(sums: Sequence[int]) -> tuple[Sequence[int], list[Sequence[int]]]:
    """How many marks each sum holds, and for each category what they say of a clause; UNIT times."""
    fields = _apart(sums, 1 + OF_CLAUSE)
    count, *told = (fields[at :: 1 + OF_CLAUSE] for at in range(1 + OF_CLAUSE))
    return count, told


def of_line(always: int, each: Sequence[int]) -> tuple[int, Sequence[int]]:
    """How many marks a line of such clauses sees and what they say of it, UNIT times.

    It sees once more those of a clause that another follows, and those of one that follows another.
    """
    told = sum(each)
    fields = _apart([told + always, told - each[-1], told - each[0]], _ALL)
    own, followed, following = fields[:_ALL], fields[_ALL:-_ALL], fields[-_ALL:]
    parts = own[-BESIDES - OF_LINE : -BESIDES], followed[-BESIDES:-OF_LINE], following[-OF_LINE:]
    return own[0] + followed[0] + following[0], list(map(sum, zip(*parts, strict=True)))


def _apart(sums: Iterable[int], fields: int) -> Sequence[int]:
    """The first so many fields of each sum, UNIT times."""
    # Lifted above zero and its highest bit turned, a field is a signed number of three bytes; with a fourth
    # below them it can be read.
    size = fields * _BYTES
    tight = b"".join([(told + _SIGNS ^ _SIGNS).to_bytes(_ALL * _BYTES, "little")[:size] for told in sums])
    roomy = bytearray(len(tight) // _BYTES * 4)
    for at in range(_BYTES):
        roomy[at + 1 :: 4] = tight[at::_BYTES]
    return unpack(f"<{len(roomy) // 4}i", roomy)
