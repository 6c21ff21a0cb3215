"""The key bar at the foot of a screen."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from meeting.text import width

from ..keys import Key, keys_of


class KeyBar(Widget):
    """The keys of a screen in one line; those that do not fit are left to help (F1)."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }
    """

    def __init__(self, screen: str) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = tuple(key for key in keys_of(screen) if key.bar)

    def render(self) -> Content:
        """Key in bold, then its word, as many as fit."""
        parts: list[tuple[str, str]] = []
        used = 0
        for key in self._keys:
            cells = width(key.shown) + width(key.name) + 1
            if used + cells > self.size.width:
                break
            parts += [(key.shown, "bold reverse"), (f"{key.name} ", "")]
            used += cells
        return Content.assemble(*parts)
