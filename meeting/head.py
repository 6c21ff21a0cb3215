"""The head of the record: what, when, where, who came and who did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .attendance import Count, Observer, Presence
from .dates import written_clock, written_day
from .document import Ink, Paragraph, Role, Run
from .roster import Member
from .state import MeetingState
from .text import padded
from .titles import meeting_name

Translate = Callable[[str], str]


def head_fields(state: MeetingState, _: Translate) -> Iterator[Paragraph]:
    """One paragraph for each field that the record needs; empty groups are left out, the rest never."""
    head = state.called
    yield _field(_("Meeting: "), meeting_name(head))
    yield _field(_("Time: "), _times(state, _))
    yield _field(_("Place: "), head.place)
    yield _field(_("Chair: "), head.chair)
    yield _field(_("Recorder: "), head.recorder)
    roll = state.roll
    yield _field(_("Due: "), _count(roll.due, _))
    yield _field(_("Came: "), _count(roll.came, _))
    present = roll.with_presence(Presence.PRESENT, Presence.LATE, Presence.LEFT)
    yield _field(_("Present: "), _names(present, _))
    groups = (
        (_("Late: "), Presence.LATE),
        (_("Left early: "), Presence.LEFT),
        (_("On leave: "), Presence.LEAVE),
        (_("Absent: "), Presence.ABSENT),
    )
    for label, presence in groups:
        if members := roll.with_presence(presence):
            yield _field(label, _(", ").join(_with_reason(member, state, _) for member in members))
    if state.observers:
        yield _field(_("Observers: "), _(", ").join(_guest(guest, _) for guest in state.observers))
    topics = "".join(_("; {topic}").format(topic=topic.title) for topic in state.checklist.seasonal)
    yield _field(_("Agenda: "), _("laying open the powers and duties of the post") + topics)


def _field(label: str, value: str) -> Paragraph:
    return Paragraph(Role.FIELD, (Run(label, Ink.LABEL), Run(value)))


def _times(state: MeetingState, _: Translate) -> str:
    day = written_day(state.called.day, state.called.language)
    if state.opened is None:
        return day
    if state.adjourned is None:
        return _("{day}, from {start}").format(day=day, start=written_clock(state.opened))
    return _("{day}, {start} to {end}").format(
        day=day, start=written_clock(state.opened), end=written_clock(state.adjourned)
    )


def _count(count: Count, _: Translate) -> str:
    return _("{total} ({full} full members, {probationary} probationary)").format(
        total=count.total, full=count.full, probationary=count.probationary
    )


def _names(members: tuple[Member, ...], _: Translate) -> str:
    return _(", ").join(padded(member.name) for member in members)


def _with_reason(member: Member, state: MeetingState, _: Translate) -> str:
    reason = state.roll.of(member).reason
    return _("{name} ({reason})").format(name=member.name, reason=reason) if reason else member.name


def _guest(guest: Observer, _: Translate) -> str:
    return _("{name} ({post})").format(name=guest.name, post=guest.post) if guest.post else guest.name
