"""What the learned judgement looks at: the marks of each clause, and of the line as a whole.

A mark is a short string: a run of characters of the clause's shape, a word class and how often it occurs, a rule
of the lexicon, a fact, or two of these together. How often a mark occurs does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from meeting.language.clauses import Clause, Line
from meeting.language.cues import Place
from meeting.language.facts import Fact, facts, own_part
from meeting.language.lexicon import Heard
from meeting.language.shapes import SIGNS, leveled

LONGEST: Final = 3
"""The most characters in one run."""

_SIGNS: Final = frozenset(SIGNS.values())
_QUOTED: Final = 40
"""How much of a quotation is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one line."""

    clauses: tuple[list[str], ...]
    """For each clause, in order; a mark may stand there twice."""
    whole: list[str]
    """For the line as a whole. They count for each clause too, as those of the clauses count for the line."""
    quoted: list[str]
    """For the insides of quotations: for the line only."""


def marks(line: Line, heard: Heard, remark: bool) -> Marks:
    """Everything the judgement looks at, in time linear in the line's length."""
    found = facts(line)
    own = [own_part(line.heard[clause.start : clause.end]) for clause in line.clauses]
    whole = _whole(line, heard, found, any(own), remark)
    seen = _Seen(line, heard, found, own)
    quoted = [
        f"q{run}"
        for quotation in line.quotations
        for run in runs(line.plain[quotation.start : min(quotation.end, quotation.start + _QUOTED)], 2, 3)
    ]
    return Marks(tuple(seen.clause(number) for number in range(len(line.clauses))), whole, quoted)


def runs(text: str, shortest: int = 1, longest: int = LONGEST) -> list[str]:
    """Every run of characters, the beginning and the end of the text being characters too."""
    text = f"^{text}$"
    return [
        text[at : at + size] for size in range(shortest, longest + 1) for at in range(len(text) - size + 1)
    ]


class _Seen:
    """One line while its clauses are looked at one by one."""

    def __init__(self, line: Line, heard: Heard, found: Sequence[Fact], own: Sequence[bool]) -> None:
        self._line = line
        self._own = own
        self._facts = _counted(line, [fact.start for fact in found])
        self._signs = _by_clause(line, {sign: heard.words.get(name, ()) for name, sign in SIGNS.items()})
        self._words = _by_clause(line, heard.words)
        self._rules = _by_clause(line, heard.rules)
        self._facts_in_line = min(len(found), 2)
        self._own_in_line = any(own)
        self._shapes = [self._shape(number) for number in range(len(line.clauses))]

    def clause(self, number: int) -> list[str]:
        plain, signed = self._shapes[number]
        seen = runs(plain)
        if signed != plain:
            seen += _around_signs(f"^{signed}$")
        last = len(self._shapes) - 1
        seen.append("@only" if not last else "@first" if not number else "@last" if number == last else "@mid")
        if number:
            seen += [f"<{run}" for run in runs(self._shapes[number - 1][1], 2, 2)]
        if number < last:
            seen += [f">{run}" for run in runs(self._shapes[number + 1][1], 2, 2)]
        few, own = min(self._facts[number], 2), int(self._own[number])
        seen += (f"@facts{few}", f"@own{own}")
        for rule in self._rules[number]:
            category = rule.partition(".")[0]
            seen += (f"#{rule}", f"#{category}", f"#{category}&{few}", f"#{category}&own{own}")
            seen += (f"#{category}&line{self._facts_in_line}", f"#{category}&own{self._own_in_line:d}line")
        for name, places in self._words[number].items():
            seen += [f"@{name}{count}" for count in range(1, min(len(places), 3) + 1)]
        return seen

    def _shape(self, number: int) -> tuple[str, str]:
        clause = self._line.clauses[number]
        text = self._line.heard[clause.start : clause.end]
        places = [(a, -b, sign) for sign, found in self._signs[number].items() for a, b in found]
        return leveled(text), _signed(self._line.heard, clause, sorted(places))


def _around_signs(text: str) -> list[str]:
    """The runs that hold a sign of a word class; all others are runs of the plain shape too."""
    return [
        text[at : at + size]
        for place, char in enumerate(text)
        if char in _SIGNS
        for size in range(1, LONGEST + 1)
        for at in range(max(0, place - size + 1), min(place, len(text) - size) + 1)
    ]


def _signed(heard: str, clause: Clause, places: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = clause.start
    for start, end, sign in places:
        if start >= at and -end <= clause.end:
            parts += [leveled(heard[at:start]), sign]
            at = -end
    return "".join([*parts, leveled(heard[at : clause.end])])


def _whole(line: Line, heard: Heard, found: Sequence[Fact], own: bool, remark: bool) -> list[str]:
    seen = [
        "@remark" if remark else "@statement",
        f"@all{min(len(found), 4)}",
        f"@allown{own:d}",
        f"@long{min(len(line.plain) // 8, 6)}",
        f"@clauses{min(len(line.clauses), 6)}",
        *(f"@{fact.kind}" for fact in found),
    ]
    if "?" in line.heard:
        seen.append("@asks")
    categories = sorted({rule.partition(".")[0] for rule in heard.rules})
    for at, category in enumerate(categories):
        seen.append(f"*{category}&{min(len(found), 2)}")
        seen += [f"*{category}&{other}" for other in categories[at + 1 :]]
    return seen


def _by_clause(line: Line, found: Mapping[str, Iterable[Place]]) -> list[dict[str, list[Place]]]:
    each: list[dict[str, list[Place]]] = [{} for _ in line.clauses]
    starts = line.starts
    for name, places in found.items():
        for place in places:
            if each:
                each[max(0, bisect_right(starts, place[0]) - 1)].setdefault(name, []).append(place)
    return each


def _counted(line: Line, starts: Iterable[int]) -> list[int]:
    counts = [0] * len(line.clauses)
    for start in starts:
        if counts:
            counts[line.clause_at(start)] += 1
    return counts
