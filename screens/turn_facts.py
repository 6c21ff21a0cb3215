"""本轮情况: what a turn holds, as plain facts, and what was said before, both passages side by side.

Never a score and never in the record. It opens only when the recorder asks for it, since a mirrored
projector has no private screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll

from locales import _, current
from meeting.dates import written_day
from meeting.language.disclosure import Disclosure, disclosure
from meeting.language.freshness import SaidBefore, said_before
from meeting.part import own_lines
from meeting.refusal import Refused
from meeting.state import MeetingState, Turn
from store.archive import Archive

from .dialogs import Dialog
from .told import facts_told
from .widgets.row import Prose


def counted(state: MeetingState, turn: Turn) -> Disclosure:
    """The facts in a turn as it stands."""
    member = state.roster.member(turn.member)
    return disclosure(
        own_lines(state.lines_of(turn.number), turn.member), member, state.checklist, state.marks
    )


def repeated(state: MeetingState, turn: Turn, archive: Archive) -> Sequence[SaidBefore]:
    """What the speaker said nearly alike at their last three meetings; a cache that fails finds nothing."""
    if state.head is None:
        return ()
    name = state.roster.member(turn.member).name
    try:
        earlier = archive.catalogue.said_by(name, state.head.branch, state.head.day.isoformat())
    except Refused:
        return ()
    return said_before(own_lines(state.lines_of(turn.number), turn.member), earlier)


class TurnFacts(Dialog[None]):
    """One turn: its facts, and each passage beside the one that it is like."""

    BINDINGS: ClassVar = [Binding("escape,enter,f1,f10", "dismiss", show=False)]

    def __init__(self, state: MeetingState, turn: Turn, archive: Archive) -> None:
        super().__init__()
        self._name = state.name_of(turn.member)
        self._told = facts_told(counted(state, turn))
        self._repeated = repeated(state, turn, archive)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Prose(_("This turn: {name}").format(name=self._name), style="bold")
            yield Prose(self._told)
            for each in self._repeated:
                with Horizontal(classes="beside"):
                    day = written_day(date.fromisoformat(each.meeting[:10]), current())
                    then = _("Said on {day}:").format(day=day)
                    today = _("Said today:")
                    yield Prose(f"{then}\n{each.then_text}")
                    yield Prose(f"{today}\n{each.today_text}")
            yield Prose(_("↑↓ PageDown: read on · Esc: back"), classes="hint")
