"""What becomes of every pledge when the record is sealed: nothing vanishes without being named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .kinds import Kind
from .pledges import carried_now, carries, own_now
from .state import FollowUp, MeetingState, Outcome


class Fate(StrEnum):
    """What becomes of a pledge."""

    MADE = "made"
    """Pledged today; the next meeting looks back on it."""
    CARRIED = "carried"
    """Carried into this meeting and on into the next, looked back on or not."""
    CLOSED = "closed"
    """Done: no meeting looks back on it any more."""
    DROPPED = "dropped"
    """Pledged today and struck out."""


@dataclass(frozen=True, slots=True)
class Goes:
    """One pledge as it stands, and what becomes of it."""

    fate: Fate
    pledge: FollowUp

    @property
    def unseen(self) -> bool:
        """Was it carried into the meeting and never looked back on?"""
        return self.fate is Fate.CARRIED and self.pledge.outcome is Outcome.OPEN


def going_on(state: MeetingState) -> tuple[Goes, ...]:
    """Every pledge of a meeting: made today, carried on, closed, struck out, in this order."""
    goes = [Goes(Fate.MADE if carries(each) else Fate.CLOSED, each) for each in own_now(state)]
    goes += [Goes(Fate.CARRIED if carries(each) else Fate.CLOSED, each) for each in carried_now(state)]
    for line in state.lines:
        if line.kind is Kind.PLEDGE and line.struck:
            struck = FollowUp(number=line.number, text=line.text, owner=line.by, line=line.number)
            goes.append(Goes(Fate.DROPPED, struck))
    order = list(Fate)
    return tuple(sorted(goes, key=lambda each: order.index(each.fate)))
