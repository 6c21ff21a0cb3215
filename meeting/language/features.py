"""What the learned judgement looks at: the marks of each clause, and of the line as a whole.

A mark is a short string: one or two characters of the clause's shape, a word class and how often it occurs,
a rule of the lexicon, a fact, or two of these together. A mark that stands there twice counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import add
from typing import Final

from meeting.language.clauses import Line
from meeting.language.cues import Place
from meeting.language.facts import Fact, facts, own_part
from meeting.language.listening import Heard
from meeting.language.shapes import SIGNS, leveled
from meeting.language.subjects import Group, subjects

QUOTED: Final = "“"
"""What the marks of a quotation begin with."""

OF_WORDS: Final = frozenset(SIGNS.values())
"""The signs of word classes: in no shape, but in marks of words, alone and in pairs."""

_A_SIGN: Final = re.compile(f"[{''.join(sorted(OF_WORDS))}]")
_LOOKED_AT: Final = 40
"""How much of a quotation is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one line."""

    shapes: Sequence[str]
    """For each clause, its shape from ^ to $: each of its characters is a mark, and each pair of them."""
    others: Sequence[list[str]]
    """For each clause its marks of edges and words; one may stand there twice."""
    groups: Sequence[list[Group]]
    """For each clause its other marks: place, facts, subject and rules stand together in few ways."""
    whole: list[str]
    """For the line as a whole. They count for each clause too, as those of the clauses count for the line."""
    quoted: list[str]
    """For the insides of quotations: for the line only."""

    @property
    def clauses(self) -> list[list[str]]:
        """Each clause's marks one by one, for learning."""
        return [
            [*shape, *map(add, shape, shape[1:]), *others, *chain.from_iterable(groups)]
            for shape, others, groups in zip(self.shapes, self.others, self.groups, strict=True)
        ]

    def counts(self) -> tuple[list[int], int]:
        """How many marks each clause sees, and how many the line.

        A clause sees its own, its neighbours' and the line's; the line all that its clauses see, and those of
        its quotations.
        """
        whole = len(self.whole)
        own = [
            2 * len(shape) - 1 + len(others) + sum(map(len, groups))
            for shape, others, groups in zip(self.shapes, self.others, self.groups, strict=True)
        ]
        each = [
            before + here + after + whole
            for before, here, after in zip([0, *own], own, [*own[1:], 0], strict=False)
        ]
        return each, sum(each) - (len(each) - 1) * whole + len(self.quoted)


def marks(line: Line, heard: Heard, remark: bool) -> Marks:
    """Everything the judgement looks at, in time linear in the line's length."""
    if not line.clauses:
        return Marks((), (), (), [], [])
    found = facts(line)
    texts = [line.heard[start:end] for start, end in line.clauses]
    own = list(map(own_part, texts))
    whole = _whole(line, heard, found, any(own), remark)
    seen = _Seen(line, texts, heard, found, own)
    quoted = [
        f"{QUOTED}{run}"
        for quotation in line.quotations
        for run in _runs(line.plain[quotation.start : min(quotation.end, quotation.start + _LOOKED_AT)])
    ]
    return Marks(seen.shapes, seen.others, seen.groups, whole, quoted)


def tells(mark: str) -> bool:
    """Do the clauses beside it look at the mark too?"""
    return len(mark) == 2 or mark[0] == "#"


def _runs(text: str) -> list[str]:
    """Every run of two or three characters, the beginning and the end of the text being characters too."""
    text = f"^{text}$"
    return [text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)]


class _Seen:
    """One line while its clauses are looked at."""

    def __init__(
        self, line: Line, texts: Sequence[str], heard: Heard, found: Sequence[Fact], own: Sequence[bool]
    ) -> None:
        self._where = _where(line)
        self.shapes = [f"^{text}$" for text in _leveled(texts)]
        self.others = [[shape[:3], shape[-3:]] for shape in self.shapes]
        for number, text in self._signed(texts, line, heard.words).items():
            self.others[number] += _around_signs(f"^{text}$")
        few = [0] * len(line.clauses)
        for fact in found:
            few[self._where[fact.start]] += 1
        few = [min(count, 2) for count in few]
        self._count(heard.words)
        self.groups = subjects(line, heard.words, self._where)
        last = len(line.clauses) - 1
        for number, seen in enumerate(self.groups):
            place = "only" if not last else "first" if not number else "last" if number == last else "mid"
            seen.append(_stands(place, few[number], own[number]))
        in_line, own_in_line = min(len(found), 2), any(own)
        for rule, places in heard.rules.items():
            for number in {self._where[start] for start, _ in places}:
                self.groups[number].append(_rule(rule, few[number], own[number], in_line, own_in_line))

    def _signed(
        self, texts: Sequence[str], line: Line, words: Mapping[str, list[Place]]
    ) -> Mapping[int, str]:
        """The clauses that hold words of some classes, with those words each under its sign, leveled."""
        places: dict[int, list[tuple[int, int, str]]] = {}
        for name, sign in SIGNS.items():
            for start, end in words.get(name, ()):
                places.setdefault(self._where[start], []).append((start, -end, sign))
        changed: dict[int, str] = {}
        for number, found in places.items():
            text = _under_signs(texts[number], line.starts[number], found)
            if text is not texts[number]:
                changed[number] = text
        return dict(zip(changed, _leveled(list(changed.values())), strict=True))

    def _count(self, words: Mapping[str, list[Place]]) -> None:
        """Which word classes a clause holds, and whether once, twice, three times or more."""
        for name, places in words.items():
            marks, before, times = _TIMES[name], -1, 0
            for start, _ in places:
                number = self._where[start]
                times = times + 1 if number == before else 0
                before = number
                if times < len(marks):
                    self.others[number].append(marks[times])


@cache
def _stands(place: str, few: int, own: bool) -> Group:
    """The marks of a clause's place in the line, of its facts (none, one, more) and of an own part in it."""
    return f"@{place}", f"@facts{few}", "@own" if own else "@notown"


@cache
def _rule(rule: str, few: int, own: bool, few_in_line: int, own_in_line: bool) -> Group:
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


def _around_signs(text: str) -> list[str]:
    """The runs that hold a sign of a word class; all others are runs of the plain shape too.

    `text` begins and ends with the marks for its edges, so that a sign stands at neither.
    """
    seen: list[str] = []
    last = len(text) - 2
    for sign in _A_SIGN.finditer(text):
        at = sign.start()
        seen += text[at], text[at - 1 : at + 1], text[at : at + 2], text[at - 1 : at + 2]
        if at > 1:
            seen.append(text[at - 2 : at + 1])
        if at < last:
            seen.append(text[at : at + 3])
    return seen


def _under_signs(text: str, start: int, places: Iterable[tuple[int, int, str]]) -> str:
    """`text`, which stands at `start`, with the words at `places` each under its sign, the longest first."""
    parts: list[str] = []
    at = 0
    for first, last, sign in sorted(places):
        if first - start >= at and -last - start <= len(text):
            parts += [text[at : first - start], sign]
            at = -last - start
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


def _where(line: Line) -> list[int]:
    """For each offset the number of the clause it stands in or after."""
    where: list[int] = []
    for number, start in enumerate(line.starts[1:]):
        where += [number] * (start - len(where))
    return where + [max(0, len(line.starts) - 1)] * (len(line.heard) - len(where))
