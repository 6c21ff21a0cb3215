"""A clock to be read from the last row: digits of blocks, as large as the room allows.

The blocks are blanks in reverse video: no glyph whose width a terminal may take for two cells.
"""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

_ROWS: Final = {
    "0": "111101101101111",
    "1": "010110010010111",
    "2": "111001111100111",
    "3": "111001111001111",
    "4": "101101111001001",
    "5": "111100111001111",
    "6": "111100111101111",
    "7": "111001001001001",
    "8": "111101111101111",
    "9": "111101111001111",
    "+": "000010111010000",
    "-": "000000111000000",
    ":": "01010",
}
HEIGHT: Final = 5
_NONE: Final = "0" * 15


class BigDigits(Widget):
    """`text` of digits, `:`, `+` and `-`; plain bold text where there is no room for blocks."""

    DEFAULT_CSS = "BigDigits { width: 100%; height: 5; }"

    def __init__(self, *, centred: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = "--:--"
        self._centred = centred

    def show(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        wide, room, style = self.size.width, self.size.height, self.rich_style
        scale = min(wide // max(1, cells(self.text)), room // HEIGHT)
        if scale < 1:
            if y != min(room - 1, room // 2 if self._centred else 0):
                return Strip.blank(wide, style)
            return self._placed([Segment(self.text, style + Style(bold=True))], len(self.text), style)
        above = (room - HEIGHT * scale) // 2 if self._centred else 0
        row = (y - above) // scale
        if not 0 <= row < HEIGHT:
            return Strip.blank(wide, style)
        lit, pixel = style + Style(reverse=True), " " * 2 * scale
        parts = []
        for place, char in enumerate(self.text):
            pixels = _ROWS.get(char, _NONE)
            across = len(pixels) // HEIGHT
            if place:
                parts.append(Segment(pixel, style))
            for on in pixels[row * across : (row + 1) * across]:
                parts.append(Segment(pixel, lit if on == "1" else style))
        return self._placed(parts, cells(self.text) * scale, style)

    def _placed(self, parts: list[Segment], used: int, style: Style) -> Strip:
        free = max(0, self.size.width - used)
        before = free // 2 if self._centred else free
        return Strip([Segment(" " * before, style), *parts, Segment(" " * (free - before), style)])


def cells(text: str) -> int:
    """The cells that `text` takes at scale 1: two a pixel, one pixel between characters."""
    return sum(2 * (len(_ROWS.get(char, _NONE)) // HEIGHT + 1) for char in text) - 2
