"""Everything black at once."""

from __future__ import annotations

from textual.screen import Screen


class BlankScreen(Screen[None]):
    """Nothing at all, over whatever was there; the clocks run on behind it."""

    CSS = "BlankScreen { background: black; }"
    AUTO_FOCUS = ""
