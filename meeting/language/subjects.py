"""Who a clause is about: the speaker, a group with the speaker, others, or circumstances.

A subject holds until another is named: after 供货商拖着不发货 the next clause is the supplier's too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from meeting.language.clauses import Line
from meeting.language.cues import Place
from meeting.language.facts import ME

Group = tuple[str, ...]
"""Marks that stand together."""

_ME: Final = re.compile(ME)
_SUBJECTS: Final = {"other": "other", "group": "group", "we": "group", "outer": "outer"}
"""Word class → whom its words are about; the first that is named counts."""
_PREDICATES: Final = ("failing", "lack", "deed", "honour", "press", "cause", "forget")
"""The word classes that a subject is looked at together with."""


def subjects(line: Line, words: Mapping[str, list[Place]], where: Sequence[int]) -> list[list[Group]]:
    """For each clause the marks of its subject: me, group, other, outer or nobody yet."""
    named = [(match.start(), "me") for match in _ME.finditer(line.heard)]
    for name, who in _SUBJECTS.items():
        named += [(start, who) for start, _ in words.get(name, ())]
    first = {where[start]: (start, who) for start, who in sorted(named, reverse=True)}
    told: list[list[Group]] = []
    who = "none"
    for number, begins in enumerate(line.starts):
        start, who = first.get(number, (-1, who))
        told.append([_about(who, "at" if start == begins else "in" if start >= 0 else "still")])
    whose = [seen[0][0] for seen in told]
    for name in _PREDICATES:
        for number in {where[start] for start, _ in words.get(name, ())}:
            told[number].append(_with(whose[number], name))
    return told


@cache
def _about(who: str, how: str) -> Group:
    return f"@by{who}", f"@by{who}-{how}"


@cache
def _with(whose: str, name: str) -> Group:
    return (f"{whose}&{name}",)
