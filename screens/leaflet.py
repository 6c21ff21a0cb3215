"""The pages that come with the program: for recorders, on the projector, on terminals."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from locales import N_, _, current

from .keys import key_of, written
from .widgets.row import Prose

LEAFLETS: Final = {
    "guide": N_("A page for recorders"),
    "projector": N_("The projector"),
    "terminals": N_("Terminals and input methods"),
}
_KEY: Final = re.compile(r"\{([a-z]+\.[a-z_]+)\}")
_GOES_ON: Final = re.compile(r"\n  (?=\S)")
"""A line that goes on on the next one."""


def leaflet(name: str, language: str, key: Callable[[str], str] | None = None) -> str:
    """A page as Markdown in a language; `{screen.action}` becomes the key of the command, as it is now."""
    text = resources.files("screens").joinpath(f"leaflets/{name}.{language}.md").read_text("utf-8")
    shown = key or (lambda id: key_of(id).shown)
    return _KEY.sub(lambda found: shown(found[1]), text)


def default_key(id: str) -> str:
    """The key that a command has until somebody chooses another."""
    return written(key_of(id).default)


class LeafletScreen(ModalScreen[None]):
    """One page, to be read from top to bottom."""

    BINDINGS: ClassVar = [Binding("escape,f1,enter,f10", "dismiss", show=False)]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_of = name

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            for row in _GOES_ON.sub(" ", leaflet(self._name_of, current())).splitlines():
                title = row.lstrip("# ") if row.startswith("#") else ""
                if title or row:
                    yield Prose(title or row, style="bold" if title else "")
            yield Prose(_("↑↓ PageDown: read on · Esc: back"), classes="hint")
