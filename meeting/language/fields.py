"""The fields of a mark, packed side by side into one whole number.

Adding up the marks of a line is then adding whole numbers, which is quick in pure Python too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import unpack
from typing import Final

from meeting.language.kinds import Category

CATEGORIES: Final = tuple(Category)
OF_CLAUSE: Final = len(CATEGORIES)
"""How many fields say something of a clause: one a category."""
OF_LINE: Final = len(CATEGORIES) + 1
"""How many of the line: one a category and one for "any at all"."""
FIELDS: Final = OF_CLAUSE + 3 * OF_LINE
"""All of them: what a mark says of its clause, of the line, and of the line besides where another clause
follows the mark's own, and where it follows another."""

LARGEST: Final = 48
LARGEST_NAMED: Final = 4 * LARGEST
"""How much a field of a character or a pair, and of any other mark, may say, for or against: a passage has at
most 320 characters and as many pairs, so that what is summed of them fits into its room."""
_BYTES: Final = 2
"""Room for one field's sum, its sign included."""
_SIGNS: Final = int.from_bytes(b"\0\x80" * FIELDS, "little")
"""The highest bit of every field."""
_ALL: Final = (1 << 8 * _BYTES * FIELDS) - 1


def packed(fields: Iterable[int]) -> int:
    """Fields as one whole number, the first lowest."""
    return sum(field << 8 * _BYTES * at for at, field in enumerate(fields))


def unpacked(sums: Iterable[int], fields: int = FIELDS) -> tuple[int, ...]:
    """The first so many fields of marks, or of sums of marks, one after the other."""
    # Lifted above zero and its highest bit turned, a field is a signed number of two bytes.
    size = fields * _BYTES
    # Nothing but cues at their loudest could run over; that would be judged wrongly, and no worse.
    every = b"".join(
        [(told + _SIGNS & _ALL ^ _SIGNS).to_bytes(FIELDS * _BYTES, "little")[:size] for told in sums]
    )
    return unpack(f"<{len(every) // _BYTES}h", every)


def of_clauses(sums: Iterable[int]) -> list[Sequence[int]]:
    """For each category what the marks of each clause say of it."""
    fields = unpacked(sums, OF_CLAUSE)
    return [fields[at::OF_CLAUSE] for at in range(OF_CLAUSE)]


def of_line(always: int, each: Sequence[int]) -> list[int]:
    """What the marks of such clauses, and those there `always`, say of the line."""
    told = sum(each)
    fields = unpacked([told + always, told - each[-1], told - each[0]])
    own, followed, following = fields[:FIELDS], fields[FIELDS:-FIELDS], fields[-FIELDS:]
    parts = own[OF_CLAUSE : OF_CLAUSE + OF_LINE], followed[-2 * OF_LINE : -OF_LINE], following[-OF_LINE:]
    return list(map(sum, zip(*parts, strict=True)))
