"""The floor: who speaks, in what order, by which clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from locales import _

from .. import commands as c
from .. import events as e
from ..order import still_before
from ..refusal import Refused
from ..roster import Member
from ..state import MeetingState, Phase, Stretch, Turn
from ..text import clean_line
from .table import Moment, applies, decides

MOST_AGO: Final = 600
"""How many seconds back a turn may be said to have begun."""
MOST_EXTRA: Final = 3600
"""How many seconds one extension may add."""


@decides(c.Start)
def _start(command: c.Start, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if state.speaker is not None:
        raise Refused(_("{name} has the floor: end the turn first.").format(name=state.speaker.name))
    member = state.roster.member(command.member)
    reason = clean_line(command.reason)
    _may_speak(member, reason, state)
    yield _started(member, reason, command.ago, state, moment)


@decides(c.Next)
def _next(command: c.Next, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if not state.queue:
        raise Refused(_("Everyone in the room has spoken: the meeting can be closed."))
    if state.turn is not None:
        yield e.TurnEnded()
    yield _started(state.queue[0], "", 0, state, moment)


def _may_speak(member: Member, reason: str, state: MeetingState) -> None:
    presence = state.roll.of(member).presence
    if not presence.in_room:
        raise Refused(
            _("{name} is not in the room ({presence}): mark them present first.").format(
                name=member.name, presence=presence.label
            )
        )
    if member.id in state.spoken:
        raise Refused(_("{name} has spoken already.").format(name=member.name))
    waiting = [other for other in state.queue if other.id not in state.skipped]
    if not reason and (ahead := still_before(member, waiting)):
        raise Refused(
            _(
                "{name} cannot speak yet: {ahead} come first (the committee leads). "
                "Out of rank only with a reason."
            ).format(name=member.name, ahead=_(", ").join(other.name for other in ahead))
        )


def _started(member: Member, reason: str, ago: int, state: MeetingState, moment: Moment) -> e.TurnStarted:
    if not 0 <= ago <= MOST_AGO:
        raise Refused(_("A turn can be said to have begun at most {most} seconds ago.").format(most=MOST_AGO))
    budgets = state.called.budgets
    floor_free = state.turns[-1].ended if state.turns else state.opened
    since = moment.now - timedelta(seconds=ago)
    waiting = [other for other in state.queue if other.id not in state.skipped]
    return e.TurnStarted(
        member=member.id,
        budget=budgets.leader if member.leads else budgets.member,
        questions_budget=budgets.questions,
        since=max(since, floor_free) if floor_free else since,
        out_of_rank=reason if still_before(member, waiting) else "",
    )


@applies(e.TurnStarted)
def _turn_started(fact: e.TurnStarted, state: MeetingState, event: e.Event) -> MeetingState:
    turn = Turn(
        number=event.id,
        member=fact.member,
        budget=fact.budget,
        questions_budget=fact.questions_budget,
        out_of_rank=fact.out_of_rank,
        stretches=(Stretch(phase=Phase.DISCLOSURE, start=fact.since),),
    )
    skipped = tuple(key for key in state.skipped if key != fact.member)
    return replace(state, turns=(*state.turns, turn), skipped=skipped)


def _floor(state: MeetingState) -> Turn:
    if state.turn is None:
        raise Refused(_("Nobody has the floor: start the next speaker first."))
    return state.turn


@decides(c.Enter)
def _enter(command: c.Enter, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if _floor(state).phase is command.phase:
        raise Refused(_("The turn is there already."))
    yield e.PhaseEntered(phase=command.phase)


@applies(e.PhaseEntered)
def _phase_entered(fact: e.PhaseEntered, state: MeetingState, event: e.Event) -> MeetingState:
    turn = _halted(_floor(state), event)
    stretches = turn.stretches
    if _floor(state).running:
        stretches = (*stretches, Stretch(phase=fact.phase, start=event.at))
    return _with_turn(state, replace(turn, phase=fact.phase, stretches=stretches))


@decides(c.Pause)
def _pause(command: c.Pause, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if not _floor(state).running:
        raise Refused(_("The clock is paused already."))
    yield e.ClockPaused()


@applies(e.ClockPaused)
def _paused(fact: e.ClockPaused, state: MeetingState, event: e.Event) -> MeetingState:
    return _with_turn(state, _halted(_floor(state), event))


@decides(c.Resume)
def _resume(command: c.Resume, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if _floor(state).running:
        raise Refused(_("The clock is running."))
    yield e.ClockResumed()


@applies(e.ClockResumed)
def _resumed(fact: e.ClockResumed, state: MeetingState, event: e.Event) -> MeetingState:
    return _with_turn(state, _running(_floor(state), event))


@decides(c.Backdate)
def _backdate(command: c.Backdate, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    turn = _floor(state)
    if not turn.running:
        raise Refused(_("The clock is paused: let it run first."))
    if not 0 < command.seconds <= MOST_AGO:
        raise Refused(_("A turn can be said to have begun at most {most} seconds ago.").format(most=MOST_AGO))
    earliest = _free_since(turn, state)
    room = (turn.stretches[-1].start - earliest) // timedelta(seconds=1) if earliest else command.seconds
    if room < 1:
        raise Refused(_("It cannot have begun earlier: the clock ran until then."))
    yield e.ClockBackdated(seconds=min(command.seconds, room))


def _free_since(turn: Turn, state: MeetingState) -> datetime | None:
    """When the clock that ran before the running stretch stopped; the opening before the first turn."""
    if len(turn.stretches) > 1:
        return turn.stretches[-2].end
    return state.turns[-2].ended if len(state.turns) > 1 else state.opened


@applies(e.ClockBackdated)
def _backdated(fact: e.ClockBackdated, state: MeetingState, event: e.Event) -> MeetingState:
    turn = _floor(state)
    running = turn.stretches[-1]
    moved = replace(running, start=running.start - timedelta(seconds=fact.seconds))
    return _with_turn(state, replace(turn, stretches=(*turn.stretches[:-1], moved)))


@decides(c.Extend)
def _extend(command: c.Extend, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    _floor(state)
    if not 0 < command.seconds <= MOST_EXTRA:
        raise Refused(_("An extension is 1 to {most} seconds.").format(most=MOST_EXTRA))
    yield e.TurnExtended(seconds=command.seconds)


@applies(e.TurnExtended)
def _extended(fact: e.TurnExtended, state: MeetingState, event: e.Event) -> MeetingState:
    turn = _floor(state)
    turn = replace(turn, extended=turn.extended + fact.seconds)
    if turn.phase is Phase.DISCLOSURE:
        return _with_turn(state, replace(turn, budget=turn.budget + fact.seconds))
    return _with_turn(state, replace(turn, questions_budget=turn.questions_budget + fact.seconds))


@decides(c.End)
def _end(command: c.End, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    _floor(state)
    yield e.TurnEnded()


@applies(e.TurnEnded)
def _ended(fact: e.TurnEnded, state: MeetingState, event: e.Event) -> MeetingState:
    return _with_turn(state, replace(_halted(_floor(state), event), ended=event.at))


@decides(c.Reopen)
def _reopen(command: c.Reopen, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if state.speaker is not None:
        raise Refused(_("{name} has the floor: end the turn first.").format(name=state.speaker.name))
    if not state.turns:
        raise Refused(_("Nobody has spoken yet."))
    yield e.TurnResumed()


@applies(e.TurnResumed)
def _turn_resumed(fact: e.TurnResumed, state: MeetingState, event: e.Event) -> MeetingState:
    return _with_turn(state, _running(replace(state.turns[-1], ended=None), event))


@decides(c.Skip)
def _skip(command: c.Skip, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    member = state.roster.member(command.member)
    if member not in state.queue:
        raise Refused(_("{name} is not waiting to speak.").format(name=member.name))
    if len(state.queue) == 1:
        raise Refused(_("{name} is the only one left.").format(name=member.name))
    yield e.SpeakerSkipped(member=member.id, reason=clean_line(command.reason))


@applies(e.SpeakerSkipped)
def _skipped(fact: e.SpeakerSkipped, state: MeetingState, event: e.Event) -> MeetingState:
    rest = tuple(key for key in state.skipped if key != fact.member)
    return replace(state, skipped=(*rest, fact.member))


def _halted(turn: Turn, event: e.Event) -> Turn:
    if not turn.running:
        return turn
    # A stretch begun on another clock never ends before it began.
    last = replace(turn.stretches[-1], end=max(event.at, turn.stretches[-1].start))
    return replace(turn, stretches=(*turn.stretches[:-1], last))


def _running(turn: Turn, event: e.Event) -> Turn:
    return replace(turn, stretches=(*turn.stretches, Stretch(phase=turn.phase, start=event.at)))


def _with_turn(state: MeetingState, turn: Turn) -> MeetingState:
    return replace(state, turns=(*state.turns[:-1], turn))
