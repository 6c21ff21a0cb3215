"""Help: what can be done on a screen, from the registry of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from locales import _
from meeting.kinds import PREFIXES
from meeting.text import width

from .help_words import ABOUT
from .keys import SCREENS, keys_of
from .leaflet import LEAFLETS, LeafletScreen
from .widgets.row import Prose

_COLUMN = 11
_PAGES = ("f2", "f3", "f4")
"""The keys that open the pages, in their order."""


class HelpScreen(ModalScreen[None]):
    """The keys of one screen; in the live room also the characters that choose a kind of line."""

    BINDINGS: ClassVar = [
        Binding("escape,f1,enter,f10", "dismiss", show=False),
        *(Binding(key, f"read('{name}')", show=False) for key, name in zip(_PAGES, LEAFLETS, strict=True)),
    ]

    def __init__(self, screen: str, offers: Callable[[str], bool] = lambda action: True) -> None:
        super().__init__()
        self._screen = screen
        self._offers = offers

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Prose(_("Help: {screen}").format(screen=_(SCREENS[self._screen])), style="bold")
            if about := ABOUT.get(self._screen):
                yield Prose(_(about))
            pages = [
                f"{key.upper()} {_(title)}" for key, title in zip(_PAGES, LEAFLETS.values(), strict=True)
            ]
            yield Prose(_(" · ").join(pages), style="bold")
            for key in filter(lambda key: self._offers(key.action), keys_of(self._screen) + keys_of("house")):
                lead = key.shown or "—"
                yield Prose(lead + " " * (_COLUMN - width(lead)) + f"{key.name}：{key.says}")
            if self._screen == "live":
                yield Prose(_("The first character of a line chooses its kind:"), style="bold")
                yield Prose("   ".join(f"{char} {kind.label}" for char, kind in PREFIXES.items()))
                yield Prose(_("Question and remark: the name or its initials first, as in ?wmj …"))
            yield Prose(_("↑↓ PageDown: read on · Esc: back"), classes="hint")

    def action_read(self, name: str) -> None:
        """Read one of the pages that come with the program."""
        self.app.push_screen(LeafletScreen(name))
