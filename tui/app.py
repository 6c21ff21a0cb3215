"""The application shell."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.binding import BindingsMap
from textual.filter import Monochrome, NoColor

from locales import _
from meeting.state import Stage
from screens.base import Hall, HouseScreen, wall_clock
from screens.dialogs import sure
from screens.home import HomeScreen
from screens.keys import bindings
from screens.showing import show_coverage, show_search
from store.archive import Archive
from store.settings import Settings

from .fault import run_watched
from .hearing import heard_topics, unread_words
from .keyfile import load_keys
from .look import Look
from .settling import Opening, Settling
from .terminal import in_browser
from .themes import DARK, LIGHT, THEMES

LOOK_AROUND: Final = 64
"""The return code of screens that are to be opened again after the demonstration."""


class ShaitaiApp(Settling):
    """Holds the hall, the themes and what works on every screen; everything else is a screen."""

    CSS_PATH = "../screens/house.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        archive: Archive,
        folder: Path | None = None,
        look: Look | None = None,
        opening: Opening = HomeScreen,
        clock: Callable[[], datetime] = wall_clock,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.title = "Shaitai"
        self.look = look or Look()
        settings = settings or Settings()
        problems = [
            *settings.problems,
            *load_keys(archive, settings.file("files.keys")),
            *unread_words(archive.folder),
        ]
        if archive.read_only:
            told = _("This archive can only be read: to hold a meeting, copy {path} to this computer.")
            problems.append(told.format(path=archive.folder))
        self.hall = Hall(
            archive,
            folder or settings.file("files.exports") or Path.cwd(),
            propose=heard_topics,
            problems=problems,
            clock=clock,
            settings=settings,
            settle=self.settle,
            look_around=None if in_browser() else self._look_around,
        )
        self.opening = opening
        self._bindings = BindingsMap(bindings("house"))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = (LIGHT if self.look.theme == "light" else DARK).name
        if self.no_color:
            # Textual turns colours to greys; NO_COLOR asks for the terminal's own.
            self._filters = [kept for kept in self._filters if not isinstance(kept, Monochrome)] + [NoColor()]
            self.add_class("-mono")
        self.draw_ascii(self.look.ascii)

    def on_mount(self) -> None:
        self._end_in_order()
        self.push_screen(self.opening(self.hall))

    def on_unmount(self) -> None:
        try:
            self.hall.close_record()
        finally:
            self.hall.behind.finish()

    # What works everywhere

    def action_blank(self) -> None:
        """Everything black at once, or back."""
        from screens.blank import BlankScreen

        if isinstance(self.screen, BlankScreen):
            self.pop_screen()
        else:
            self.push_screen(BlankScreen())

    def action_palette(self) -> None:
        """Find a command and run it."""
        from screens.palette import Palette

        screen = self.screen
        if not isinstance(screen, HouseScreen):
            return

        async def run(key: Any) -> None:
            if key is not None:
                await self.run_action(key.action, self if key.screen == "house" else screen)

        self.push_screen(Palette(screen.NAME, screen.can), run)

    def action_search(self) -> None:
        """Search in what was said at all meetings."""
        from screens.search import SearchScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, SearchScreen):
            show_search(self.screen)

    def action_member(self) -> None:
        """One member, month by month."""
        from screens.choosing import choose_member

        if isinstance(self.screen, HouseScreen):
            choose_member(self.screen)

    def action_coverage(self) -> None:
        """Who laid open what in which month of the year."""
        from screens.coverage import CoverageScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, CoverageScreen):
            show_coverage(self.screen)

    def action_suspend(self) -> None:
        """Put the program aside; `fg` in the shell brings it back."""
        self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave the program; a running meeting stays open, and one is asked first."""
        record = self.hall.record
        if record is None or record.state.stage is not Stage.RUNNING:
            self.exit()
            return
        if isinstance(self.screen, HouseScreen):
            question = _("Leave the program? The meeting stays open; its clock runs on.")
            self.push_screen(sure(question, _("Leave")), lambda yes: self.exit() if yes else None)

    def action_help_quit(self) -> None:
        """Ctrl+C copies; it ends nothing."""

    # When the terminal goes

    def _end_in_order(self) -> None:
        """A closed terminal (SIGHUP) and a request to end (SIGTERM) end the program as leaving it does."""
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self.put_away)
        if in_browser():
            self._outlive_nobody()

    def _outlive_nobody(self) -> None:
        """A server that was killed says nothing: without it nobody sees this program, so it ends too."""
        server = os.getppid()
        self.set_interval(2, lambda: None if os.getppid() == server else self.put_away())

    def _look_around(self) -> None:
        """Leave for the demonstration; whoever opened the screens opens them again after it."""
        self.exit(return_code=LOOK_AROUND)

    def put_away(self) -> None:
        """The terminal is closing: keep the unfinished line, write what is left, end."""
        for screen in self.screen_stack:
            if isinstance(screen, HouseScreen):
                screen.record_safe()
        self.exit()


def run(archive: Archive, settings: Settings, look: Look | None = None, opening: Opening = HomeScreen) -> int:
    """Open the program on `archive`; 0 when it was left in order, 1 when something stayed unwritten.

    LOOK_AROUND when the demonstration is to be shown.
    """
    app = ShaitaiApp(archive, look=look, opening=opening, settings=settings)
    # What is loaded by now stays: later searches for garbage, in the midst of a key, need not walk it.
    gc.freeze()
    run_watched(app, archive.folder)
    return app.return_code or 0
