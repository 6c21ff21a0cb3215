"""What a meeting is at one instant: the state that its events add up to. Everything here is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from .attendance import Attendance, Observer, RollCall
from .kinds import Kind
from .order import waiting
from .roster import Member, Roster
from .topics import Checklist, Mark


class Stage(StrEnum):
    """Where the meeting as a whole stands."""

    EMPTY = "empty"
    PREPARED = "prepared"
    RUNNING = "running"
    ADJOURNED = "adjourned"
    SEALED = "sealed"


HELD = frozenset({Stage.RUNNING, Stage.ADJOURNED, Stage.SEALED})
"""The stages of a meeting that was opened."""


class Phase(StrEnum):
    """Where one speaker's turn stands."""

    DISCLOSURE = "disclosure"
    QUESTIONS = "questions"
    """Questions and remarks."""
    PLEDGES = "pledges"


class MeetingKind(StrEnum):
    """The kinds of branch meeting that can hold the part 晒权责 (S10, S13)."""

    GENERAL = "general"
    """支部党员大会"""
    COMMITTEE = "committee"
    """支部委员会会议"""
    GROUP = "group"
    """党小组会"""
    PARTY_DAY = "party_day"
    """主题党日"""
    ORGANISATION_LIFE = "organisation_life"
    """组织生活会"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Times allowed, in seconds (product choice, editable)."""

    leader: int = 480
    member: int = 300
    questions: int = 180
    warning: int = 60
    """How long before zero the clock warns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of the record. `number` is the running number of this kind of meeting within the year."""

    branch: str
    kind: MeetingKind = MeetingKind.GENERAL
    number: int = 1
    day: date
    place: str = ""
    chair: str = ""
    """Who presides: a member's full name (the chair may also be from outside)."""
    recorder: str = ""
    budgets: Budgets = Budgets()
    language: str = "zh"
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch in which the clock ran, from `start` until `end`, or still running when `end` is None."""

    phase: Phase
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's turn. It is paused while no stretch is open, over once `ended` is set."""

    number: int
    member: str
    budget: int
    """Seconds allowed for the disclosure, extensions included."""
    questions_budget: int
    out_of_rank: str = ""
    """The stated reason, where the speaker was called out of rank."""
    phase: Phase = Phase.DISCLOSURE
    stretches: tuple[Stretch, ...] = ()
    ended: datetime | None = None
    extended: int = 0
    """Seconds that were added to what was planned, in all phases."""

    @property
    def running(self) -> bool:
        """Is a clock running in this turn?"""
        return bool(self.stretches) and self.stretches[-1].end is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a line said before it was corrected, by whom and when it was."""

    was: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """打招呼登记 (S36): every field may be empty but what the speaker did."""

    did: str
    who: str = ""
    when: str = ""
    what_for: str = ""
    offered: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One recorded line. Nothing is erased: corrections keep what was, a struck line stays."""

    number: int
    turn: int
    """The turn it belongs to; 0 for none."""
    kind: Kind
    text: str
    by: str
    """Whose words: a member's or observer's id; empty for the chair's reminder from outside the roster."""
    at: datetime
    corrections: tuple[Correction, ...] = ()
    struck: bool = False
    pressure: Pressure | None = None


class Verdict(StrEnum):
    """What became of a flag."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    REMINDED = "reminded"
    """It became the chair's reminder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A prompt to the chair about some words of a line; never a verdict on a person, never exported."""

    number: int
    line: int
    category: str
    start: int
    """Code points into the line's text; `end` is exclusive."""
    end: int
    words: str
    """The words meant, as they stood."""
    rule: str
    """The lexicon rule that fired, which knows the reason; empty when raised by ear."""
    by_ear: bool = False
    verdict: Verdict = Verdict.PENDING


class Outcome(StrEnum):
    """What became of a pledge."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A pledge (整改): what, who, by when. `line` is the line that made it, 0 when carried over."""

    number: int
    text: str
    owner: str
    due: date | None = None
    line: int = 0
    since: str = ""
    """The meeting it was made in, for a carried one."""
    outcome: Outcome = Outcome.OPEN
    note: str = ""


class Office(StrEnum):
    """Who signs the record."""

    CHAIR = "chair"
    RECORDER = "recorder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature given in the program; the ink one is on the paper."""

    office: Office
    name: str
    at: datetime
    with_pin: bool = False
    """Was the personal PIN asked for, and right?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A speech prepared in writing: an annex of the record, one paragraph a line of `text`."""

    number: int
    member: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A speaker's word on their own passage: confirmed, or refused with a reason."""

    member: str
    at: datetime
    objection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """SHA-256 over the canonical record, and the branch's previous seal that it is chained to."""

    digest: str
    previous: str
    at: datetime
    amendments: int = 0
    """How many amendments it covers."""
    followed: int = 0
    """How many words on pledges, said after the first seal, it covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """更正: what a line of a sealed record should have said. The line itself stays as it was sealed."""

    number: int
    """1, 2, 3 … within the meeting."""
    line: int
    was: str
    text: str
    reason: str
    by: str
    """Who held the keyboard, as a full name."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of a pledge, said after the seal. The pledge itself stays as it was sealed."""

    number: int
    """1, 2, 3 … within the meeting."""
    follow_up: int
    carried: bool
    """Was the pledge carried into this meeting, not made in it? The two are numbered apart."""
    outcome: Outcome
    note: str
    due: date | None
    by: str
    """Who held the keyboard, as a full name."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingState:
    """The whole meeting. Two states are equal when they say the same."""

    stage: Stage = Stage.EMPTY
    head: Head | None = None
    roster: Roster = Roster()
    order: tuple[str, ...] = ()
    """Member ids in speaking order."""
    attendance: Mapping[str, Attendance] = field(default_factory=dict)
    observers: tuple[Observer, ...] = ()
    checklist: Checklist = Checklist()
    carried: tuple[FollowUp, ...] = ()
    """Open pledges of the last meeting (回头看)."""
    opened: datetime | None = None
    adjourned: datetime | None = None
    turns: tuple[Turn, ...] = ()
    skipped: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    passages: Mapping[str, Passage] = field(default_factory=dict)
    excused: Mapping[str, str] = field(default_factory=dict)
    """What was left open on purpose: the gap's key or kind (`meeting.readiness`) and the reason."""
    scripts: tuple[Script, ...] = ()
    signatures: tuple[Signed, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    followed: tuple[Followed, ...] = ()
    seals: tuple[Seal, ...] = ()
    """The seal on the signed record, then one for each time it was sealed anew."""

    @property
    def seal(self) -> Seal | None:
        """The seal that holds for the record with all its amendments so far."""
        return self.seals[-1] if self.seals else None

    @property
    def to_seal_anew(self) -> bool:
        """Was something added to the sealed record that no seal covers yet?"""
        seal = self.seal
        return seal is not None and (
            len(self.amendments) > seal.amendments or len(self.followed) > seal.followed
        )

    @property
    def called(self) -> Head:
        """The head of a meeting that is at least prepared."""
        assert self.head is not None, "the meeting is not prepared"
        return self.head

    @property
    def roll(self) -> RollCall:
        """The roll call."""
        return RollCall(self.roster, self.attendance)

    @property
    def turn(self) -> Turn | None:
        """The turn that has the floor, if any."""
        last = self.turns[-1] if self.turns else None
        return last if last is not None and last.ended is None else None

    @property
    def speaker(self) -> Member | None:
        """Who has the floor?"""
        return self.roster.member(self.turn.member) if self.turn else None

    @property
    def spoken(self) -> frozenset[str]:
        """The ids of those who have had a turn, the present one included."""
        return frozenset(turn.member for turn in self.turns)

    @property
    def queue(self) -> tuple[Member, ...]:
        """Who is in the room and has still to speak, next first."""
        speaking = [self.roster.member(key) for key in self.order]
        present = [member for member in speaking if self.roll.of(member).presence.in_room]
        return waiting(present, self.spoken, self.skipped)

    def lines_of(self, turn: int) -> tuple[Line, ...]:
        """The lines of one turn (0: of none), in the order they were recorded."""
        return tuple(line for line in self.lines if line.turn == turn)

    @property
    def pending_flags(self) -> tuple[Flag, ...]:
        """The flags that nobody has settled yet."""
        return tuple(flag for flag in self.flags if flag.verdict is Verdict.PENDING)

    def name_of(self, key: str) -> str:
        """The full name behind a member's or observer's id; the id itself when nobody has it."""
        if member := self.roster.get(key):
            return member.name
        return next((guest.name for guest in self.observers if guest.id == key), key)
