"""Amending a sealed record (更正): the original stays, what it should say is numbered beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from locales import _

from .. import commands as c
from .. import events as e
from ..refusal import Refused
from ..state import Amendment, MeetingState
from ..text import clean_line
from .saying import line_called, words_of
from .table import Moment, applies, decides


@decides(c.Amend)
def _amend(command: c.Amend, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    line = line_called(command.line, state)
    if line.struck:
        raise Refused(_("That line is struck out and says nothing any more."))
    earlier = [each.text for each in state.amendments if each.line == line.number]
    was = earlier[-1] if earlier else line.text
    text, reason = words_of(command.text), clean_line(command.reason)
    if text == was:
        raise Refused(_("The line already says that."))
    if not reason:
        raise Refused(_("An amendment needs its reason."))
    yield e.Amended(number=len(state.amendments) + 1, line=line.number, was=was, text=text, reason=reason)


@applies(e.Amended)
def _amended(fact: e.Amended, state: MeetingState, event: e.Event) -> MeetingState:
    amendment = Amendment(
        number=fact.number,
        line=fact.line,
        was=fact.was,
        text=fact.text,
        reason=fact.reason,
        by=event.by,
        at=event.at,
    )
    return replace(state, amendments=(*state.amendments, amendment))
