"""How long everybody spoke: for the timing sheet. It is the recorder's tool and stays out of the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .clock import elapsed
from .state import MeetingState, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One turn's times, in whole seconds (floor)."""

    member: str
    planned: int
    """Allowed at first, for disclosure and questions together."""
    extended: int
    """Added while it went on."""
    actual: int
    """For which a clock ran."""
    paused: int
    """For which it was stopped between beginning and end."""
    began: datetime
    ended: datetime | None


def timings(state: MeetingState, now: datetime | None = None) -> tuple[Timing, ...]:
    """The times of every turn, in speaking order; one that still runs is counted up to `now` where given."""
    return tuple(_timing(turn, now) for turn in state.turns)


def _timing(turn: Turn, now: datetime | None) -> Timing:
    last = turn.stretches[-1]
    end = turn.ended or now or last.end or last.start
    began = turn.stretches[0].start
    actual = elapsed(turn, end)
    whole = max(end - began, timedelta()) // timedelta(seconds=1)
    return Timing(
        member=turn.member,
        planned=turn.budget + turn.questions_budget - turn.extended,
        extended=turn.extended,
        actual=actual,
        paused=max(0, whole - actual),
        began=began,
        ended=turn.ended,
    )
