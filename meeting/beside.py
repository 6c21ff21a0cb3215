"""Two lists of lines side by side: which belong together, and where they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.5
"""From which share of neighbouring characters in common two lines stand side by side, 0 to 1."""
SHORTEST: Final = 3
"""An agreement shorter than this between two differences, in characters, only makes them hard to read."""
_TOKENS: Final = re.compile(r"[A-Za-z0-9]+(?:[.,:%-][0-9]+)*%?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a line."""

    text: str
    differs: bool
    """Are they in this line only?"""


Told = tuple[Stretch, ...]
Pair = tuple[Told, Told]
"""A line on the left and one on the right; a line that stands alone has nothing beside it."""


def beside(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Both lists in their order; lines that are alike stand side by side."""
    pairs: list[Pair] = []
    at = to = 0
    for one, other in [*_alike(left, right), (len(left), len(right))]:
        pairs += [((Stretch(line, True),), ()) for line in left[at:one]]
        pairs += [((), (Stretch(line, True),)) for line in right[to:other]]
        if one < len(left):
            pairs.append(differences(left[one], right[other]))
        at, to = one + 1, other + 1
    return pairs


def differences(left: str, right: str) -> Pair:
    """Two lines cut into what they share and what only one has; numbers and Latin words stay whole."""
    one, other = _TOKENS.findall(left), _TOKENS.findall(right)
    same = [(0, 0, 0)]
    for a, b, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        inner = (0 < a < len(one) and a + size < len(one)) or (0 < b < len(other) and b + size < len(other))
        if size and not (inner and len("".join(one[a : a + size])) < SHORTEST):
            same.append((a, b, size))
    return _cut(one, [(a, size) for a, _b, size in same]), _cut(other, [(b, size) for _a, b, size in same])


def _cut(tokens: Sequence[str], same: Sequence[tuple[int, int]]) -> Told:
    found: list[Stretch] = []
    done = 0
    for start, size in [*same, (len(tokens), 0)]:
        found.append(Stretch("".join(tokens[done:start]), True))
        found.append(Stretch("".join(tokens[start : start + size]), False))
        done = start + size
    return tuple(stretch for stretch in found if stretch.text)


def _alike(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of lines that belong together, in the order of both: those most alike in all."""
    ones, others = [_pairs(line) for line in left], [_pairs(line) for line in right]
    share = [[_share(one, other) for other in others] for one in ones]
    best = [[0.0] * (len(right) + 1) for _row in range(len(left) + 1)]
    for a in reversed(range(len(left))):
        for b in reversed(range(len(right))):
            together = share[a][b] + best[a + 1][b + 1] if share[a][b] >= ALIKE else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(left) and b < len(right):
        if share[a][b] >= ALIKE and best[a][b] == share[a][b] + best[a + 1][b + 1]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _pairs(line: str) -> Counter[str]:
    return Counter(line[at : at + 2] for at in range(max(1, len(line) - 1)))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How much two lines have in common, 0 to 1."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())
