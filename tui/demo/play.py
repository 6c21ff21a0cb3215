"""A script that plays itself into an open meeting, until somebody takes the meeting over.

The script is rehearsed first. So it is known who has the floor before each step, and which line or flag a
step means: numbers are carried over from the rehearsal, since a line of the person's own moves them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from locales import _
from meeting.commands import Command
from meeting.refusal import Refused
from meeting.rules import Ear
from meeting.state import MeetingState, Phase
from store.record import Record

from ..verbs.script import Rehearsal, Step, command_of

_SHORTER: Final = 4
"""The script's own gaps are this many times shorter,"""
_LONGEST: Final = timedelta(seconds=4)
"""and never longer than this; both at speed 1."""
_NUMBERS: Final = ("line", "flag", "turn")
"""The fields that hold the number of an event."""

_Floor = tuple[str, Phase] | None


@dataclass(frozen=True, slots=True)
class _Cue:
    """A step that has been rehearsed: the time before it, who has the floor then, the events it makes."""

    gap: timedelta
    command: Command
    floor: _Floor
    events: range


class SelfPlay:
    """Plays a script into the meeting `meeting`, whose first `held` steps have been held already."""

    def __init__(self, meeting: str, steps: Sequence[Step], held: int, ear: Ear, speed: float = 1) -> None:
        self.meeting = meeting
        cues = _rehearsed(steps, ear, speed)
        self._cues = cues[held:]
        self._numbers = {number: number for cue in cues[:held] for number in cue.events}
        """The rehearsal's numbers and the record's."""
        self._seen = max(self._numbers)
        """The record's last event that the play knows of."""
        self._place = 0
        self._since: datetime | None = None
        self._paused = False
        self.ended = ""

    @property
    def over(self) -> bool:
        """Has it been played, or has it stopped for good?"""
        return bool(self.ended)

    @property
    def paused(self) -> bool:
        """Does it wait for somebody to let it go on?"""
        return self._paused and not self.over

    def pause(self) -> None:
        """Wait until `go_on`."""
        self._paused = True

    def go_on(self, now: datetime) -> None:
        """Go on with the next step, its gap after `now`."""
        self._paused, self._since = False, now

    def advance(self, record: Record) -> bool:
        """Do the next step if its time has come; True when the meeting or the play has changed.

        A person who has entered something has taken over: the play pauses.
        """
        if self.over:
            return False
        if record.session.last_id != self._seen:
            self._seen = record.session.last_id
            self._paused = True
            return True
        now = record.now()
        self._since = self._since or now
        cue = self._cues[self._place]
        if self._paused or now - self._since < cue.gap:
            return False
        try:
            self._do(cue, record)
        except Refused as refused:
            self.ended = _("The demonstration stops here: {reason}").format(reason=refused.reason)
            return True
        self._since, self._place = now, self._place + 1
        if self._place == len(self._cues):
            self.ended = _("The demonstration has been played; the meeting is yours now.")
        return True

    def _do(self, cue: _Cue, record: Record) -> None:
        if _floor(record.state) != cue.floor:
            raise Refused(_("the meeting has gone another way, and is yours now."))
        command = cue.command
        given = {name: getattr(command, name, None) for name in _NUMBERS}
        # The rules refuse -1, as they refuse the number of what has been taken back.
        meant: dict[str, Any] = {
            name: self._numbers.get(number, -1) for name, number in given.items() if number is not None
        }
        before = self._seen
        record.do(replace(command, **meant))
        self._seen = record.session.last_id
        self._numbers.update(zip(cue.events, range(before + 1, self._seen + 1), strict=False))


def _rehearsed(steps: Sequence[Step], ear: Ear, speed: float) -> list[_Cue]:
    rehearsal = Rehearsal(ear)
    cues: list[_Cue] = []
    since = steps[0].at
    for step in steps:
        command = command_of(step, rehearsal.state)
        assert command is not None, "a play does not seal"
        before, floor = rehearsal.session.last_id, _floor(rehearsal.state)
        try:
            rehearsal.do(command, step.at)
        except Refused:
            # Nothing comes of a step that is meant to be refused.
            assert step.refused
        gap = min((step.at - since) / _SHORTER, _LONGEST) / speed
        cues.append(_Cue(gap, command, floor, range(before + 1, rehearsal.session.last_id + 1)))
        since = step.at
    return cues


def _floor(state: MeetingState) -> _Floor:
    return (state.turn.member, state.turn.phase) if state.turn is not None else None
