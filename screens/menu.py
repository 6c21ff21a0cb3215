"""A numbered list of what can be done: a digit does it, and so does Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .base import HouseScreen

Entry = tuple[str, Callable[[], object]]
"""What the row says, and what it does; Refused becomes the notice line."""


class Menu(HouseScreen):
    """A screen with such a list."""

    _deeds: Sequence[Callable[[], object]] = ()
    """What the rows of the list do."""

    def menu(self) -> ComposeResult:
        """The list, empty yet."""
        yield OptionList(id="menu", markup=False)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rows, the cursor on the first."""
        self._deeds = [deed for _text, deed in entries]
        menu = self.query_one("#menu", OptionList)
        menu.clear_options()
        # No key is a number of two digits: the first of them would do another entry's deed.
        rows = (f"{n if n < 10 else ' '}  {text}" for n, (text, _deed) in enumerate(entries, 1))
        menu.add_options([Option(Content(row)) for row in rows])
        menu.highlighted = 0
        menu.focus()

    @on(OptionList.OptionSelected, "#menu")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.attempt(self._deeds[event.option_index])

    def on_key(self, event: Key) -> None:
        """A digit is the entry with that number."""
        if event.key.isdecimal() and 0 < int(event.key) <= len(self._deeds):
            self.attempt(self._deeds[int(event.key) - 1])
