"""A text field for people who type through an input method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets.input import Selection


class Field(Input):
    """An input whose terminal cursor is where the next character goes; it does not blink."""

    def __init__(self, value: str = "", placeholder: str = "", **more: Any) -> None:
        super().__init__(value, placeholder, **more)
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """The blank of Chinese input methods is typed like any other character; Textual would drop it."""
        if event.character == "\u3000":
            event.stop()
            event.prevent_default()
            self.replace(event.character, *sorted(self.selection))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes: an input method's window opens there.

        Textual's own answer is a cell further right at the end of the text.
        """
        x, y = self.content_region.offset
        scroll, _top = self.scroll_offset
        return Offset(x + self._position_to_cell(self.cursor_position) - scroll, y)

    def _watch_selection(self, selection: Selection) -> None:
        super()._watch_selection(selection)
        # The line may just have scrolled under the cursor.
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset


if TYPE_CHECKING:
    _AnyScreen = Screen[Any]
else:
    _AnyScreen = object


class KeepsCursor(_AnyScreen):
    """A screen that puts the terminal's cursor where its focused field has it, before every painting.

    Textual moves it only when the text changes: at the start, and after the layout has shifted, an input
    method would open its window in the wrong row. There is no public hook that comes before the painting.
    """

    def _compositor_refresh(self) -> None:
        if isinstance(self.focused, Field):
            self.app.cursor_position = self.focused.cursor_screen_offset
        super()._compositor_refresh()
