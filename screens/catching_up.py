"""Screens that show meetings: what has changed on disk is read first, with a bar where that takes time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, ClassVar, Final

from textual import on
from textual.content import Content
from textual.events import Mount

from locales import _
from meeting.refusal import Refused
from meeting.text import fit, width

from .base import HouseScreen
from .widgets.row import Row

FEW: Final = 20
"""So many changed meetings are read at once; more are read behind a progress bar."""
HOLD: Final = 0.1
"""Seconds for which a new screen waits for its rows, so that it is laid out and painted once, with them."""


class Reading(Row):
    """How far the reading is, in words and as a bar of our own; not there while nothing is read.

    Textual's bar is three widgets, which every screen that opens would have to make, mostly for nothing.
    """

    DEFAULT_CSS = """
    Reading { padding: 0 1; display: none; }
    Reading.-reading { display: block; }
    """
    _share = 0.0
    """How much is read, 0 to 1."""

    def show_progress(self, done: int, total: int) -> None:
        """Show that `done` of `total` meetings are read; the line goes when all are."""
        self.set_class(done < total, "-reading")
        self._share = done / total if total else 0.0
        told = _("Reading the meetings: {done} of {total} (Esc stops)")
        self.show(told.format(done=done, total=total))

    def count(self, rows: int) -> None:
        """Show that `rows` rows are gathered, of nobody knows how many."""
        self.add_class("-reading")
        self._share = 0.0
        self.show(_("Rows gathered: {count}").format(count=rows))

    def render(self) -> Content:
        cells = self.size.width - width(self.text) - 3
        full = round(cells * self._share)
        bar = f" [{'#' * full}{'-' * (cells - full)}]" if self._share and cells > 4 else ""
        return Content(fit(self.text, self.size.width) + bar)


class CatchingUp(HouseScreen):
    """A screen with a `Reading` line, which looks at the meetings again whenever the catalogue knows more."""

    _left = False
    _stopped = False
    """Is no more to be read before the screen is shown anew?"""
    _looks: ClassVar = count(1)
    """Numbers every look as it begins."""
    _newest = 0
    """The number of the look that is shown."""

    @on(Mount)
    async def hold(self) -> None:
        """What the screen's own `on_mount` asked for comes before the first painting, if it comes soon."""
        await self.answered(HOLD)

    def catch_up(self) -> None:
        """Bring the catalogue up to date as far as that is soon done, then look; read the rest after it."""
        self._stopped = False
        self.aside(self._read_few, self._few_are_read)

    def look_again(self) -> None:
        """Show the meetings as the catalogue has them now."""
        self.aside(self._looked, lambda show: show())

    def look(self) -> Any:
        """What the screen shows of the meetings. Asked on a thread of its own; Refused says why not."""

    def shown(self, found: Any) -> None:
        """Show what `look` has found."""

    def _read_few(self) -> tuple[bool, str, Callable[[], None]]:
        """On a thread of its own: is all of it read, and why not where it cannot be; what shows the rest."""
        whole, problem = True, ""
        try:
            whole = self.hall.past.catch_up(lambda _done, total: total <= FEW)
        except Refused as refused:
            problem = refused.reason
        try:
            return whole, problem, self._looked()
        except Refused as refused:
            return whole, problem, partial(self.say, refused.reason)

    def _looked(self) -> Callable[[], None]:
        """Look, on a thread of its own: what shows it, unless a look that began later is shown already."""
        number, found = next(self._looks), self.look()

        def show() -> None:
            if number > self._newest:
                self._newest = number
                self.shown(found)

        return show

    def _few_are_read(self, given: tuple[bool, str, Callable[[], None]]) -> None:
        whole, problem, show = given
        if problem:
            self.say(problem)
        if not whole:
            self.run_worker(self._read_on, thread=True, exclusive=True, group="reading")
        show()

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
        self.app.call_from_thread(self.look_again)
        if self._stopped:
            self.app.call_from_thread(self.query_one(Reading).show_progress, 0, 0)
            told = _("Stopped: the list is not complete before all meetings are read.")
            self.app.call_from_thread(self.say, told)

    def _told(self, done: int, total: int) -> bool:
        if not self._left:
            self.app.call_from_thread(self.query_one(Reading).show_progress, done, total)
        return not (self._left or self._stopped)
