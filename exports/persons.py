"""Who else is named in a record: the third persons that a masking list is begun with (S37).

The finders are data (`names.toml`) and a proposal: a person looks at the list and edits it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from meeting.state import MeetingState

_CONTEXT: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who seems to be a third person."""

    name: str
    count: int
    context: str
    """Some words around the first place."""


def third_persons(state: MeetingState) -> tuple[Candidate, ...]:
    """The names found in all that was said, in the order in which they first stand there."""
    staying = people(state)
    texts = [text for text in _texts(state) if text]
    named = [line.pressure.who for line in state.lines if line.pressure and line.pressure.who]
    found = dict.fromkeys([*named, *(name for text in texts for name in _names_in(text))])
    kept = [name for name in found if name not in staying]
    if not kept:
        return ()
    whole = "\n".join(texts)
    # One pattern for all: a name inside a longer one is not counted with it.
    counts = Counter(plain(match[0]) for match in pattern(kept, staying).finditer(whole))
    return tuple(
        Candidate(name=name, count=counts[plain(name)], context=_around(name, whole)) for name in kept
    )


def people(state: MeetingState) -> frozenset[str]:
    """Those whose names stay: the members, the observers, a chair or recorder from outside."""
    head = state.called
    members = {member.name for member in state.roster}
    return frozenset(members | {guest.name for guest in state.observers} | {head.chair, head.recorder} - {""})


def pattern(names: Iterable[str], staying: Iterable[str]) -> re.Pattern[str]:
    """Finds `names`, padded or not, and, so that no part of theirs is taken, those who stay."""
    wanted = {plain(name) for name in names}
    all_names = sorted(wanted | set(staying), key=lambda name: (-len(name), name))
    return re.compile("|".join(r"[ \u3000]?".join(map(re.escape, name)) for name in all_names))


def plain(name: str) -> str:
    """A name without the blanks of rosters."""
    return re.sub(r"[ \u3000]", "", name)


def _around(name: str, text: str) -> str:
    place = text.find(name)
    if place < 0:
        return ""
    start, end = max(0, place - _CONTEXT), place + len(name) + _CONTEXT
    return text[start:end].replace("\n", " ")


def _texts(state: MeetingState) -> Iterator[str]:
    for line in state.lines:
        yield line.text
        yield from (old.was for old in line.corrections)
        if line.pressure:
            given = line.pressure
            yield from (given.who, given.what_for, given.offered)
    for pledge in (*state.carried, *state.follow_ups):
        yield from (pledge.text, pledge.note)
    yield from (word.objection for word in state.passages.values())
    yield from (mark.reason for mark in state.attendance.values())
    yield from (turn.out_of_rank for turn in state.turns)
    yield from state.excused.values()
    for amendment in state.amendments:
        yield from (amendment.was, amendment.text, amendment.reason)
    yield from (each.note for each in state.followed)
    yield from (script.text for script in state.scripts)


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf-8"))


@cache
def _finders() -> tuple[re.Pattern[str], ...]:
    data = _shipped()
    surname = f"(?:{'|'.join(data['compound'])}|[{data['surnames']}])"
    given = f"(?:(?![{data['never']}])[\u4e00-\u9fff])"
    before, after = "|".join(data["before"]), "|".join(data["after"])
    titles = "|".join(sorted(data["titles"], key=len, reverse=True))
    return tuple(
        re.compile(pattern)
        for pattern in (
            # 尹某, 冯某某
            f"(?P<name>{surname}某{{1,2}})",
            # 村民冯大山
            f"(?:{before})(?P<name>{surname}{given}{{1,2}})",
            # 尹大国送来
            f"(?:^|[，。；：、“”（）！？\\s日晚午上天年月])(?P<name>{surname}{given}{{1,2}})(?={after})",
            # 张老板
            f"(?:^|[^\u4e00-\u9fff]|[找是给向对请和与跟由被、的])(?P<name>{surname}(?:{titles}))(?![\u4e00-\u9fff]*(?:会议|办公室))",
            # 老王
            f"(?P<name>[老小][{data['familiar']}])(?!{given}{{2}})",
        )
    )


def _names_in(text: str) -> list[str]:
    """The names in `text`, in order."""
    found = [(match.start("name"), match["name"]) for finder in _finders() for match in finder.finditer(text)]
    return [name for _place, name in sorted(found)]
