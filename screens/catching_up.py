"""Screens that show meetings: what has changed on disk is read first, with a bar where that takes time."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import ProgressBar

from locales import _
from meeting.refusal import Refused

from .base import HouseScreen
from .widgets.row import Row

FEW: Final = 20
"""So many changed meetings are read at once; more are read behind a progress bar."""


class Reading(Horizontal):
    """How far the reading is; not there while nothing is read."""

    DEFAULT_CSS = """
    Reading { height: 1; padding: 0 1; display: none; }
    Reading.-reading { display: block; }
    Reading Row { width: auto; min-width: 40; }
    """

    def compose(self) -> ComposeResult:
        yield Row()
        yield ProgressBar(show_percentage=False, show_eta=False)

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` meetings are read; the bar goes when all are."""
        self.set_class(done < total, "-reading")
        told = _("Reading the meetings: {done} of {total} (Esc stops)")
        self.query_one(Row).show(told.format(done=done, total=total))
        self.query_one(ProgressBar).update(progress=done, total=total)

    def count(self, rows: int) -> None:
        """Show that `rows` rows are gathered, of nobody knows how many."""
        self.add_class("-reading")
        self.query_one(Row).show(_("Rows gathered: {count}").format(count=rows))
        self.query_one(ProgressBar).update(progress=0, total=None)


class CatchingUp(HouseScreen):
    """A screen with a `Reading` line, which calls `caught_up` whenever the catalogue knows more."""

    _left = False
    _stopped = False
    """Is no more to be read before the screen is shown anew?"""

    def catch_up(self) -> None:
        """Bring the catalogue up to date, at once where little has changed; then `caught_up`."""
        self._stopped = False
        try:
            if not self.hall.past.catch_up(lambda _done, total: total <= FEW):
                self.run_worker(self._read_on, thread=True, exclusive=True, group="reading")
        except Refused as refused:
            self.say(refused.reason)
        self.caught_up()

    def caught_up(self) -> None:
        """Show the meetings as the catalogue has them now."""
        raise NotImplementedError

    def key_escape(self) -> None:
        """Stop reading, where the key does nothing else; what is read by then stays read."""
        self._stopped = True

    def on_unmount(self) -> None:
        # What is read by then stays read.
        self._left = True

    def _read_on(self) -> None:
        """On a thread of its own: read the rest and tell how far it is."""
        try:
            self.hall.past.catch_up(self._told)
        except Refused as refused:
            self.app.call_from_thread(self.say, refused.reason)
        if self._left:
            return
        self.app.call_from_thread(self.caught_up)
        if self._stopped:
            self.app.call_from_thread(self.query_one(Reading).show, 0, 0)
            told = _("Stopped: the list is not complete before all meetings are read.")
            self.app.call_from_thread(self.say, told)

    def _told(self, done: int, total: int) -> bool:
        if not self._left:
            self.app.call_from_thread(self.query_one(Reading).show, done, total)
        return not (self._left or self._stopped)
