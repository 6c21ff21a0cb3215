"""What happens when a setting is changed: it counts on every screen, and is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from locales import current, use
from meeting.refusal import Refused
from screens.base import Hall, HouseScreen
from screens.home import HomeScreen

from .look import OneWidth
from .settings import language_of
from .themes import DARK, LIGHT

Opening = Callable[[Hall], Screen[Any]]


class Settling(App[None]):
    """An app whose settings count at once, where that makes sense."""

    hall: Hall
    opening: Opening
    """Makes the first screen."""
    _one_width = OneWidth()

    def action_theme(self) -> None:
        """Dark for a lit screen, light for a projector in daylight; remembered."""
        self._set("screen.theme", "light" if self.theme == DARK.name else "dark")

    def action_language(self) -> None:
        """The other language on the screen, at once; remembered."""
        self._set("screen.language", "en" if current() == "zh" else "zh")

    def action_guide(self) -> None:
        """The page for recorders."""
        from screens.leaflet import LeafletScreen

        self.push_screen(LeafletScreen("guide"))

    def action_settings(self) -> None:
        """Look at the settings and change them."""
        from screens.settings import SettingsScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self.hall))

    def _set(self, key: str, value: str) -> None:
        self.hall.settings.change(key, value)
        self.settle(key)

    def settle(self, key: str) -> None:
        """Make a changed setting count on what is shown already, and keep it."""
        self.run_worker(self._keep(key), group="settings")
        settings = self.hall.settings
        if key == "screen.theme":
            self.theme = (LIGHT if settings.text(key) == "light" else DARK).name
        elif key == "screen.ascii":
            self.draw_ascii(settings.on(key))
            self.refresh(layout=True)
        elif key == "files.exports":
            self.hall.folder = folder = settings.file(key) or Path.cwd()
            # Where that fails, whatever is written there says so.
            self.hall.behind.do(lambda: folder.mkdir(parents=True, exist_ok=True))
        elif key == "screen.language" and language_of(settings) != current():
            use(language_of(settings))
            self.run_worker(self._tell_anew(), exclusive=True, group="language")

    async def _keep(self, key: str) -> None:
        try:
            await self.hall.behind.done(lambda: self.hall.settings.keep(key))
        except Refused as refused:
            if isinstance(self.screen, HouseScreen):
                self.screen.say(refused.reason)

    def draw_ascii(self, ascii: bool) -> None:
        """Draw with glyphs of one known width only, or with all again."""
        others = [kept for kept in self._filters if kept is not self._one_width]
        self._filters = [*others, self._one_width] if ascii else others
        self.set_class(ascii, "-ascii")

    async def _tell_anew(self) -> None:
        """Every screen anew, in the language that is spoken now; an open meeting goes on where it was."""
        stack = [screen for screen in self.screen_stack if isinstance(screen, HouseScreen)]
        for screen in stack:
            screen.record_safe()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        first = self.opening(self.hall)
        if isinstance(first, HomeScreen):
            first.at_once = any(screen.OF_MEETING for screen in stack)
        await self.push_screen(first)
        for screen in stack:
            if screen.COMES_BACK:
                await self.push_screen(type(screen)(self.hall))
