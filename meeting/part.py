"""One member's part in one meeting, as facts: who came and spoke, what was laid open, what was named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from .attendance import Presence
from .kinds import Kind
from .passages import by_turn
from .roster import Member
from .state import HELD, Line, MeetingState, Pressure, Stage
from .topics import Checklist, Mark

if TYPE_CHECKING:
    from .language.disclosure import Disclosure


class Sort(StrEnum):
    """Where an item comes from."""

    STANDING = "standing"
    SEASONAL = "seasonal"
    DUTY = "duty"
    """The member's own duties."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a member had to lay open, and what became of it."""

    id: str
    title: str
    sort: Sort
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A member on the roster of a meeting that was held."""

    meeting: str
    """The id of the meeting."""
    day: date
    stage: Stage
    name: str
    presence: Presence
    spoke: bool
    """Did they have a turn?"""
    items: tuple[Item, ...]
    """In the order of the checklist; of whoever did not speak all are missing."""
    facts: Disclosure
    """What their own statements and replies hold."""
    pressures: tuple[Pressure, ...] = ()

    def marked(self, *marks: Mark) -> tuple[str, ...]:
        """The titles of the items that ended so."""
        return tuple(item.title for item in self.items if item.mark in marks)

    @property
    def open_items(self) -> int:
        """How many items were laid open or declared empty."""
        return sum(item.mark is not Mark.MISSING for item in self.items)


def parts(meeting: str, state: MeetingState) -> Iterator[Part]:
    """The parts of everybody on the roster, in its order; none before the meeting is opened."""
    if state.head is None or state.stage not in HELD:
        return
    # Loaded here: only whoever enters a meeting needs it.
    from .language.disclosure import disclosure

    turns = by_turn(state.lines)
    for member in state.roster:
        own = [turn.number for turn in state.turns if turn.member == member.id]
        lines = [line for number in own for line in turns.get(number, ())]
        said = own_lines(lines, member.id)
        yield Part(
            meeting=meeting,
            day=state.head.day,
            stage=state.stage,
            name=member.name,
            presence=state.roll.of(member).presence,
            spoke=member.id in state.spoken,
            items=tuple(_items(state, member)),
            facts=disclosure(said, member, state.checklist, state.marks),
            pressures=tuple(
                line.pressure or Pressure(did=line.text)
                for line in lines
                if line.kind is Kind.PRESSURE and line.by == member.id and not line.struck
            ),
        )


def own_lines(lines: Iterable[Line], member: str) -> list[str]:
    """What a member said of their own in these lines."""
    return [
        line.text
        for line in lines
        if line.by == member and line.kind in (Kind.STATEMENT, Kind.REPLY) and not line.struck
    ]


def sort_of(topic: str, checklist: Checklist) -> Sort:
    """Where the topic with this id comes from."""
    if any(each.id == topic for each in checklist.standing):
        return Sort.STANDING
    return Sort.SEASONAL if any(each.id == topic for each in checklist.seasonal) else Sort.DUTY


def _items(state: MeetingState, member: Member) -> Iterator[Item]:
    for topic in state.checklist.topics_for(member):
        mark = state.marks.get((member.id, topic.id), Mark.MISSING)
        yield Item(topic.id, topic.title, sort_of(topic.id, state.checklist), mark)
