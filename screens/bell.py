"""The bell of the clock: one ring when the warning begins, three when the time is over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from textual.app import App

from meeting.clock import ClockState, read
from meeting.state import MeetingState, Phase

RINGS: Final = {ClockState.RUNNING: 0, ClockState.WARNING: 1, ClockState.OVER: 3}
APART: Final = 0.35
"""Seconds between two rings; terminals make one of what comes at once."""


class ClockBell:
    """Remembers what the clock said when it was last looked at. The first look at a clock never rings."""

    def __init__(self) -> None:
        self._clock: tuple[int, Phase] | None = None
        self._due = 0

    def rings(self, state: MeetingState, now: datetime) -> int:
        """How often to ring now: 0 for not at all; a clock that stands says nothing new."""
        turn = state.turn
        if turn is None:
            return 0
        due = RINGS.get(read(turn, state.called.budgets, now).state)
        if due is None:
            return 0
        clock, before = (turn.number, turn.phase), self._due
        same, self._clock, self._due = clock == self._clock, clock, due
        return due if same and due > before else 0


def ring(app: App[object], times: int) -> None:
    """Ring the terminal's bell, with a pause between two rings."""
    for place in range(times):
        app.set_timer(place * APART, app.bell) if place else app.bell()
