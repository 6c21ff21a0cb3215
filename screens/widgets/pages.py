"""A list that grows: so many rows at first, more when the cursor comes to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

PAGE: Final = 50
"""How many rows are fetched at a time."""

Show = Callable[[], object]


def move_cursor(rows: OptionList, by: int) -> None:
    """Move the cursor of a list, whatever has the focus; it stops at the ends."""
    if rows.option_count:
        rows.highlighted = min(max((rows.highlighted or 0) + by, 0), rows.option_count - 1)


class Pages(OptionList):
    """Rows of text that are asked for a page at a time; `more` is called when the cursor is near the end."""

    def __init__(self, more: Show, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._more, self._ended = more, True

    def begin(self) -> None:
        """Take all rows away."""
        self._ended = True
        self.clear_options()

    def grow(self, rows: Sequence[Content], *, ended: bool) -> None:
        """Add a page; after the one that is `ended`, no more is asked for."""
        self._ended = ended
        self.add_options([Option(row) for row in rows])
        if self.highlighted is None and self.option_count:
            self.highlighted = 0

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted >= self.option_count - 2 and not self._ended:
            self._ended = True
            self._more()
