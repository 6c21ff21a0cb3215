"""Following pledges up after the seal: what became of them is numbered beside what was sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from locales import _

from .. import commands as c
from .. import events as e
from ..pledges import carried_now, own_now
from ..refusal import Refused
from ..state import Followed, MeetingState, Outcome
from ..text import clean_line
from .table import Moment, applies, decides


@decides(c.FollowUpLater)
def _follow_up(command: c.FollowUpLater, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    pledges = carried_now(state) if command.carried else own_now(state)
    pledge = next((each for each in pledges if each.number == command.follow_up), None)
    if pledge is None:
        raise Refused(_("There is no pledge {number} in this meeting.").format(number=command.follow_up))
    if command.outcome is Outcome.EXTENDED and command.due is None:
        raise Refused(_("An extended pledge needs its new date."))
    note, due = clean_line(command.note), command.due or pledge.due
    if not note:
        raise Refused(_("What became of a pledge needs a note: how is it known?"))
    if (command.outcome, note, due) == (pledge.outcome, pledge.note, pledge.due):
        raise Refused(_("The record already says that of this pledge."))
    yield e.PledgeFollowed(
        number=len(state.followed) + 1,
        follow_up=pledge.number,
        carried=command.carried,
        outcome=command.outcome,
        note=note,
        due=due,
    )


@applies(e.PledgeFollowed)
def _followed(fact: e.PledgeFollowed, state: MeetingState, event: e.Event) -> MeetingState:
    followed = Followed(
        number=fact.number,
        follow_up=fact.follow_up,
        carried=fact.carried,
        outcome=fact.outcome,
        note=fact.note,
        due=fact.due,
        by=event.by,
        at=event.at,
    )
    return replace(state, followed=(*state.followed, followed))
