"""Read one meeting: the same text as the paper, with an index of speakers and a search in it."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from locales import _
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.state import MeetingState
from meeting.titles import record_title

from .amending import Amending
from .base import Hall
from .dialogs import Pick
from .finding import matches
from .paper import open_export
from .showing import show_member
from .widgets.page import Page


class ReadScreen(Amending):
    """One meeting's record, to be scrolled by keys."""

    NAME = "read"
    AUTO_FOCUS = "VerticalScroll"
    CSS = "ReadScreen VerticalScroll { scrollbar-gutter: stable; }"
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]

    def __init__(self, hall: Hall, id: str, state: MeetingState, line: int = 0) -> None:
        """Read the meeting, from `line` on where one is given."""
        self.meeting, self.state = id, state
        self._line = line
        self._words, self._place = "", 0
        super().__init__(hall)

    def heading(self) -> str:
        return record_title(self.state.called)

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Page(minutes(self.state))

    def on_mount(self) -> None:
        if self._line:
            self.call_after_refresh(self._to_line)

    def _to_line(self) -> None:
        wanted = next((line for line in self.state.lines if line.number == self._line), None)
        if wanted is None:
            return
        # What was said twice is on the page twice, in the same order.
        before = sum(
            wanted.text in line.text
            for line in self.state.lines
            if line.number < self._line and line.kind is not Kind.NOTE
        )
        if rows := self._page.find(wanted.text):
            self._go(rows[min(before, len(rows) - 1)])

    @property
    def _page(self) -> Page:
        return self.query_one(Page)

    def _go(self, row: int) -> None:
        """Show a row in the upper third of the screen and point at it."""
        self._page.point(row)
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=max(0, row - scroll.size.height // 3), animate=False, force=True)

    def can(self, action: str) -> bool:
        if action in ("next", "previous"):
            return bool(self._words)
        return super().can(action)

    def action_speakers(self) -> None:
        """Pick a speaker and go to their passage."""
        speakers = self._page.speakers()
        if not speakers:
            self.say(_("Nobody has spoken in this meeting."))
            return
        self.put(Pick(_("Whose passage?"), speakers, finds=_by_name), self._go)

    def action_member(self) -> None:
        """The months of somebody on the roster of this record."""
        names = [(member.name, member.name) for member in self.state.roster]
        self.put(
            Pick(_("Whose months?"), names, finds=matches),
            lambda name: show_member(self, name, self.meeting),
        )

    def action_find(self) -> None:
        """Ask for words and go to where they are first."""
        self.ask(_("Which words?"), self._find, self._words)

    def _find(self, words: str) -> None:
        self._words, self._place = words, -1
        self.action_next()

    def action_next(self) -> None:
        """On to the next place with the words; after the last comes the first."""
        self._step(1)

    def action_previous(self) -> None:
        """Back to the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._words.strip():
            self.say(_("Say what to look for."))
            return
        rows = self._page.find(self._words)
        if not rows:
            self._page.point(None)
            self.say(_("“{words}” is not in this record.").format(words=self._words))
            return
        self._place = (self._place + by) % len(rows)
        self._go(rows[self._place])
        told = _("“{words}”: {place} of {count}")
        self.say(told.format(words=self._words, place=self._place + 1, count=len(rows)))

    def action_export(self) -> None:
        open_export(self, self.state, self.meeting)

    def amended(self, state: MeetingState) -> None:
        self.state = state
        self._page.show(minutes(state))


def _by_name(query: str, heading: str) -> bool:
    """Is it the heading of whom `query` means? The number before the name is not part of it."""
    return matches(query, re.split(r"[)）]\s*", heading, maxsplit=1)[-1])
