"""Lines joined from two: people dodge twice in a breath oftener than anybody writes it down for us.

What is learned from lines with one dodge each is lost in a line with two or three; pairs put together by
chance teach it. A pair is left out where one half clears the other, so that its labels would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from meeting.language.clauses import listen
from meeting.language.facts import facts, own_part
from meeting.language.kinds import Category, Context
from tools.ear.lines import Labelled

SHORT: Final = 26
"""Characters of a half at most: of longer ones nobody makes one line."""
_BETWEEN: Final = "，，，。。；"
"""What stands between two halves, the commonest most often."""
_CLEARED: Final = frozenset({Category.VAGUE, Category.ATTITUDE_ONLY})
"""What one concrete fact anywhere in the line clears (guide, ruling 2)."""


@dataclass(frozen=True, slots=True)
class _Half:
    line: Labelled
    concrete: bool
    own: bool
    """Is the speaker's own part stated?"""


def joined(lines: Iterable[Labelled], count: int) -> list[Labelled]:
    """At most `count` statements, each made of two of `lines` drawn by chance.

    A half is clean or of one category, all as often; a line of several counts for the first by name.
    The same lines give the same statements.
    """
    chance = Random(1)
    halves: dict[str, list[_Half]] = {}
    for line in lines:
        if line.context is Context.STATEMENT and len(line.text) <= SHORT:
            halves.setdefault(min(line.labels, default=""), []).append(_half(line))
    piles = list(halves.values())
    made: list[Labelled] = []
    for _ in range(count if piles else 0):
        first, second = chance.choice(chance.choice(piles)), chance.choice(chance.choice(piles))
        if not (_clears(first, second.line) or _clears(second, first.line)):
            made.append(_joined(first.line, second.line, chance.choice(_BETWEEN)))
    return made


@cache
def _half(line: Labelled) -> _Half:
    heard = listen(line.text)
    return _Half(line, bool(facts(heard)), own_part(heard.heard))


def _clears(half: _Half, other: Labelled) -> bool:
    if half.concrete and other.labels & _CLEARED:
        return True
    return half.own and Category.COLLECTIVE in other.labels


def _joined(first: Labelled, second: Labelled, mark: str) -> Labelled:
    start = first.text if first.text[-1] in "？?" else first.text.rstrip("。，,.；;！!") + mark
    spans = [
        *((begin, min(end, len(start)), kind) for begin, end, kind in first.spans),
        *((begin + len(start), end + len(start), kind) for begin, end, kind in second.spans),
    ]
    return Labelled(
        f"{first.id}+{second.id}",
        Context.STATEMENT,
        start + second.text,
        first.labels | second.labels,
        tuple(spans),
    )
