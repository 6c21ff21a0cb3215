"""The follow-up ledger (整改台账): all pledges of the branch, how each stands, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from exports.tabled import Sheet
from locales import _
from meeting.commands import FollowUpLater
from meeting.pledges import Standing, standing
from meeting.state import MeetingState, Outcome, Stage
from store.reading import Pledged

from .after_seal import AddsToSealed
from .catching_up import Reading
from .dialogs import Pick
from .finding import matches
from .lists import pledges_sheet
from .review import ask_day
from .showing import show_member, show_record
from .tabling import GoOn, Tabled
from .told import outcome_label, pledge_told, standing_label
from .widgets.field import Field

_ORDER: Final = (
    Standing.OVERDUE,
    Standing.DUE,
    Standing.OPEN,
    Standing.EXTENDED,
    Standing.NOT_DONE,
    Standing.DONE,
)
"""What presses comes first; inside each by date."""


class LedgerScreen(Tabled, AddsToSealed):
    """One row a pledge; typing narrows the list, Enter says what became of the one under the cursor."""

    NAME = "ledger"

    def heading(self) -> str:
        return _("Follow-up ledger")

    def content(self) -> ComposeResult:
        yield Field(placeholder=_("type to narrow: initials, state, month, words"), id="filter")
        yield Reading()
        yield OptionList(id="pledges", markup=False)

    def on_mount(self) -> None:
        self._all: list[Pledged] = []
        self._shown: list[Pledged] = []
        self.catch_up()

    def look(self) -> list[Pledged]:
        return self.hall.past.pledges(*self.hall.archive.branch().names)

    def shown(self, found: list[Pledged]) -> None:
        today = self.hall.clock().date()
        self._all = sorted(found, key=lambda pledged: _rank(pledged, today))
        self._fill(self.query_one("#filter", Field).value)
        if not found:
            self.say(_("Nothing has been pledged yet."))

    def _fill(self, query: str) -> None:
        today = self.hall.clock().date()
        self._shown = [pledged for pledged in self._all if finds(query, pledged, today)]
        rows = self.query_one("#pledges", OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([Option(Content(pledge_told(pledged, today))) for pledged in self._shown])
        rows.highlighted = min(place, len(self._shown) - 1) if self._shown else None

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_settle()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_settle()

    def on_key(self, event: object) -> None:
        """Up and down move in the list while the filter keeps the focus."""
        key = getattr(event, "key", "")
        rows = self.query_one("#pledges", OptionList)
        if key == "down" and not rows.has_focus:
            rows.action_cursor_down()
        elif key == "up" and not rows.has_focus:
            rows.action_cursor_up()

    @property
    def _chosen(self) -> Pledged | None:
        place = self.query_one("#pledges", OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def action_settle(self) -> None:
        """Ask what became of the pledge under the cursor, and how it is known."""
        pledged = self._chosen
        if pledged is None or not self.may_add():
            return
        if pledged.stage is not Stage.SEALED:
            told = _("{meeting} is not sealed: what became of the pledge is said in that meeting.")
            self.say(told.format(meeting=pledged.meeting))
            return
        options = [(outcome_label(each), each) for each in (Outcome.DONE, Outcome.NOT_DONE, Outcome.EXTENDED)]
        if pledged.pledge.outcome is not Outcome.OPEN:
            options.append((outcome_label(Outcome.OPEN), Outcome.OPEN))
        question = f"{pledged.owner}：{pledged.pledge.text}"
        self.put(Pick(question, options), lambda outcome: self._ask_day(pledged, outcome))

    def _ask_day(self, pledged: Pledged, outcome: Outcome) -> None:
        if outcome is not Outcome.EXTENDED:
            self._ask_note(pledged, outcome, None)
            return

        today = self.hall.clock().date()
        ask_day(self.app, today, lambda due: self._ask_note(pledged, outcome, due))

    def _ask_note(self, pledged: Pledged, outcome: Outcome, due: date | None) -> None:
        self.ask(_("How is it known?"), lambda note: self._follow_up(pledged, outcome, note, due))

    def _follow_up(self, pledged: Pledged, outcome: Outcome, note: str, due: date | None) -> None:
        command = FollowUpLater(
            follow_up=pledged.pledge.number, carried=pledged.carried, outcome=outcome, note=note, due=due
        )
        self.add(pledged.meeting, command, self._done)

    def _done(self, state: MeetingState) -> None:
        if (record := self.hall.record) is not None:
            record.flush()
        self.catch_up()
        number = state.followed[-1].number
        self.say(_("Entry {number} is in the record, which is sealed anew.").format(number=number))

    def action_member(self) -> None:
        """The months of the owner of the pledge under the cursor."""
        if (pledged := self._chosen) is not None:
            show_member(self, pledged.owner, pledged.made_in)

    def sheet(self, go_on: GoOn) -> Sheet | None:
        return pledges_sheet(self._shown, self.hall.clock().date())

    def action_read(self) -> None:
        """Read the record in which the pledge under the cursor stands now."""
        if (pledged := self._chosen) is not None:
            show_record(self, pledged.meeting)


def finds(query: str, pledged: Pledged, today: date) -> bool:
    """Does every word typed find the owner or the state, by a part or by initials, or stand in the row?"""
    label = standing_label(standing(pledged.pledge, today))
    # A month may be typed as it is written, and as files and lists have it.
    due = pledged.pledge.due.isoformat() if pledged.pledge.due else ""
    row = " ".join((pledge_told(pledged, today), pledged.made_on.isoformat(), due)).lower()
    return all(
        word.lower() in row or matches(word, pledged.owner) or matches(word, label) for word in query.split()
    )


def _rank(pledged: Pledged, today: date) -> tuple[int, date]:
    stands = standing(pledged.pledge, today)
    return _ORDER.index(stands), pledged.pledge.due or date.max
