"""What the screens ask of past meetings, wherever those are kept, and the values they get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from meeting.part import Part
from meeting.state import FollowUp, MeetingKind, MeetingState, Stage

from .summary import Summary

Progress = Callable[[int, int], bool]
"""(meetings read, meetings to read) → go on?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one word may mean: a meeting fits it in any of these ways, and not at all where none is given."""

    day: str = ""
    """The beginning of the day: a year, a month such as 2026-05, or a day."""
    month: int = 0
    """The month of any year, 1 to 12."""
    kinds: frozenset[MeetingKind] = frozenset()
    stages: frozenset[Stage] = frozenset()
    branches: frozenset[str] = frozenset()
    topic: str = ""
    """A part of the title of an item that was to be laid open."""
    id: str = ""
    """The beginning of the id, by which a meeting that cannot be read is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which meetings are listed: those that fit every word."""

    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. All that is given must hold; what is empty narrows nothing."""

    text: str
    """Words parted by blanks, each to be found as it stands; without any, all lines that fit the rest."""
    member: str = ""
    """Whose words, by full name."""
    topic: str = ""
    """Only turns in which this topic was marked covered or empty."""
    kind: str = ""
    since: str = ""
    """The first day, month or year, such as 2026-01."""
    until: str = ""
    """The last day, month or year."""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A recorded line that was found."""

    meeting: str
    day: str
    name: str
    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged:
    """One pledge, and where it stands now."""

    meeting: str
    """The id of the newest meeting that has it: what becomes of it is written there."""
    stage: Stage
    carried: bool
    """Was it carried into that meeting, not made in it?"""
    owner: str
    """The owner's full name."""
    pledge: FollowUp

    @property
    def made_in(self) -> str:
        """The id of the meeting in which it was made."""
        return self.pledge.since or self.meeting

    @property
    def made_on(self) -> date:
        """The day of that meeting, which its id begins with."""
        return date.fromisoformat(self.made_in[:10])


class PastMeetings(Protocol):
    """Past meetings to be read. Every question may raise Refused, with a sentence for the notice line.

    A branch is asked for by all the names it has borne.
    """

    sealed_only: bool
    """Does only what was sealed come here? Then a month without a meeting may have had one."""

    def catch_up(self, progress: Progress) -> bool:
        """Take in what has changed since; False when `progress` asked to stop."""

    def page(self, narrowed: Narrowing, limit: int, before: str = "") -> list[Summary]:
        """At most `limit` meetings that fit, newest first, from the one after `before` on."""

    def search(self, wanted: Wanted, limit: int = -1, skip: int = 0) -> list[Hit]:
        """The lines that hold all words wanted, newest meeting first; the first `skip` are left out."""

    def pledges(self, *branches: str, owner: str = "") -> list[Pledged]:
        """Every pledge of a branch, or of one owner, where its newest meeting has it; oldest first."""

    def parts(self, *branches: str, name: str = "", since: str = "", until: str = "") -> list[Part]:
        """What each member, or only `name`, did at a branch's meetings: oldest first, in roster order.

        `since` and `until` are days, months or years such as 2026-05; what is empty narrows nothing.
        """

    def months(self, *branches: str) -> list[tuple[str, str, Stage]]:
        """(id, day, stage) of all meetings of a branch, without what else is known of them."""

    def branches(self) -> list[str]:
        """Every branch that has held a meeting."""

    def members(self, *branches: str) -> list[str]:
        """Everybody who has been on the roster of a meeting of a branch, by full name."""

    def names(self) -> list[str]:
        """Everybody whose words are recorded, by full name."""

    def read(self, meeting: str) -> MeetingState:
        """The record of the meeting with this id."""
