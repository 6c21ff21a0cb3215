"""`shaitai board`: the second window, for the projector. It follows the running meeting and never writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from textual.app import ComposeResult

from locales import _
from meeting.state import MeetingState
from meeting.titles import meeting_name

from .base import Hall, HouseScreen
from .widgets.board import Board
from .widgets.keybar import KeyBar
from .widgets.row import Row

EVERY = 0.5
"""Seconds between two looks at the meeting."""


class Followed(Protocol):
    """A meeting that another program writes."""

    @property
    def state(self) -> MeetingState:
        """The meeting as last seen."""

    def poll(self) -> bool:
        """Look again; True when it has changed."""


class BoardScreen(HouseScreen):
    """The room's face of a meeting that another window of the program runs."""

    NAME = "board"
    AUTO_FOCUS = ""

    def __init__(
        self, hall: Hall, find: Callable[[], Followed | None], clock: Callable[[], datetime]
    ) -> None:
        super().__init__(hall)
        self._find, self._clock = find, clock
        self._followed: Followed | None = None

    def heading(self) -> str:
        return _("Waiting for a meeting to open")

    def compose(self) -> ComposeResult:
        yield Row(self.heading(), id="title", classes="title")
        yield Board()
        yield KeyBar(self.NAME)

    def on_mount(self) -> None:
        self.set_interval(EVERY, self.look)
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Look at the meeting again and show it."""
        if self._followed is None:
            self._followed = self._find()
        else:
            self._followed.poll()
        if self._followed is None:
            return
        state = self._followed.state
        if state.head is not None:
            self.query_one("#title", Row).show(meeting_name(state.head))
            self.query_one(Board).show(state, self._clock())

    def say(self, text: str) -> None:
        """Nothing is said on the projector."""

    def action_quit(self) -> None:
        """Leave; the meeting is not touched. Opened from the home screen, back to it."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.app.exit()
