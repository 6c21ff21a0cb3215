"""Who a clause is about: the speaker, a group with the speaker, others, or circumstances.

A subject holds until another is named: after 供货商拖着不发货 the next clause is the supplier's too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from meeting.language.clauses import Line
from meeting.language.cues import Place
from meeting.language.facts import ME

About = tuple[str, str]
"""Whom a clause is about, and how that is told: "at" its beginning, "in" it, or "still" as before."""

_ME: Final = re.compile(ME)
_SUBJECTS: Final = {"other": "other", "group": "group", "we": "group", "outer": "outer"}
"""Word class → whom its words are about; the first that is named counts."""


def subjects(line: Line, words: Mapping[str, list[Place]], where: Sequence[int]) -> list[About]:
    """For each clause its subject: me, group, other, outer or nobody yet ("none")."""
    named = [(match.start(), "me") for match in _ME.finditer(line.heard)]
    for name, who in _SUBJECTS.items():
        named += [(start, who) for start, _ in words.get(name, ())]
    first = {where[start]: (start, who) for start, who in sorted(named, reverse=True)}
    told: list[About] = []
    who = "none"
    for number, begins in enumerate(line.starts):
        if number in first:
            start, who = first[number]
            told.append((who, "at" if start == begins else "in"))
        else:
            told.append((who, "still"))
    return told
