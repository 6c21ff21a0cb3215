"""A typed line narrows a list: the line keeps the focus while the arrows move in the list."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList

from .catching_up import CatchingUp, Reading
from .widgets.field import Field
from .widgets.pages import Pages, move_cursor


class Narrowed(CatchingUp):
    """A line to type in, how far the reading is, and rows a page at a time."""

    ROWS: ClassVar[str] = ""
    """The id of the list."""
    BINDINGS: ClassVar = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]

    def content(self) -> ComposeResult:
        yield Field(placeholder=self.placeholder(), id="filter")
        yield Reading()
        yield Pages(self.more, id=self.ROWS)

    def placeholder(self) -> str:
        """What may be typed."""
        raise NotImplementedError

    def begin(self) -> None:
        """Show the first page of what the line asks for."""
        raise NotImplementedError

    def more(self) -> None:
        """Fetch the next page."""
        raise NotImplementedError

    def open_row(self) -> None:
        """Enter: go where the row under the cursor leads."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one("#filter", Field).value

    @property
    def pages(self) -> Pages:
        """The list."""
        return self.query_one(f"#{self.ROWS}", Pages)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.open_row()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.open_row()

    def action_move(self, by: int) -> None:
        """Move in the list while the line keeps the focus."""
        move_cursor(self.pages, by)
