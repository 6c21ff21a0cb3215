"""Past meetings: the list, a page at a time, narrowed as one types."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList

from locales import _, current
from meeting.refusal import Refused
from meeting.state import Stage
from meeting.titles import short_title
from store.summary import Summary

from .catching_up import CatchingUp, Reading
from .narrowing import narrowing, stage_words
from .paper import open_export
from .widgets.field import Field
from .widgets.pages import PAGE, Pages


class PastScreen(CatchingUp):
    """All meetings, newest first; typing narrows the list."""

    NAME = "past"
    BINDINGS: ClassVar = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]

    def heading(self) -> str:
        return _("Past meetings")

    def content(self) -> ComposeResult:
        yield Field(placeholder=_("type to narrow: 2026-05, kind, branch, unsigned, initials"), id="filter")
        yield Reading()
        yield Pages(self._more, id="meetings")

    def on_mount(self) -> None:
        self._shown: list[Summary] = []
        self.catch_up()

    def caught_up(self) -> None:
        self._branches = self.hall.past.branches()
        self._fill()
        if not self._shown and not self.query_one("#filter", Field).value.strip():
            self.say(_("There are no meetings yet."))

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._read()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._read()

    def action_move(self, by: int) -> None:
        """Move in the list while the filter keeps the focus."""
        self.query_one(Pages).move(by)

    def _fill(self) -> None:
        self._shown = []
        self._narrowed = narrowing(self.query_one("#filter", Field).value, self._branches)
        self.query_one(Pages).begin()
        self._more()
        self.say("" if self._shown else _("No meeting fits."))

    def _more(self) -> None:
        before = self._shown[-1].id if self._shown else ""
        found = self.hall.past.page(self._narrowed, PAGE, before)
        self._shown += found
        # With one branch in the archive its name would only repeat itself.
        several = len(self._branches) > 1
        self.query_one(Pages).grow(
            [Content(told(summary, several)) for summary in found], ended=len(found) < PAGE
        )

    @property
    def chosen(self) -> Summary | None:
        """The meeting under the cursor."""
        place = self.query_one(Pages).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _read(self) -> None:
        summary = self.chosen
        if summary is None:
            return
        if summary.problem or summary.stage is Stage.EMPTY:
            self.say(summary.problem or _("Nothing has been entered in this meeting."))
            return
        from .read import ReadScreen

        try:
            state = self.hall.past.read(summary.id)
        except Refused as refused:
            self.say(refused.reason)
            return
        self.app.push_screen(ReadScreen(self.hall, summary.id, state))

    def action_export(self) -> None:
        summary = self.chosen
        if summary is not None and summary.head is not None:
            self.attempt(lambda: open_export(self, self.hall.past.read(summary.id), summary.id))


def told(summary: Summary, with_branch: bool = False) -> str:
    """A meeting as a row of the list; one that cannot be read says why."""
    if summary.head is None:
        return f"{summary.id}  {summary.problem or _('Nothing has been entered in this meeting.')}"
    came = _("came {came}/{due}").format(came=summary.came, due=summary.due)
    disclosed = _("disclosed {count}/{due}").format(count=summary.disclosed, due=summary.due)
    pledges = _("pledges open {count}").format(count=summary.open_pledges)
    parts = [short_title(summary.head, current()), came, disclosed, pledges, stage_words()[summary.stage]]
    return "  ".join([*parts, summary.head.branch] if with_branch else parts)
