"""The clocks, computed from the times of events: nothing ticks in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from locales import N_, _

from .state import Budgets, MeetingState, Phase, Turn


class ClockState(StrEnum):
    """What the clock says, in a word."""

    RUNNING = "running"
    WARNING = "warning"
    OVER = "over"
    PAUSED = "paused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word in the interface language."""
        return _(_TITLES[self])


_TITLES = {
    ClockState.RUNNING: N_("left"),
    ClockState.WARNING: N_("soon over"),
    ClockState.OVER: N_("over time"),
    ClockState.PAUSED: N_("paused"),
    ClockState.ENDED: N_("ended"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clock at one instant, in whole seconds. `left` is negative once the time is over."""

    state: ClockState
    elapsed: int
    left: int


def elapsed(turn: Turn, now: datetime, phase: Phase | None = None) -> int:
    """Seconds (floor) for which the clock has run in `turn`, in one phase or in all."""
    total = sum(
        (
            max((stretch.end or now) - stretch.start, timedelta())
            for stretch in turn.stretches
            if phase is None or stretch.phase is phase
        ),
        timedelta(),
    )
    return total // timedelta(seconds=1)


def read(turn: Turn, budgets: Budgets, now: datetime) -> Reading:
    """The clock of the turn's present phase; pledges count against the questions' time."""
    if turn.phase is Phase.DISCLOSURE:
        used, allowed = elapsed(turn, now, Phase.DISCLOSURE), turn.budget
    else:
        used = elapsed(turn, now, Phase.QUESTIONS) + elapsed(turn, now, Phase.PLEDGES)
        allowed = turn.questions_budget
    left = allowed - used
    if turn.ended is not None:
        state = ClockState.ENDED
    elif not turn.running:
        state = ClockState.PAUSED
    elif left < 0:
        state = ClockState.OVER
    else:
        state = ClockState.WARNING if left <= budgets.warning else ClockState.RUNNING
    return Reading(state=state, elapsed=used, left=left)


def forecast(state: MeetingState, now: datetime) -> datetime:
    """When the meeting will end if everyone left uses the time allowed (预计散会)."""
    budgets = state.called.budgets
    ahead = sum((budgets.leader if m.leads else budgets.member) + budgets.questions for m in state.queue)
    if turn := state.turn:
        ahead += max(0, turn.budget - elapsed(turn, now, Phase.DISCLOSURE))
        questions = elapsed(turn, now, Phase.QUESTIONS) + elapsed(turn, now, Phase.PLEDGES)
        ahead += max(0, turn.questions_budget - questions)
    return now + timedelta(seconds=ahead)
