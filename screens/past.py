"""Past meetings: the list, and reading one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from locales import _, current
from meeting.refusal import Refused
from meeting.state import Stage
from meeting.titles import short_title
from store.summary import Summary

from .catching_up import CatchingUp, Reading
from .finding import matches
from .paper import open_export
from .widgets.field import Field


class PastScreen(CatchingUp):
    """All meetings, newest first; typing narrows the list."""

    NAME = "past"

    def heading(self) -> str:
        return _("Past meetings")

    def content(self) -> ComposeResult:
        yield Field(placeholder=_("type to narrow: month, kind, initials"), id="filter")
        yield Reading()
        yield OptionList(id="meetings", markup=False)

    def on_mount(self) -> None:
        self.catch_up()

    def caught_up(self) -> None:
        self._all = self.hall.archive.catalogue.summaries()
        self._fill(self.query_one("#filter", Field).value)
        if not self._all:
            self.say(_("There are no meetings yet."))

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._read()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._read()

    def on_key(self, event: object) -> None:
        """Up and down move in the list while the filter keeps the focus."""
        key = getattr(event, "key", "")
        rows = self.query_one("#meetings", OptionList)
        if key == "down" and not rows.has_focus:
            rows.action_cursor_down()
        elif key == "up" and not rows.has_focus:
            rows.action_cursor_up()

    def _fill(self, query: str) -> None:
        told = [(summary, _told(summary)) for summary in self._all]
        self._shown = [summary for summary, text in told if not query.strip() or matches(query, text)]
        rows = self.query_one("#meetings", OptionList)
        rows.clear_options()
        rows.add_options([Option(Content(_told(summary))) for summary in self._shown])
        rows.highlighted = 0 if self._shown else None

    def _chosen(self) -> Summary | None:
        place = self.query_one("#meetings", OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _read(self) -> None:
        summary = self._chosen()
        if summary is None:
            return
        if summary.problem or summary.stage is Stage.EMPTY:
            self.say(summary.problem or _("Nothing has been entered in this meeting."))
            return
        from .read import ReadScreen

        try:
            state = self.hall.archive.read(summary.id)
        except Refused as refused:
            self.say(refused.reason)
            return
        self.app.push_screen(ReadScreen(self.hall, summary.id, state))

    def action_export(self) -> None:
        summary = self._chosen()
        if summary is not None and summary.head is not None:
            self.attempt(lambda: open_export(self, self.hall.archive.read(summary.id), summary.id))


def _told(summary: Summary) -> str:
    if summary.head is None:
        return f"{summary.id}  {summary.problem}"
    stage = {
        Stage.PREPARED: _("prepared"),
        Stage.RUNNING: _("running"),
        Stage.ADJOURNED: _("unsigned"),
        Stage.SEALED: _("sealed"),
        Stage.EMPTY: "",
    }[summary.stage]
    came = _("came {came}/{due}").format(came=summary.came, due=summary.due)
    disclosed = _("disclosed {count}").format(count=summary.disclosed)
    pledges = _("pledges open {count}").format(count=summary.open_pledges)
    return "  ".join((short_title(summary.head, current()), came, disclosed, pledges, stage))
