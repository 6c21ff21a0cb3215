"""What the learned judgement looks at: the marks of each clause, and of the line as a whole.

A mark is a character of a clause's shape, two neighbours as a number, or a name: a rule of the lexicon that
is heard in the clause and its category, or something said of the line. What stands there twice counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from meeting.language.clauses import Line
from meeting.language.listening import Heard
from meeting.language.numbers import pairs
from meeting.language.shapes import EDGE, leveled

Mark = str | int
"""One character of a shape, or a longer name; or the number of a pair of characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one line."""

    shape: str
    """The shapes of all clauses with an EDGE before, between and after them."""
    ends: Sequence[int]
    """Where the edges stand: each clause has the marks of what stands from its edge to before the next."""
    rules: Sequence[Sequence[str]]
    """For each clause the rules that are heard in it."""
    whole: Sequence[str]
    """For the line as a whole. They count for each clause too, as those of the clauses count for the line."""

    @property
    def clauses(self) -> list[list[Mark]]:
        """Each clause's marks one by one."""
        numbers = pairs(self.shape)
        return [
            [*self.shape[start:end], *numbers[start:end], *rules]
            for (start, end), rules in zip(pairwise(self.ends), self.rules, strict=True)
        ]

    def seen(self) -> tuple[list[int], int]:
        """How many marks each clause sees, and how many the line.

        A clause sees its own, its neighbours' and the line's; the line all that its clauses see.
        """
        own = [
            2 * (end - start) + len(rules)
            for (start, end), rules in zip(pairwise(self.ends), self.rules, strict=True)
        ]
        whole = len(self.whole)
        each = [
            before + here + after + whole
            for before, here, after in zip([0, *own], own, [*own[1:], 0], strict=False)
        ]
        return each, sum(each) - (len(each) - 1) * whole


def marks(line: Line, heard: Heard, remark: bool) -> Marks:
    """Everything the judgement looks at, in time linear in the line's length."""
    if not line.clauses:
        return Marks("", [0], [], [])
    shape = leveled(EDGE + EDGE.join([line.heard[start:end] for start, end in line.clauses]) + EDGE)
    ends = list(accumulate(map(len, shape[1:-1].split(EDGE)), lambda at, length: at + length + 1, initial=0))
    rules: list[list[str]] = [[] for _ in line.clauses]
    for rule, places in heard.rules.items():
        for number in {line.clause_at(start) for start, _ in places}:
            rules[number] += rule, rule.partition(".")[0]
    whole = [
        "@remark" if remark else "@statement",
        f"@long{min(len(line.plain) // 8, 6)}",
        f"@clauses{min(len(line.clauses), 6)}",
    ]
    if "?" in line.heard:
        whole.append("@asks")
    return Marks(shape, ends, rules, whole)
