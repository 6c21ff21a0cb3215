"""What the learned judgement looks at: the marks of each clause, and of the line as a whole.

A mark is a short string: a run of characters of the clause's shape, a word class and how often it occurs, a
rule of the lexicon, a fact, or two of these together. A mark that stands there twice counts twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from meeting.language.clauses import Line
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
    pairs: tuple[list[str], ...]
    """Each clause's runs of two, which its neighbours look at."""
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
    clauses = tuple(seen.clause(number) for number in range(len(line.clauses)))
    return Marks(clauses, tuple(map(_pairs, seen.signed)), whole, quoted)


def runs(text: str, shortest: int = 1, longest: int = LONGEST) -> list[str]:
    """Every run of characters, the beginning and the end of the text being characters too."""
    text = f"^{text}$"
    return [
        text[at : at + size] for size in range(shortest, longest + 1) for at in range(len(text) - size + 1)
    ]


class _Seen:
    """One line while its clauses are looked at one by one."""

    def __init__(self, line: Line, heard: Heard, found: Sequence[Fact], own: Sequence[bool]) -> None:
        self._own = own
        self._facts = _counted(line, [fact.start for fact in found])
        self._words = _by_clause(line, heard.words)
        self._rules = _by_clause(line, heard.rules)
        self._facts_in_line = min(len(found), 2)
        self._own_in_line = any(own)
        texts = [line.heard[clause.start : clause.end] for clause in line.clauses]
        self._plain = _leveled(texts)
        signed = [
            _signed(text, clause.start, words)
            for text, clause, words in zip(texts, line.clauses, self._words, strict=True)
        ]
        changed = [at for at, text in enumerate(texts) if signed[at] is not text]
        self.signed = list(self._plain)
        for at, text in zip(changed, _leveled([signed[at] for at in changed]), strict=True):
            self.signed[at] = text

    def clause(self, number: int) -> list[str]:
        plain, signed = self._plain[number], self.signed[number]
        seen = runs(plain)
        if signed is not plain:
            seen += _around_signs(f"^{signed}$")
        last = len(self._plain) - 1
        seen.append(
            "@only" if not last else "@first" if not number else "@last" if number == last else "@mid"
        )
        few, own = min(self._facts[number], 2), self._own[number]
        seen += ("@facts0", "@facts1", "@facts2")[few], "@own" if own else "@notown"
        for rule in self._rules[number]:
            seen += _rule(rule, few, own, self._facts_in_line, self._own_in_line)
        for name, places in self._words[number].items():
            seen += _TIMES[name][: len(places)]
        return seen


@cache
def _rule(rule: str, few: int, own: bool, few_in_line: int, own_in_line: bool) -> tuple[str, ...]:
    """The marks of a rule beside what the clause and the line hold: facts (none, one, more), an own part."""
    category = rule.partition(".")[0]
    return (
        f"#{rule}",
        f"#{category}",
        f"#{category}&{few}",
        f"#{category}&own{own:d}",
        f"#{category}&line{few_in_line}",
        f"#{category}&own{own_in_line:d}line",
    )


class _Times(dict[str, list[str]]):
    """The marks of a word class that occurs once, twice, three times or more."""

    def __missing__(self, name: str) -> list[str]:
        self[name] = found = [f"@{name}{times}" for times in (1, 2, 3)]
        return found


_TIMES: Final = _Times()


def _leveled(texts: Sequence[str]) -> list[str]:
    """Each text leveled, in one pass; a line break is in none of them."""
    return leveled("\n".join(texts)).split("\n") if texts else []


def _pairs(text: str) -> list[str]:
    text = f"^{text}$"
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _around_signs(text: str) -> list[str]:
    """The runs that hold a sign of a word class; all others are runs of the plain shape too."""
    return [
        text[at : at + size]
        for place, char in enumerate(text)
        if char in _SIGNS
        for size in range(1, LONGEST + 1)
        for at in range(max(0, place - size + 1), min(place, len(text) - size) + 1)
    ]


def _signed(text: str, start: int, words: Mapping[str, list[Place]]) -> str:
    """`text`, which stands at `start`, with the words of some classes each under its sign."""
    if words.keys().isdisjoint(SIGNS):
        return text
    places = sorted(
        (first - start, start - last, sign)
        for name, sign in SIGNS.items()
        if name in words
        for first, last in words[name]
    )
    parts: list[str] = []
    at = 0
    for first, last, sign in places:
        if first >= at and -last <= len(text):
            parts += [text[at:first], sign]
            at = -last
    return "".join([*parts, text[at:]]) if at else text


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
