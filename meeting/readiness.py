"""Is the record ready to be sealed? What it still lacks, in one list, in the order of the paper.

Every gap is filled in, or left open with a reason where it may be (`Excuse`); only then the record is signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from locales import N_, _

from .attendance import Presence
from .kinds import Kind
from .passages import by_turn
from .state import Line, MeetingState, Outcome
from .topics import missing


class Lack(StrEnum):
    """The kinds of gap; the value is how an `Excuse` names all of one kind."""

    HEAD = "head"
    """A field of the head: the place, the chair, the recorder."""
    ABSENCE = "absence"
    """An absence without its reason."""
    CARRIED = "carried"
    """A pledge of the last meeting that was not looked back on."""
    UNSPOKEN = "unspoken"
    """Somebody in the room who has not spoken."""
    TURN = "turn"
    """A turn without its end."""
    TOPICS = "topics"
    """Items of a speaker neither covered nor marked."""
    QUESTION = "question"
    """A question without a reply after it in the same turn."""
    OWNER = "owner"
    """A pledge without an owner."""
    DUE = "due"
    """A pledge without a date."""
    FLAG = "flag"
    """Flags of a speaker's lines, neither confirmed nor dismissed."""
    PASSAGE = "passage"
    """A passage that its speaker neither confirmed nor refused."""

    @property
    def label(self) -> str:
        """The kind in the interface language."""
        return _(_TITLES[self])

    @property
    def may_stay(self) -> bool:
        """May it be left open with a reason?"""
        return self not in _NEVER_LEFT

    @property
    def holds_up(self) -> bool:
        """Does it hold up the signatures while open? Flags are no part of the record, so they do not."""
        return self is not Lack.FLAG


_TITLES: Final = {
    Lack.HEAD: N_("head of the record"),
    Lack.ABSENCE: N_("absence without a reason"),
    Lack.CARRIED: N_("not looked back on"),
    Lack.UNSPOKEN: N_("has not spoken"),
    Lack.TURN: N_("turn without an end"),
    Lack.TOPICS: N_("items not marked"),
    Lack.QUESTION: N_("question without a reply"),
    Lack.OWNER: N_("pledge without an owner"),
    Lack.DUE: N_("pledge without a date"),
    Lack.FLAG: N_("flags not settled"),
    Lack.PASSAGE: N_("not read back"),
}
_NEVER_LEFT: Final = frozenset({Lack.HEAD, Lack.TURN, Lack.OWNER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that the record lacks."""

    lack: Lack
    place: str
    """Where it is to be filled in: a head field's name, a member's id, a line's or a pledge's number."""
    told: str
    """What is meant, in words: a name, a question, a pledge, the topics."""
    member: str = ""
    """The id of the member whose passage it is in; empty for none."""

    @property
    def key(self) -> str:
        """How an `Excuse` names it: `question:42`."""
        return f"{self.lack.value}:{self.place}"


def gaps(state: MeetingState) -> tuple[Gap, ...]:
    """Everything that a meeting's record lacks, excused or not."""
    return tuple(_all(state))


def open_gaps(state: MeetingState) -> tuple[Gap, ...]:
    """What is neither filled in nor left with a reason."""
    return tuple(gap for gap in gaps(state) if excuse_of(gap, state) is None)


def excuse_of(gap: Gap, state: MeetingState) -> str | None:
    """The reason for which a gap was left open; None when there is none."""
    if not gap.lack.may_stay:
        return None
    return state.excused.get(gap.key) or state.excused.get(gap.lack.value)


def _all(state: MeetingState) -> Iterator[Gap]:
    yield from _head(state)
    for member in state.roll.with_presence(Presence.ABSENT, Presence.LEAVE):
        if not state.roll.of(member).reason:
            yield Gap(lack=Lack.ABSENCE, place=member.id, told=member.name)
    for pledge in state.carried:
        if pledge.outcome is Outcome.OPEN:
            yield Gap(lack=Lack.CARRIED, place=str(pledge.number), told=pledge.text)
    for member in state.queue:
        yield Gap(lack=Lack.UNSPOKEN, place=member.id, told=member.name)
    yield from _turns(state)
    for pledge in state.follow_ups:
        place = str(pledge.number)
        if state.roster.get(pledge.owner) is None:
            yield Gap(lack=Lack.OWNER, place=place, told=pledge.text)
        if pledge.due is None:
            yield Gap(lack=Lack.DUE, place=place, told=pledge.text, member=pledge.owner)


def _head(state: MeetingState) -> Iterator[Gap]:
    head = state.called
    fields = (
        ("place", head.place, _("place")),
        ("chair", head.chair, _("chair")),
        ("recorder", head.recorder, _("recorder")),
    )
    for name, value, title in fields:
        if not value:
            yield Gap(lack=Lack.HEAD, place=name, told=title)


def _turns(state: MeetingState) -> Iterator[Gap]:
    pending = {flag.line for flag in state.pending_flags}
    seen: set[str] = set()
    said = by_turn(state.lines)
    for turn in state.turns:
        member = state.roster.member(turn.member)
        if turn.ended is None:
            yield Gap(lack=Lack.TURN, place=str(turn.number), told=member.name, member=member.id)
        lines = said.get(turn.number, ())
        for line in _unanswered(lines):
            yield Gap(lack=Lack.QUESTION, place=str(line.number), told=line.text, member=member.id)
        flags = sum(line.number in pending for line in lines)
        if flags:
            told = _("{name}: {count}").format(name=member.name, count=flags)
            yield Gap(lack=Lack.FLAG, place=str(turn.number), told=told, member=member.id)
        if member.id in seen:
            continue
        seen.add(member.id)
        if topics := missing(state.checklist, member, state.marks):
            listed = _(", ").join(topic.title for topic in topics)
            told = _("{name}: {topics}").format(name=member.name, topics=listed)
            yield Gap(lack=Lack.TOPICS, place=member.id, told=told, member=member.id)
        if member.id not in state.passages:
            yield Gap(lack=Lack.PASSAGE, place=member.id, told=member.name, member=member.id)


def _unanswered(lines: tuple[Line, ...]) -> list[Line]:
    """The questions after which nobody replied: one reply may answer several."""
    waiting: list[Line] = []
    for line in lines:
        if line.struck:
            continue
        if line.kind is Kind.QUESTION:
            waiting.append(line)
        elif line.kind is Kind.REPLY:
            waiting.clear()
    return waiting
