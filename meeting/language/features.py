"""What the learned judgement looks at: the marks of each clause, and of the line as a whole.

A mark is a short string: one or two characters of the clause's shape, a word class and how often it occurs,
a rule of the lexicon, a fact, or two of these together. A mark that stands there twice counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Final

from meeting.language.clauses import Line
from meeting.language.cues import Place
from meeting.language.facts import Fact, facts, own_part
from meeting.language.listening import Heard
from meeting.language.shapes import SIGNS, leveled
from meeting.language.subjects import About, subjects

QUOTED: Final = "“"
"""What the marks of a quotation begin with."""

BETWEEN: Final = "\n"
"""Stands between two shapes or two marks of a group, and in none."""
Group = str
"""A mark, or several that stand together, BETWEEN each two."""
_EDGES: Final = f"${BETWEEN}^"

OF_WORDS: Final = frozenset(SIGNS.values())
"""The signs of word classes: in no shape, but in marks of words, alone and in pairs."""

_A_SIGN: Final = re.compile(f"[{''.join(sorted(OF_WORDS))}]")
_PREDICATES: Final = ("failing", "lack", "deed", "honour", "press", "cause", "forget")
"""The word classes that are looked at together with the clause's subject."""
_LOOKED_AT: Final = 40
"""How much of a quotation is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one line."""

    shape: str
    """The shapes of all clauses, each from ^ to $: each of their characters is a mark, and each pair."""
    others: Sequence[list[Group]]
    """For each clause its other marks; one may stand there twice."""
    whole: list[str]
    """For the line as a whole. They count for each clause too, as those of the clauses count for the line."""
    quoted: list[str]
    """For the insides of quotations: for the line only."""

    @property
    def shapes(self) -> list[str]:
        """The shape of each clause."""
        return self.shape.split(BETWEEN) if self.shape else []

    @property
    def clauses(self) -> list[list[str]]:
        """Each clause's marks one by one, for learning."""
        return [
            [*shape, *map(add, shape, shape[1:]), *BETWEEN.join(others).split(BETWEEN)]
            for shape, others in zip(self.shapes, self.others, strict=True)
        ]


def marks(line: Line, heard: Heard, remark: bool) -> Marks:
    """Everything the judgement looks at, in time linear in the line's length."""
    if not line.clauses:
        return Marks("", [], [], [])
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
    return Marks(seen.shape, seen.others, whole, quoted)


def tells(mark: str) -> bool:
    """Is the mark looked at once more beside another clause?"""
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
        self.shape = _leveled(texts)
        few = [0] * len(texts)
        for fact in found:
            few[self._where[fact.start]] += 1
        few = [min(count, 2) for count in few]
        places = ["first", *["mid"] * (len(texts) - 2), "last"] if len(texts) > 1 else ["only"]
        about = subjects(line, heard.words, self._where)
        self.others = [
            [shape[:3], shape[-3:], _stands(place, count, mine, whom)]
            for shape, place, count, mine, whom in zip(
                self.shape.split(BETWEEN), places, few, own, about, strict=True
            )
        ]
        for name in _PREDICATES:
            for number in {self._where[start] for start, _ in heard.words.get(name, ())}:
                self.others[number].append(_does(about[number][0], name))
        for number, shape in self._signed(texts, line, heard.words).items():
            self.others[number] += _around_signs(shape)
        self._count(heard.words)
        in_line, own_in_line = min(len(found), 2), any(own)
        for rule, hits in heard.rules.items():
            for number in {self._where[start] for start, _ in hits}:
                self.others[number].append(_rule(rule, few[number], own[number], in_line, own_in_line))

    def _signed(
        self, texts: Sequence[str], line: Line, words: Mapping[str, list[Place]]
    ) -> Mapping[int, str]:
        """The shapes of the clauses that hold words of some classes, with those words each under its sign."""
        places: dict[int, list[tuple[int, int, str]]] = {}
        for name, sign in SIGNS.items():
            for start, end in words.get(name, ()):
                places.setdefault(self._where[start], []).append((start, -end, sign))
        changed: dict[int, str] = {}
        for number, found in places.items():
            text = _under_signs(texts[number], line.starts[number], found)
            if text is not texts[number]:
                changed[number] = text
        return dict(zip(changed, _leveled(changed.values()).split(BETWEEN), strict=True)) if changed else {}

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
def _stands(place: str, few: int, own: bool, about: About) -> Group:
    """The marks of a clause's place in the line, of its facts (none, one, more), an own part, its subject."""
    who, how = about
    owned = "@own" if own else "@notown"
    return BETWEEN.join((f"@{place}", f"@facts{few}", owned, f"@by{who}", f"@by{who}-{how}"))


@cache
def _does(who: str, predicate: str) -> str:
    return f"@by{who}&{predicate}"


@cache
def _rule(rule: str, few: int, own: bool, few_in_line: int, own_in_line: bool) -> Group:
    """The marks of a rule beside what the clause and the line hold: facts (none, one, more), an own part."""
    category = rule.partition(".")[0]
    return BETWEEN.join(
        (
            f"#{rule}",
            f"#{category}",
            f"#{category}&{few}",
            f"#{category}&own{own:d}",
            f"#{category}&line{few_in_line}",
            f"#{category}&own{own_in_line:d}line",
        )
    )


class _Times(dict[str, list[str]]):
    """The marks of a word class that occurs once, twice, three times or more."""

    def __missing__(self, name: str) -> list[str]:
        self[name] = found = [f"@{name}{times}" for times in (1, 2, 3)]
        return found


_TIMES: Final = _Times()


def _leveled(texts: Iterable[str]) -> str:
    """The shapes of texts, in one pass; BETWEEN is in none of them."""
    return leveled(f"^{_EDGES.join(texts)}$")


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
