"""Before the seal: what the record lacks is filled in, or left open with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from locales import _

from .. import commands as c
from .. import events as e
from ..readiness import Lack, gaps, open_gaps
from ..refusal import Refused
from ..state import MeetingState
from ..text import clean_line
from .table import Moment, applies, decides, unsigned


def complete(state: MeetingState) -> None:
    """Refused, with the first of them, while something is neither filled in nor left with a reason."""
    if lacking := [gap for gap in open_gaps(state) if gap.lack.holds_up]:
        first = lacking[0]
        told = _("Not ready to be signed, {count} things are open. First: {what} ({told}).")
        raise Refused(told.format(count=len(lacking), what=first.lack.label, told=first.told))


@decides(c.Excuse)
def _excuse(command: c.Excuse, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    reason = clean_line(command.reason)
    if not reason:
        raise Refused(_("What is left open needs a reason."))
    kinds = {lack.value: lack for lack in Lack}
    lack = kinds.get(command.gap) or next((gap.lack for gap in gaps(state) if gap.key == command.gap), None)
    if lack is None:
        raise Refused(_("Nothing called {gap} is open.").format(gap=clean_line(command.gap) or "·"))
    if not lack.may_stay:
        raise Refused(_("This cannot be left open: {what}.").format(what=lack.label))
    yield e.GapExcused(gap=command.gap, reason=reason)


@applies(e.GapExcused)
def _excused(fact: e.GapExcused, state: MeetingState, event: e.Event) -> MeetingState:
    return replace(state, excused={**state.excused, fact.gap: fact.reason})


@decides(c.Assign)
def _assign(command: c.Assign, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    unsigned(state)
    pledge = next((pledge for pledge in state.follow_ups if pledge.number == command.pledge), None)
    if pledge is None:
        raise Refused(_("There is no pledge {number}.").format(number=command.pledge))
    owner = state.roster.member(command.owner).id if command.owner else pledge.owner
    yield e.PledgeAssigned(pledge=pledge.number, owner=owner, due=command.due or pledge.due)


@applies(e.PledgeAssigned)
def _assigned(fact: e.PledgeAssigned, state: MeetingState, event: e.Event) -> MeetingState:
    pledges = tuple(
        replace(pledge, owner=fact.owner, due=fact.due) if pledge.number == fact.pledge else pledge
        for pledge in state.follow_ups
    )
    return replace(state, follow_ups=pledges)
