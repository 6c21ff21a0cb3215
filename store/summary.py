"""A meeting as a line in a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from meeting.pledges import carried_now, carries, handed_on, own_now
from meeting.state import FollowUp, Head, MeetingState, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One meeting in the list; `problem` says why it cannot be read."""

    id: str
    stage: Stage = Stage.EMPTY
    head: Head | None = None
    due: int = 0
    came: int = 0
    disclosed: int = 0
    open_pledges: int = 0
    seal: str = ""
    problem: str = ""


def summary_of(id: str, state: MeetingState) -> Summary:
    """The line in the list for a meeting in this state."""
    return Summary(
        id=id,
        stage=state.stage,
        head=state.head,
        due=state.roll.due.total,
        came=state.roll.came.total,
        disclosed=len(state.spoken),
        open_pledges=sum(map(carries, own_now(state))),
        seal=state.seal.digest if state.seal else "",
    )


def open_pledges(state: MeetingState, since: str) -> tuple[FollowUp, ...]:
    """What a meeting hands on to the next one's 回头看: all that is not done, by its latest word."""
    pledges = (*carried_now(state), *own_now(state))
    return handed_on(replace(pledge, since=pledge.since or since) for pledge in pledges)
