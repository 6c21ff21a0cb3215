"""What happened: the facts of a meeting. They are the record; everything else is computed from them.

A fact is stamped as an `Event` when the session decides it. Line, flag and pledge numbers are the id of
the event that made them, so that no number is ever used twice, undone or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .attendance import Attendance, Observer
from .kinds import Kind
from .roster import Member
from .state import FollowUp, Head, Office, Outcome, Phase, Pressure, Verdict
from .topics import Checklist, Mark, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact with its stamp."""

    id: int
    """1, 2, 3 … within the meeting."""
    step: int
    """The number of the command that caused it: the events of a step are undone together."""
    at: datetime
    """Wall-clock time, with its offset from UTC."""
    by: str
    """Who held the keyboard, as a full name."""
    fact: Fact


# Preparing


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPrepared(Fact):
    """A meeting was prepared, with the roster, checklist and open pledges as they stood."""

    head: Head
    members: tuple[Member, ...]
    checklist: Checklist
    carried: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadChanged(Fact):
    """The head of the record was filled in or changed."""

    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonalTopicsSet(Fact):
    """This month's topics were chosen."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceMarked(Fact):
    """A member's presence was noted."""

    member: str
    attendance: Attendance


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverInvited(Fact):
    """Somebody sits in (列席)."""

    observer: Observer


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRemoved(Fact):
    """An observer noted by mistake was taken off the list."""

    observer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged(Fact):
    """The speaking order was changed inside a rank; `order` holds member ids."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOpened(Fact):
    """The roll is called, the meeting is open."""


# The floor


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnStarted(Fact):
    """A member got the floor; the clock has run since `since`, which may lie a little before the key."""

    member: str
    budget: int
    questions_budget: int
    since: datetime
    out_of_rank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEntered(Fact):
    """The turn went on to questions, to pledges, or back."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused(Fact):
    """The clock was stopped for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed(Fact):
    """The clock runs again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBackdated(Fact):
    """The clock that runs began earlier than its key was pressed, by so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnExtended(Fact):
    """The speaker got more time, in seconds."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnEnded(Fact):
    """The speaker gave up the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnResumed(Fact):
    """The last turn, ended by mistake, goes on with its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSkipped(Fact):
    """A speaker was passed over and comes back after the others."""

    member: str
    reason: str = ""


# What is said


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRecorded(Fact):
    """Words were said and written down."""

    turn: int
    kind: Kind
    text: str
    by: str
    pressure: Pressure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCorrected(Fact):
    """A line was corrected; what it said stays in the record, struck through."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStruck(Fact):
    """A line was struck out; it stays in the record, struck through."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeMade(Fact):
    """A pledge line became a follow-up: what, who, by when."""

    line: int
    text: str
    owner: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMarked(Fact):
    """A topic of a speaker was marked."""

    member: str
    topic: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRaised(Fact):
    """Some words of a line were flagged, by the scan or by ear."""

    line: int
    category: str
    start: int
    end: int
    words: str
    rule: str
    by_ear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSettled(Fact):
    """The chair settled a flag."""

    flag: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpReviewed(Fact):
    """A pledge of the last meeting was looked back on (回头看)."""

    follow_up: int
    outcome: Outcome
    note: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeAssigned(Fact):
    """A pledge got its owner or its date."""

    pledge: int
    owner: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptAttached(Fact):
    """A speech prepared in writing was attached to the record."""

    member: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptDetached(Fact):
    """A script attached by mistake was taken out again."""

    script: int


# The end


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAdjourned(Fact):
    """散会."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapExcused(Fact):
    """Something that the record lacks was left open, with a reason."""

    gap: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageConfirmed(Fact):
    """A speaker confirmed their own passage, or refused to, with a reason."""

    member: str
    objection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSigned(Fact):
    """The chair or the recorder signed."""

    office: Office
    name: str
    with_pin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSealed(Fact):
    """The record was sealed, or sealed anew after an amendment; `scheme` is how the digest was computed."""

    digest: str
    previous: str
    scheme: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Fact):
    """A sealed record was amended (更正): the line stays as it was, what it should say stands beside it."""

    number: int
    """1, 2, 3 … within the meeting."""
    line: int
    was: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeFollowed(Fact):
    """After the seal it was said what became of a pledge, of this meeting or `carried` into it."""

    number: int
    """1, 2, 3 … within the meeting."""
    follow_up: int
    carried: bool
    outcome: Outcome
    note: str
    due: date | None = None


# History


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Fact):
    """A step was taken back. Its events stay in the record."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Redone(Fact):
    """A step that was taken back happened after all."""

    step: int


FACTS: Final[dict[str, type[Fact]]] = {
    name: value
    for name, value in tuple(globals().items())
    if isinstance(value, type) and issubclass(value, Fact) and value is not Fact
}
"""Every kind of fact by its name in stored files."""
