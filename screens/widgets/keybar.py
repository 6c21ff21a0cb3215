"""The key bar at the foot of a screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from meeting.text import width

from ..keys import Key, keys_of


class KeyBar(Widget):
    """The keys of a screen in one line; those that do not fit are left to help (F1).

    The key of a command that can be done now stands out.
    """

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }
    """

    def __init__(self, screen: str, can: Callable[[str], bool] = lambda action: True) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = tuple(key for key in keys_of(screen) if key.bar)
        self._can = can
        self._now: tuple[bool, ...] = ()

    def look(self) -> None:
        """Look again at what can be done."""
        now = self._able()
        if now != self._now:
            self._now = now
            self.refresh()

    def _able(self) -> tuple[bool, ...]:
        return tuple(self._can(key.action) for key in self._keys)

    def render(self) -> Content:
        """Key in bold, then its word, as many as fit."""
        parts: list[tuple[str, str]] = []
        used = 0
        for key, able in zip(self._keys, self._able(), strict=True):
            cells = width(key.shown) + width(key.name) + 1
            if used + cells > self.size.width:
                break
            parts += [(key.shown, "bold reverse" if able else ""), (f"{key.name} ", "")]
            used += cells
        return Content.assemble(*parts)
