"""Pairs of neighbouring characters as numbers, all those of a text at once.

Looking a pair up by its number in a list is several times quicker than by a string, which has to be cut out
and hashed first.
"""

from __future__ import annotations

from struct import unpack
from typing import Final

CHARACTERS: Final = 1 << 16
"""The characters of the basic plane are below this; a `Line` holds no others."""
PAIRS: Final = 1 << 18
"""How many numbers there are for pairs. Two pairs may share one; few that are heard in meetings do."""
_FIRST: Final = 13441
_SECOND: Final = 19753
"""What the two characters are multiplied by before they are added up: primes, freely chosen."""
_ROOM: Final = 4
"""Bytes for a character times either factor, and for both together."""
_LONGEST: Final = 1 << 10
"""Pairs that are worked out at once."""
_BELOW: Final = int.from_bytes((PAIRS - 1).to_bytes(_ROOM, "little") * _LONGEST, "little")


def pairs(text: str) -> list[int]:
    """The number of each pair of neighbours in `text`, all of whose characters are of the basic plane.

    The text is taken as one whole number with room for each character, so that no step is taken for each.
    """
    told: list[int] = []
    for start in range(0, len(text) - 1, _LONGEST):
        piece = text[start : start + _LONGEST + 1]
        each = int.from_bytes(piece.encode("utf-32-le", "surrogatepass"), "little")
        mixed = each * _FIRST + (each >> 8 * _ROOM) * _SECOND & _BELOW
        size = len(piece) - 1
        told += unpack(f"<{size}I", mixed.to_bytes(len(piece) * _ROOM, "little")[: size * _ROOM])
    return told
