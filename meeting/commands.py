"""What may be asked of a meeting. The docstring of a command is its help.

Members are given by id or full name. A command says what is wanted; `meeting.session` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from .after_seal import Amend as Amend
from .after_seal import FollowUpLater as FollowUpLater
from .asking import CLOSING, OPEN, PREPARING, RUNNING, UNSEALED, WRITING
from .asking import Command as Command
from .attendance import Presence
from .kinds import Kind
from .roster import Member
from .state import Budgets, FollowUp, MeetingKind, Office, Outcome, Phase, Pressure, Stage, Verdict
from .topics import Checklist, Mark

# Preparing


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepare(Command):
    """Prepare a meeting: its head, its roster, its checklist, the pledges to look back on."""

    stages = frozenset({Stage.EMPTY})
    branch: str
    members: tuple[Member, ...]
    day: date
    kind: MeetingKind = MeetingKind.GENERAL
    number: int = 1
    place: str = ""
    chair: str = ""
    recorder: str = ""
    checklist: Checklist | None = None
    seasonal: tuple[str, ...] | None = None
    carried: tuple[FollowUp, ...] = ()
    order: tuple[str, ...] = ()
    """The order of an earlier meeting by full names, kept inside each rank."""
    budgets: Budgets = Budgets()
    language: str = "zh"
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHead(Command):
    """Fill in or change the head of the record; what is left out stays."""

    stages = UNSEALED
    kind: MeetingKind | None = None
    number: int | None = None
    place: str | None = None
    chair: str | None = None
    recorder: str | None = None
    day: date | None = None
    budgets: Budgets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSeasonal(Command):
    """Choose this month's topics."""

    stages = OPEN
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attend(Command):
    """Note an exception at roll call, somebody coming late or leaving early."""

    stages = UNSEALED
    member: str
    presence: Presence
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Command):
    """Note somebody who sits in (列席)."""

    stages = OPEN
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninvite(Command):
    """Take an observer noted by mistake off the list."""

    stages = OPEN
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Command):
    """Move a speaker inside a rank: before another, or to the end of the rank."""

    stages = OPEN
    member: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Command):
    """Open the meeting: the roll is called."""

    stages = PREPARING


# The floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Command):
    """Give a member the floor, out of rank only with a reason; `ago` is how many seconds ago it began."""

    stages = RUNNING
    member: str
    reason: str = ""
    ago: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Next(Command):
    """End the turn and give the next in order the floor."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Enter(Command):
    """Go on to questions, to pledges, or back to the disclosure."""

    stages = RUNNING
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """Stop the clock for a while."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Let the clock run again."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdate(Command):
    """Say that the clock that runs began some seconds earlier, as after a late key press."""

    stages = RUNNING
    seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Command):
    """Give the speaker more time."""

    stages = RUNNING
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Command):
    """End the turn."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    """Go on with the last turn, ended by mistake, with its time."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Command):
    """Pass a speaker over; they come back after the others."""

    stages = RUNNING
    member: str
    reason: str = ""


# What is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Command):
    """Record a line. `by` names who asked or remarked; a pledge may carry its owner and date."""

    stages = WRITING
    text: str
    kind: Kind = Kind.STATEMENT
    by: str = ""
    owner: str = ""
    due: date | None = None
    turn: int | None = None
    pressure: Pressure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayLines(Command):
    """Record several lines of one kind at once, as from a pasted script; they are undone together."""

    stages = WRITING
    texts: tuple[str, ...]
    kind: Kind = Kind.STATEMENT
    by: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Command):
    """Correct a line; the old words stay, struck through."""

    stages = WRITING
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike(Command):
    """Strike a line out; it stays in the record, struck through."""

    stages = WRITING
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTopic(Command):
    """Mark a topic of a speaker (the one who has the floor unless named)."""

    stages = WRITING
    topic: str
    mark: Mark
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseFlag(Command):
    """Raise a flag by ear; without `words` the whole line is meant."""

    stages = WRITING
    line: int
    category: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(Command):
    """Confirm or dismiss a flag."""

    stages = WRITING
    flag: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Command):
    """Turn a flag into the chair's reminder, which is spoken and so recorded."""

    stages = WRITING
    flag: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Command):
    """Look back on a pledge of the last meeting."""

    stages = WRITING
    follow_up: int
    outcome: Outcome
    note: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Command):
    """Give a pledge its owner or its date; what is left out stays."""

    stages = WRITING
    pledge: int
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(Command):
    """Attach a member's prepared script, one paragraph a line; without a title it is named after them."""

    stages = UNSEALED
    member: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detach(Command):
    """Take out a script attached by mistake."""

    stages = UNSEALED
    script: int


# The end


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjourn(Command):
    """Close the meeting (散会)."""

    stages = RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse(Command):
    """Leave open what the record lacks: one gap by its key, or by its kind all of them, with a reason."""

    stages = CLOSING
    gap: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Command):
    """Note that a speaker confirmed their passage, or refused to, with a reason."""

    stages = CLOSING
    member: str
    objection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Command):
    """Sign the record as chair or recorder; `with_pin` says that the personal PIN was asked and right."""

    stages = CLOSING
    office: Office
    name: str
    with_pin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRecord(Command):
    """Seal the signed record: nothing in it changes any more but by amendments, each sealed anew."""

    stages = CLOSING | {Stage.SEALED}
    digest: str
    previous: str = ""


# History


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Take back the last step."""

    stages = UNSEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo(Command):
    """Do again what was just taken back."""

    stages = UNSEALED


def _spoken(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


COMMANDS: Final[dict[str, type[Command]]] = {
    _spoken(name): value
    for name, value in tuple(globals().items())
    if isinstance(value, type) and issubclass(value, Command) and value is not Command
}
"""Every command by the name that scripts call it: `start`, `mark_topic` …"""
