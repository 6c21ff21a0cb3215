"""回头看: last meeting's pledges, one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.widgets import OptionList

from locales import _
from meeting.due import due_in
from meeting.state import FollowUp, MeetingState, Outcome

from .dialogs import Ask, Pick
from .told import outcome_label, pledge_row


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one pledge; `due` is the new date of an extended one."""

    pledge: int
    outcome: Outcome
    due: date | None = None


class Review(Pick[Reviewed]):
    """The pledges, open ones first; a number says what became of the one under the cursor."""

    NUMBERED = False
    BINDINGS: ClassVar = [
        Binding("1", "settle('done')", show=False, priority=True),
        Binding("2", "settle('not_done')", show=False, priority=True),
        Binding("3", "settle('extended')", show=False, priority=True),
    ]

    def __init__(self, state: MeetingState, today: date) -> None:
        pledges = sorted(state.carried, key=lambda pledge: pledge.outcome is not Outcome.OPEN)
        options = [(_row(pledge, state), Reviewed(pledge.number, Outcome.DONE)) for pledge in pledges]
        super().__init__(
            _("Looking back on the last meeting's pledges"),
            options,
            hint=_("1 done · 2 not done · 3 extended · ↑↓ choose · Esc: leave"),
        )
        self._today = today

    def action_take(self) -> None:
        """Enter goes on to the next pledge: what became of it is said by a number."""
        rows = self.query_one(OptionList)
        if self._shown:
            rows.highlighted = ((rows.highlighted or 0) + 1) % len(self._shown)

    def action_settle(self, outcome: str) -> None:
        """Settle the pledge under the cursor."""
        chosen = self.chosen
        if chosen is None:
            return
        if outcome != Outcome.EXTENDED:
            self.dismiss(Reviewed(chosen.pledge, Outcome(outcome)))
            return

        def extended(due: date) -> None:
            self.dismiss(Reviewed(chosen.pledge, Outcome.EXTENDED, due))

        ask_day(self.app, self._today, extended)


def ask_day(app: App[Any], today: date, then: Callable[[date], object]) -> None:
    """Ask for the new date of a pledge, until it is one or the question is left."""

    def dated(text: str | None) -> None:
        if text is None:
            return
        if (due := day_given(text, today)) is not None:
            then(due)
        else:
            app.push_screen(Ask(_("That is not a date: write it as 2026-06-30."), text), dated)

    app.push_screen(Ask(_("New date (such as 2026-06-30 or 六月底):")), dated)


def day_given(text: str, today: date) -> date | None:
    """The day that somebody typed, as 2026-06-30 or as people say it; None for no day."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return due_in(text, today)


def _row(pledge: FollowUp, state: MeetingState) -> str:
    label, owner = outcome_label(pledge.outcome), state.name_of(pledge.owner)
    return pledge_row(label, owner, pledge)
