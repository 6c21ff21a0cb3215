"""The one place that decides. A session is a meeting with its history.

`decide` turns a command into events or raises Refused and changes nothing; `apply` turns an event into
the next session. Replaying the events gives the session, always. Time is passed in, never read.
The rules themselves are in `meeting.rules`, one room for each part of a meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from locales import N_, _

from . import commands as c
from .events import Event, Fact, Redone, Undone
from .refusal import Refused
from .rows import Row, stamp_of
from .rules import Ear, Moment, deaf, facts_for, state_after
from .seal import digest
from .state import MeetingState, Stage

UNDO_DEPTH: Final = 20
"""How many steps can be taken back."""


@dataclass(frozen=True, slots=True)
class Past:
    """A step that can be taken back: its number and the meeting on its other side."""

    step: int
    state: MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A meeting's state, what can be undone and redone, and the stamp of the last event."""

    state: MeetingState = MeetingState()
    past: tuple[Past, ...] = ()
    future: tuple[Past, ...] = ()
    last_id: int = 0
    last_step: int = 0
    last_at: datetime | None = None


_NOT_NOW: Final = {
    Stage.EMPTY: N_("The meeting is not prepared yet."),
    Stage.PREPARED: N_("The meeting is not open yet: call the roll and open it."),
    Stage.RUNNING: N_("The meeting is still running."),
    Stage.ADJOURNED: N_("The meeting is closed."),
    Stage.SEALED: N_("The record is sealed: nothing in it changes any more."),
}


def decide(
    session: Session, command: c.Command, now: datetime, *, by: str = "", ear: Ear = deaf
) -> tuple[Event, ...]:
    """The events that `command` causes at `now`; Refused when the rules do not allow it."""
    if session.last_at is not None and now < session.last_at:
        raise Refused(_("Time runs backwards: this is earlier than the last entry."))
    if session.state.stage not in command.stages:
        raise Refused(_(_NOT_NOW[session.state.stage]))
    moment = Moment(now=now, next_id=session.last_id + 1, ear=ear)
    return tuple(
        Event(id=session.last_id + place, step=session.last_step + 1, at=now, by=by, fact=fact)
        for place, fact in enumerate(_facts(session, command, moment), start=1)
    )


def sealing(
    meeting: str, session: Session, rows: Sequence[Row], previous: str, now: datetime, by: str
) -> c.SealRecord:
    """The command that seals the record at `now`: all its `rows`, chained to the seal `previous`."""
    event = Event(id=session.last_id + 1, step=session.last_step + 1, at=now, by=by, fact=Fact())
    return c.SealRecord(digest=digest(meeting, rows, previous, stamp_of(event)), previous=previous)


def _facts(session: Session, command: c.Command, moment: Moment) -> tuple[Fact, ...]:
    if isinstance(command, c.Undo):
        if not session.past:
            raise Refused(_("There is nothing to take back."))
        return (Undone(step=session.past[-1].step),)
    if isinstance(command, c.Redo):
        if not session.future:
            raise Refused(_("There is nothing to do again."))
        return (Redone(step=session.future[-1].step),)
    return tuple(facts_for(command, session.state, moment))


def apply(session: Session, event: Event) -> Session:
    """The session after `event`, which `decide` made or a file holds."""
    stamped = replace(session, last_id=event.id, last_step=event.step, last_at=event.at)
    before = session.state
    match event.fact:
        case Undone():
            step = session.past[-1]
            return replace(
                stamped,
                state=step.state,
                past=session.past[:-1],
                future=(*session.future, Past(step.step, before)),
            )
        case Redone():
            step = session.future[-1]
            return replace(
                stamped,
                state=step.state,
                past=(*session.past, Past(step.step, before)),
                future=session.future[:-1],
            )
    after = state_after(event.fact, before, event)
    if _final(event, before, after):
        return replace(stamped, state=after, past=(), future=())
    past = session.past
    if event.step != session.last_step:
        past = (*past, Past(event.step, before))[-UNDO_DEPTH:]
    return replace(stamped, state=after, past=past, future=())


def _final(event: Event, before: MeetingState, after: MeetingState) -> bool:
    """Does nothing lead back behind this event? True for the first one and for the seal."""
    return before.stage is Stage.EMPTY or after.stage is Stage.SEALED


def replay(events: Iterable[Event]) -> Session:
    """The session that `events` add up to."""
    session = Session()
    for event in events:
        session = apply(session, event)
    return session
