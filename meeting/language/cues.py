"""Finding cues in a line: words, word classes and short patterns with gaps, in one pass.

A cue is written as a person would underline it: `推给`, `由于…没`, `^我们`, `<other>…没<do>`.
`…` stands for at most eight characters of the same clause, `<name>` for any word of a word class,
`^` for the beginning of a clause and `$` for its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress, count
from typing import Final, NamedTuple

from locales import _
from meeting.language.clauses import Line
from meeting.language.numbers import pairs

GAP: Final = 8
"""The most characters `…` may stand for."""

_PART: Final = re.compile(r"<([a-z_]+)>|([^<>…^$]+)|(…)|([\^$])")

_SPECIAL: Final = frozenset("<>…^$")

_LONGEST: Final = 255
"""What a byte can tell: a longer word is never heard, and nobody says one."""

Place = tuple[int, int]
"""Start and end of a match, end exclusive."""


class Cue(NamedTuple):
    """One pattern: its elements (a literal, or `<name>`), which of them follow a gap, and its anchors."""

    text: str
    elements: tuple[str, ...]
    gaps: tuple[bool, ...]
    at_start: bool
    at_end: bool


def parse_cue(text: str, classes: Iterable[str]) -> Cue:
    """Read one cue; a ValueError names what is wrong with it."""
    if _SPECIAL.isdisjoint(text) and text:
        return Cue(text, (text,), (False,), False, False)
    elements: list[str] = []
    gaps: list[bool] = []
    gap = at_start = at_end = False
    at = 0
    for match in _PART.finditer(text):
        if at_end:
            raise ValueError(_("an anchor stands in the middle of the cue {cue}").format(cue=text))
        if match.start() != at:
            raise ValueError(_("the cue {cue} cannot be read").format(cue=text))
        at = match.end()
        name, literal, dots, anchor = match.groups()
        if dots:
            gap = True
        elif anchor == "^" and not elements and not gap:
            at_start = True
        elif anchor == "$" and elements and not gap:
            at_end = True
        elif anchor:
            raise ValueError(_("an anchor stands in the middle of the cue {cue}").format(cue=text))
        else:
            if name and name not in classes:
                raise ValueError(
                    _("there is no word class <{name}> for the cue {cue}").format(name=name, cue=text)
                )
            elements.append(f"<{name}>" if name else literal)
            gaps.append(gap)
            gap = False
    if at != len(text) or not elements or gap or gaps[0]:
        raise ValueError(_("the cue {cue} cannot be read").format(cue=text))
    return Cue(text, tuple(elements), tuple(gaps), at_start, at_end)


@dataclass(slots=True)
class Vocabulary:
    """Every literal any cue or word class needs, found in one pass over a text."""

    _names: Mapping[str, str] = field(default_factory=dict)
    """Word → the literals and classes it stands for, one a line: most stand for themselves alone."""
    _lengths: Mapping[int, bytes] = field(default_factory=dict)
    """The number of a word's first two characters → how long such words are, a byte each."""
    _single: re.Pattern[str] | None = None
    """Any word of one character."""
    _mixed: frozenset[str] = frozenset()
    """The literals and classes that have words of one character and longer ones."""

    @classmethod
    def of(cls, classes: Mapping[str, Iterable[str]], cues: Iterable[Cue]) -> Vocabulary:
        """The literals of `cues` and the words of `classes`."""
        names: dict[str, list[str]] = {}
        for name, words in classes.items():
            sign = f"<{name}>"
            for word in sorted(words):
                names.setdefault(word, []).append(sign)
        for literal in sorted({element for cue in cues for element in cue.elements if element[0] != "<"}):
            if literal in names:
                names[literal].append(literal)
            else:
                names[literal] = [literal]
        lengths: dict[int, set[int]] = {}
        for word in names:
            if 1 < len(word) <= _LONGEST:
                (number,) = pairs(word[:2])
                lengths.setdefault(number, set()).add(len(word))
        joined = {word: "\n".join(stands) for word, stands in names.items()}
        return cls.unpacked(joined, {number: bytes(sorted(known)) for number, known in lengths.items()})

    def packed(self) -> tuple[Mapping[str, str], Mapping[int, bytes]]:
        """All of it as plain tables, for a file."""
        return self._names, self._lengths

    @classmethod
    def unpacked(cls, names: Mapping[str, str], lengths: Mapping[int, bytes]) -> Vocabulary:
        """What was packed."""
        single = sorted(word for word in names if len(word) == 1)
        return cls(
            names,
            lengths,
            re.compile(f"[{re.escape(''.join(single))}]") if single else None,
            frozenset(name for word in single for name in names[word].split("\n") if name[0] == "<"),
        )

    def find(self, line: Line) -> dict[str, list[Place]]:
        """Where each literal and `<class>` occurs, in order of start."""
        heard, names, lengths = line.heard, self._names, self._lengths
        size = len(heard)
        found: defaultdict[str, list[Place]] = defaultdict(list)
        if self._single:
            for match in self._single.finditer(heard):
                start, end = place = match.span()
                word = heard[start]
                if word > "\x7f" or not _in_a_latin_word(heard, start, end):
                    for name in names[word].split("\n"):
                        found[name].append(place)
        numbers = pairs(heard)
        for start in compress(count(), map(lengths.__contains__, numbers)):
            for length in lengths[numbers[start]]:
                end = start + length
                named = names.get(heard[start:end])
                if (
                    named
                    and end <= size
                    and (heard[start] > "\x7f" or not _in_a_latin_word(heard, start, end))
                ):
                    for name in named.split("\n"):
                        found[name].append((start, end))
        for name in self._mixed.intersection(found):
            found[name].sort()
        found.default_factory = None
        return found


def _in_a_latin_word(heard: str, start: int, end: int) -> bool:
    """Does the word at `start` to `end` break off a longer one of Latin letters?"""
    if not heard[start:end].isascii():
        return False

    def latin(offset: int) -> bool:
        return 0 <= offset < len(heard) and "a" <= heard[offset] <= "z"

    return (latin(start) and latin(start - 1)) or (latin(end - 1) and latin(end))


def places(cue: Cue, line: Line, found: Mapping[str, list[Place]]) -> list[Place]:
    """Where `cue` matches, given what `Vocabulary.find` found; at most one match for each start."""
    for element in cue.elements:
        if element not in found:
            return []
    if len(cue.elements) == 1 and not cue.at_start and not cue.at_end:
        return found[cue.elements[0]]
    if len(cue.elements) == 2 and not (cue.gaps[1] or cue.at_start or cue.at_end):
        return _side_by_side(found[cue.elements[0]], found[cue.elements[1]], line)
    matches: list[Place] = []
    for start, end in found[cue.elements[0]]:
        clause = line.clauses[line.clause_at(start)] if line.clauses else None
        if clause is None or (cue.at_start and clause.start != start):
            continue
        end = _follow(cue, end, clause.end, found)
        if end >= 0 and not (cue.at_end and end != clause.end):
            matches.append((start, end))
    return matches


def _side_by_side(firsts: Iterable[Place], seconds: Iterable[Place], line: Line) -> list[Place]:
    """Where one of `seconds` begins just where one of `firsts` ends: what most cues of two parts are."""
    matches: list[Place] = []
    for start, end in firsts:
        for next_start, next_end in seconds:
            if next_start >= end:
                if next_start == end and next_end <= line.end_of_clause_at(start):
                    matches.append((start, next_end))
                break
    return matches


def _follow(cue: Cue, end: int, limit: int, found: Mapping[str, list[Place]]) -> int:
    """The end of the nearest continuation after `end`, or -1."""
    for element, gap in zip(cue.elements[1:], cue.gaps[1:], strict=True):
        next_places = found.get(element, [])
        at = bisect_left(next_places, (end, 0))
        if at == len(next_places):
            return -1
        next_start, next_end = next_places[at]
        if next_start > (end + GAP if gap else end) or next_end > limit:
            return -1
        end = next_end
    return end


def uncovered(hits: list[Place], guards: list[Place], length: int) -> list[Place]:
    """The hits that no guard overlaps, in a text of `length` characters."""
    covered = bytearray(length)
    for start, end in guards:
        covered[start:end] = b"\1" * (end - start)
    return [hit for hit in hits if covered.find(1, *hit) < 0]
