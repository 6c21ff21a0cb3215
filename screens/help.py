"""Help: what can be done on a screen, from the table of keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from locales import _
from meeting.kinds import PREFIXES

from .keys import SCREENS, keys_of


class HelpScreen(ModalScreen[None]):
    """The keys of one screen; in the live room also the characters that choose a kind of line."""

    BINDINGS: ClassVar = [Binding("escape,f1,enter,f10", "dismiss", show=False)]

    def __init__(self, screen: str) -> None:
        super().__init__()
        self._screen = screen

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Label(Content.styled(_("Help: {screen}").format(screen=_(SCREENS[self._screen])), "bold"))
            for key in keys_of(self._screen):
                yield Static(Content.assemble((f"{key.shown:<8}", "bold"), key.says))
            if self._screen == "live":
                yield Label(Content.styled(_("The first character of a line chooses its kind:"), "bold"))
                for char, kind in PREFIXES.items():
                    yield Static(Content.assemble((f"{char:<8}", "bold"), kind.label))
                yield Static(Content(_("Question and remark: the name or its initials first, as in ?wmj …")))
            yield Label(Content(_("Esc: back")), classes="hint")
