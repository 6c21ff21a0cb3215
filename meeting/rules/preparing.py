"""Preparing: the head, the roll call, who sits in, this month's topics, the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from locales import _

from .. import commands as c
from .. import events as e
from ..attendance import Attendance, Observer, Presence
from ..order import as_before, moved, same_order, speaking_order
from ..refusal import Refused
from ..roster import Member, Roster
from ..state import Head, MeetingState, Stage
from ..text import clean_line, clean_name, name_problem
from ..topics import Checklist, Topic, seasonal, seasonal_topics, standing
from .table import Moment, applies, decides, unsigned


@decides(c.Prepare)
def _prepare(command: c.Prepare, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if not command.members:
        raise Refused(_("The roster is empty: enter the members first."))
    # A PIN is checked at the desk; its hash has no place in a record.
    members = tuple(replace(member, name=clean_name(member.name), pin="") for member in command.members)
    Roster(members)
    if command.number < 1:
        raise Refused(_("A meeting's number counts from 1."))
    month = seasonal(command.day.month) if command.seasonal is None else _seasonal(command.seasonal)
    checklist = command.checklist or Checklist(standing=standing())
    yield e.MeetingPrepared(
        head=Head(
            branch=_needed(command.branch, _("The branch needs a name.")),
            kind=command.kind,
            number=command.number,
            day=command.day,
            place=clean_line(command.place),
            chair=clean_name(command.chair),
            recorder=clean_name(command.recorder),
            budgets=command.budgets,
            language=command.language,
            demo=command.demo,
        ),
        members=members,
        checklist=replace(checklist, seasonal=month),
        carried=command.carried,
    )
    usual = speaking_order(members)
    order = as_before(usual, tuple(map(clean_name, command.order)))
    if not same_order(order, usual):
        yield e.OrderChanged(order=_ids(order))


@applies(e.MeetingPrepared)
def _prepared(fact: e.MeetingPrepared, state: MeetingState, event: e.Event) -> MeetingState:
    roster = Roster(fact.members)
    return MeetingState(
        stage=Stage.PREPARED,
        head=fact.head,
        roster=roster,
        order=_ids(speaking_order(roster)),
        checklist=fact.checklist,
        carried=fact.carried,
    )


@decides(c.ChangeHead)
def _change_head(command: c.ChangeHead, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    changes = {item.name: getattr(command, item.name) for item in fields(command)}
    changes = {name: value for name, value in changes.items() if value is not None}
    for name in ("chair", "recorder"):
        if name in changes:
            changes[name] = clean_name(changes[name])
    if "place" in changes:
        changes["place"] = clean_line(changes["place"])
    if changes.get("number", 1) < 1:
        raise Refused(_("A meeting's number counts from 1."))
    yield e.HeadChanged(head=replace(state.called, **changes))


@applies(e.HeadChanged)
def _head_changed(fact: e.HeadChanged, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, head=fact.head)


@decides(c.ChooseSeasonal)
def _choose_seasonal(command: c.ChooseSeasonal, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    yield e.SeasonalTopicsSet(topics=_seasonal(command.titles))


@applies(e.SeasonalTopicsSet)
def _seasonal_set(fact: e.SeasonalTopicsSet, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, checklist=replace(state.checklist, seasonal=fact.topics))


@decides(c.Attend)
def _attend(command: c.Attend, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    member = state.roster.member(command.member)
    unsigned(state)
    reason = clean_line(command.reason)
    if command.presence is Presence.LEAVE and not reason:
        raise Refused(_("{name} is on leave: say why.").format(name=member.name))
    if not command.presence.in_room and state.speaker == member:
        raise Refused(_("{name} has the floor: end the turn first.").format(name=member.name))
    if not command.presence.came and member.id in state.spoken:
        raise Refused(_("{name} has already spoken, and so has come.").format(name=member.name))
    attendance = Attendance(presence=command.presence, reason=reason)
    yield e.AttendanceMarked(member=member.id, attendance=attendance)


@applies(e.AttendanceMarked)
def _attendance_marked(fact: e.AttendanceMarked, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, attendance={**state.attendance, fact.member: fact.attendance})


@decides(c.Invite)
def _invite(command: c.Invite, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    name = clean_name(command.name)
    if problem := name_problem(name):
        raise Refused(problem)
    if state.roster.get(name) or any(guest.name == name for guest in state.observers):
        raise Refused(_("{name} is on the list already.").format(name=name))
    yield e.ObserverInvited(
        observer=Observer(id=f"guest{moment.next_id}", name=name, post=clean_line(command.post))
    )


@applies(e.ObserverInvited)
def _invited(fact: e.ObserverInvited, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, observers=(*state.observers, fact.observer))


@decides(c.Uninvite)
def _uninvite(command: c.Uninvite, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    wanted = clean_name(command.name)
    guest = next((guest for guest in state.observers if wanted in (guest.id, guest.name)), None)
    if guest is None:
        raise Refused(_("No observer is called {name}.").format(name=command.name))
    if any(line.by == guest.id for line in state.lines):
        raise Refused(_("{name} is in the record already and stays.").format(name=guest.name))
    yield e.ObserverRemoved(observer=guest.id)


@applies(e.ObserverRemoved)
def _uninvited(fact: e.ObserverRemoved, state: MeetingState, event: e.Event) -> MeetingState:
    rest = tuple(guest for guest in state.observers if guest.id != fact.observer)
    return replace(state, observers=rest)


@decides(c.Move)
def _move(command: c.Move, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    member = state.roster.member(command.member)
    before = state.roster.member(command.before) if command.before else None
    order = moved([state.roster.member(key) for key in state.order], member, before)
    if order is None:
        raise Refused(
            _("{name} and {other} are of different rank: the order changes only inside a rank.").format(
                name=member.name, other=before.name if before else ""
            )
        )
    yield e.OrderChanged(order=_ids(order))


@applies(e.OrderChanged)
def _order_changed(fact: e.OrderChanged, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, order=fact.order)


@decides(c.Open)
def _open(command: c.Open, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if not state.called.chair or not state.called.recorder:
        raise Refused(_("Name the chair and the recorder before the meeting opens."))
    if not state.queue:
        raise Refused(_("Nobody is in the room: check the roll call."))
    yield e.MeetingOpened()


@applies(e.MeetingOpened)
def _opened(fact: e.MeetingOpened, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, stage=Stage.RUNNING, opened=event.at)


def _ids(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(member.id for member in members)


def _seasonal(titles: tuple[str, ...]) -> tuple[Topic, ...]:
    return seasonal_topics(clean_line(title) for title in titles)


def _needed(text: str, otherwise: str) -> str:
    if cleaned := clean_line(text):
        return cleaned
    raise Refused(otherwise)
