"""What is said: lines, their corrections, the pledges in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from locales import _

from .. import commands as c
from .. import events as e
from ..due import due_in
from ..kinds import Kind
from ..refusal import Refused
from ..state import Correction, FollowUp, Line, MeetingState, Pressure, Turn, Verdict
from ..text import LINE_MAX, clean_line, clean_name
from .listening import heard_in
from .table import Moment, applies, decides, unsigned


@decides(c.Say)
def _say(command: c.Say, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    pressure = _pressure(command, state)
    text = words_of(command.text or (pressure.did if pressure else ""))
    turn = _turn_for(command, state)
    by = _whose(command, state, turn)
    line = e.LineRecorded(
        turn=turn.number if turn else 0, kind=command.kind, text=text, by=by, pressure=pressure
    )
    yield line
    if command.kind is Kind.PLEDGE:
        owner = state.roster.member(command.owner).id if command.owner else by
        due = command.due or due_in(text, moment.now.date())
        yield e.PledgeMade(line=moment.next_id, text=text, owner=owner, due=due)
    yield from heard_in(moment.next_id, line.kind, text, by, state, moment)


@decides(c.SayLines)
def _say_lines(command: c.SayLines, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    texts = tuple(text for text in command.texts if clean_line(text))
    if not texts:
        raise Refused(_("There is nothing to record."))
    for text in texts:
        say = c.Say(text=text, kind=command.kind, by=command.by, turn=command.turn)
        facts = tuple(_say(say, state, moment))
        yield from facts
        moment = replace(moment, next_id=moment.next_id + len(facts))


def _turn_for(command: c.Say, state: MeetingState) -> Turn | None:
    if command.turn is not None:
        found = next((turn for turn in state.turns if turn.number == command.turn), None)
        if found is None:
            raise Refused(_("There is no turn {number}.").format(number=command.turn))
        return found
    if state.turn is None and command.kind.needs_floor:
        raise Refused(_("Nobody has the floor: start the next speaker first. The line is kept."))
    return state.turn


def _whose(command: c.Say, state: MeetingState, turn: Turn | None) -> str:
    """The id of whoever said it: the speaker, the one named, the chair for a reminder."""
    if command.kind is Kind.REMINDER and not command.by:
        return _known(state.called.chair, state)
    if not command.kind.from_another and not command.by:
        return turn.member if turn else ""
    if not command.by:
        raise Refused(_("Who asks or remarks? Begin with the name or its initials, then a blank."))
    by = _known(command.by, state)
    if not by:
        raise Refused(_("Nobody in the room is called {name}.").format(name=clean_name(command.by)))
    if command.kind.from_another and turn is not None and by == turn.member:
        raise Refused(_("{name} has the floor and cannot ask themselves.").format(name=state.name_of(by)))
    return by


def _known(name: str, state: MeetingState) -> str:
    wanted = clean_name(name)
    if member := state.roster.get(wanted):
        return member.id
    return next((guest.id for guest in state.observers if wanted in (guest.id, guest.name)), "")


def _pressure(command: c.Say, state: MeetingState) -> Pressure | None:
    if command.pressure is None:
        return None
    if command.kind is not Kind.PRESSURE:
        raise Refused(_("Only a pressure line has the fields of a pressure record."))
    given = command.pressure
    return Pressure(
        did=words_of(given.did),
        who=clean_line(given.who),
        when=clean_line(given.when),
        what_for=clean_line(given.what_for),
        offered=clean_line(given.offered),
        times=clean_line(given.times),
    )


@applies(e.LineRecorded)
def _recorded(fact: e.LineRecorded, state: MeetingState, event: e.Event) -> MeetingState:
    line = Line(
        number=event.id,
        turn=fact.turn,
        kind=fact.kind,
        text=fact.text,
        by=fact.by,
        at=event.at,
        pressure=fact.pressure,
    )
    return _unconfirmed(replace(state, lines=(*state.lines, line)), line)


@applies(e.PledgeMade)
def _pledge_made(fact: e.PledgeMade, state: MeetingState, event: e.Event) -> MeetingState:
    pledge = FollowUp(number=event.id, text=fact.text, owner=fact.owner, due=fact.due, line=fact.line)
    return replace(state, follow_ups=(*state.follow_ups, pledge))


@decides(c.Correct)
def _correct(command: c.Correct, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    line = line_called(command.line, state)
    text = words_of(command.text)
    if line.struck:
        raise Refused(_("That line is struck out: write a new one."))
    if text == line.text:
        raise Refused(_("The line already says that."))
    yield e.LineCorrected(line=line.number, text=text)
    if line.kind is Kind.PLEDGE:
        yield e.PledgeMade(line=line.number, text=text, owner=line.by, due=due_in(text, moment.now.date()))
    yield from heard_in(line.number, line.kind, text, line.by, state, moment)


@applies(e.LineCorrected)
def _corrected(fact: e.LineCorrected, state: MeetingState, event: e.Event) -> MeetingState:
    line = line_called(fact.line, state)
    was = Correction(was=line.text, by=event.by, at=event.at)
    changed = replace(line, text=fact.text, corrections=(*line.corrections, was))
    return _unconfirmed(_with_line(_without_traces(state, line), changed), line)


@decides(c.Strike)
def _strike(command: c.Strike, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    if line_called(command.line, state).struck:
        raise Refused(_("That line is struck out already."))
    yield e.LineStruck(line=command.line)


@applies(e.LineStruck)
def _struck(fact: e.LineStruck, state: MeetingState, event: e.Event) -> MeetingState:
    line = line_called(fact.line, state)
    return _unconfirmed(_with_line(_without_traces(state, line), replace(line, struck=True)), line)


def line_called(number: int, state: MeetingState) -> Line:
    """The line with this number; Refused when there is none."""
    for line in reversed(state.lines):
        if line.number == number:
            return line
    raise Refused(_("There is no line {number}.").format(number=number))


def _with_line(state: MeetingState, changed: Line) -> MeetingState:
    lines = tuple(changed if line.number == changed.number else line for line in state.lines)
    return replace(state, lines=lines)


def _unconfirmed(state: MeetingState, line: Line) -> MeetingState:
    """`state` without the speaker's word on a passage that says something else now."""
    speaker = next((turn.member for turn in state.turns if turn.number == line.turn), "")
    if speaker not in state.passages or line.kind is Kind.NOTE:
        return state
    others = {member: word for member, word in state.passages.items() if member != speaker}
    return replace(state, passages=others)


def _without_traces(state: MeetingState, line: Line) -> MeetingState:
    """`state` without the pending flags and the pledge of a line whose words no longer stand."""
    flags = tuple(f for f in state.flags if f.line != line.number or f.verdict is not Verdict.PENDING)
    pledges = tuple(pledge for pledge in state.follow_ups if pledge.line != line.number)
    return replace(state, flags=flags, follow_ups=pledges)


def words_of(text: str) -> str:
    """What is recorded of `text`; Refused when nothing is left of it, or more than a line holds."""
    cleaned = clean_line(text)
    if not cleaned:
        raise Refused(_("There is nothing to record."))
    if len(cleaned) > LINE_MAX:
        raise Refused(_("A line holds at most {most} characters: record it in parts.").format(most=LINE_MAX))
    return cleaned
