"""Who came: 应到, 实到, 请假, 缺席, 迟到, 列席."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from locales import N_, _

from .roster import Member, PartyRole, Roster


class Presence(StrEnum):
    """Whether a member is in the room."""

    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    """Came and left before the end (提前离会)."""
    LEAVE = "leave"
    """Excused (请假), with a reason."""
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The word for it in the interface language."""
        return _(_TITLES[self])

    @property
    def came(self) -> bool:
        """Does it count as 实到?"""
        return self in (Presence.PRESENT, Presence.LATE, Presence.LEFT)

    @property
    def in_room(self) -> bool:
        """Can this person speak now?"""
        return self in (Presence.PRESENT, Presence.LATE)


_TITLES = {
    Presence.PRESENT: N_("present"),
    Presence.LATE: N_("late"),
    Presence.LEFT: N_("left early"),
    Presence.LEAVE: N_("on leave"),
    Presence.ABSENT: N_("absent"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One member's attendance: the presence and, where one was given, the reason."""

    presence: Presence = Presence.PRESENT
    reason: str = ""


HERE = Attendance()
"""Roll call is by exception: whoever is not mentioned is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """Somebody who sits in (列席, S14): may ask, does not disclose, is never flagged."""

    id: str
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Heads of a group, the probationary members apart."""

    full: int
    probationary: int

    @property
    def total(self) -> int:
        return self.full + self.probationary


@dataclass(frozen=True)
class RollCall:
    """The whole roll: the roster beside the exceptions."""

    roster: Roster
    marks: Mapping[str, Attendance]

    def of(self, member: Member) -> Attendance:
        """This member's attendance."""
        return self.marks.get(member.id, HERE)

    def with_presence(self, *presences: Presence) -> tuple[Member, ...]:
        """The members marked with one of `presences`, in roster order."""
        return tuple(member for member in self.roster if self.of(member).presence in presences)

    @property
    def due(self) -> Count:
        """应到: everyone on the roster."""
        return _count(tuple(self.roster))

    @property
    def came(self) -> Count:
        """实到: whoever came, late or leaving early included."""
        return _count(tuple(member for member in self.roster if self.of(member).presence.came))

    @property
    def more_than_half(self) -> bool:
        """Did more than half of those due come? Shown, never enforced: the half rule is for votes."""
        return self.came.total * 2 > self.due.total


def _count(members: tuple[Member, ...]) -> Count:
    probationary = sum(member.role is PartyRole.PROBATIONARY for member in members)
    return Count(full=len(members) - probationary, probationary=probationary)
