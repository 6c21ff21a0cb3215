"""Hearing rules in a line: all the cues and guards of a lexicon in one pass, packed for a quick start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meeting.language.clauses import Line
from meeting.language.cues import Cue, Place, Vocabulary, parse_cue, places, uncovered
from meeting.language.kinds import Category


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of dodging: the cues that show it, the guards that clear it, the reason shown."""

    id: str
    category: Category
    why_zh: str
    why_en: str
    cues: tuple[str, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found in one line: places of each word class, and of each rule's cues past its guards."""

    words: Mapping[str, list[Place]]
    rules: Mapping[str, list[Place]]


Index = Mapping[str, str | Sequence[tuple[str, Cue | None, bool]]]
"""Rarest element → the rule's id, the cue unless it is no more than that, and whether it is a guard; of a cue
that is no more, as most are, the rule's id alone."""
Beside = Mapping[str, Mapping[str, Sequence[tuple[str, bool]]]]
"""`<class>` → one character just before (`请<`) or after its words (`>的`) → the rule's id, and whether it is
a guard. Such characters are everywhere, so that they are looked for beside such words only."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Rules ready to be heard, with the word classes their cues name."""

    vocabulary: Vocabulary
    index: Index
    beside: Beside

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]], rules: Iterable[Rule]) -> Listening:
        """Get ready for `rules`; a ValueError names a cue that cannot be read."""
        each = [
            (rule.id, parse_cue(text, words), guarding)
            for rule in rules
            for guarding, texts in ((False, rule.cues), (True, rule.guards))
            for text in texts
        ]
        others = [one for one in each if not _beside(one[1])]
        return cls(Vocabulary.of(words, [cue for _, cue, _ in others]), _index(others), _all_beside(each))

    def hear(self, line: Line) -> Heard:
        """Find every word class and every rule in `line`."""
        found = self.vocabulary.find(line)
        classes = {name[1:-1]: found[name] for name in found if name[0] == "<" and len(name) > 2}
        return Heard(classes, self._rules(line, found))

    def _rules(self, line: Line, found: Mapping[str, list[Place]]) -> dict[str, list[Place]]:
        """The places of each rule's cues past its guards, given what the vocabulary found."""
        cues: dict[str, list[Place]] = {}
        guards: dict[str, list[Place]] = {}
        for rule, guarding, hits in self._hits(line, found):
            if hits:
                (guards if guarding else cues).setdefault(rule, []).extend(hits)
        heard: dict[str, list[Place]] = {}
        for rule, hits in cues.items():
            left = uncovered(hits, guards[rule], len(line.heard)) if rule in guards else hits
            if left:
                heard[rule] = sorted(set(left)) if len(left) > 1 else left
        return heard

    def _hits(
        self, line: Line, found: Mapping[str, list[Place]]
    ) -> Iterator[tuple[str, bool, Sequence[Place]]]:
        """Rule by rule where one of its cues or, as is told, of its guards stands, if anywhere."""
        for element, there in found.items():
            entry = self.index.get(element, ())
            if isinstance(entry, str):
                yield entry, False, there
                continue
            for rule, cue, guarding in entry:
                yield rule, guarding, places(cue, line, found) if cue else there
        for name, characters in self.beside.items():
            for start, end in found.get(name, ()):
                for rule, guarding in characters.get(f"{line.heard[start - 1 : start]}<", ()):
                    yield rule, guarding, [(start - 1, end)]
                for rule, guarding in characters.get(f">{line.heard[end : end + 1]}", ()):
                    yield rule, guarding, [(start, end + 1)]

    def packed(self) -> tuple[Any, ...]:
        """All of it as plain tables, for a file."""
        plain = {
            element: each
            if isinstance(each, str)
            else tuple((rule, tuple(cue) if cue else None, guarding) for rule, cue, guarding in each)
            for element, each in self.index.items()
        }
        return (*self.vocabulary.packed(), plain, self.beside)

    @classmethod
    def unpacked(cls, names: Any, lengths: Any, index: Mapping[str, Any], beside: Beside) -> Listening:
        """What was packed."""
        ready = {
            element: each
            if isinstance(each, str)
            else [(rule, Cue(*cue) if cue else None, guarding) for rule, cue, guarding in each]
            for element, each in index.items()
        }
        return cls(Vocabulary.unpacked(names, lengths), ready, beside)


def _index(each: Iterable[tuple[str, Cue, bool]]) -> Index:
    index: dict[str, list[tuple[str, Cue | None, bool]]] = {}
    for rule, cue, guarding in each:
        if len(cue.elements) == 1 and not cue.at_start and not cue.at_end:
            index.setdefault(cue.elements[0], []).append((rule, None, guarding))
            continue
        # A literal is rarer than a word class, a long one rarer than a short one.
        rarest = max(cue.elements, key=lambda element: (element[0] != "<", len(element)))
        index.setdefault(rarest, []).append((rule, cue, guarding))
    return {element: _shortened(found) for element, found in index.items()}


def _shortened(found: list[tuple[str, Cue | None, bool]]) -> str | Sequence[tuple[str, Cue | None, bool]]:
    rule, cue, guarding = found[0]
    return rule if len(found) == 1 and cue is None and not guarding else found


def _beside(cue: Cue) -> tuple[str, str] | None:
    """The word class of a cue that is one of its words with a character beside it, and where that stands."""
    if len(cue.elements) != 2 or cue.gaps[1] or cue.at_start or cue.at_end:
        return None
    first, last = cue.elements
    if _is_one(first) and last[0] == "<":
        return last, f"{first}<"
    if _is_one(last) and first[0] == "<":
        return first, f">{last}"
    return None


def _is_one(element: str) -> bool:
    return len(element) == 1 and not element.isascii()


def _all_beside(each: Iterable[tuple[str, Cue, bool]]) -> Beside:
    found: dict[str, dict[str, list[tuple[str, bool]]]] = {}
    for rule, cue, guarding in each:
        if place := _beside(cue):
            found.setdefault(place[0], {}).setdefault(place[1], []).append((rule, guarding))
    return found
