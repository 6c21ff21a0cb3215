"""How the program looks on this terminal: its theme and its glyphs, by option or by environment."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from store.settings import Settings

_LOOKALIKES: Final = {
    **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’′", "'"), "…": "~", "·": ".", "—": "-", "–": "-",
    "×": "x", "÷": "/", "→": ">", "←": "<", "↑": "^", "↓": "v", "±": "+", "°": "o", "§": "$",
}  # fmt: skip


class _Plain(dict[int, str]):
    """Code point → what is drawn for it, filled as glyphs come up."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if unicodedata.east_asian_width(char) == "A":
            char = _LOOKALIKES.get(char) or _boxed(point) or _bare(char)
        self[point] = char
        return char


def _boxed(point: int) -> str:
    """Lines and blocks as - | + # and the like."""
    if 0x2500 <= point <= 0x257F:
        name = unicodedata.name(chr(point))
        across, along = "HORIZONTAL" in name, "VERTICAL" in name
        return "+" if across == along else "-" if across else "|"
    if 0x2580 <= point <= 0x259F:
        name = unicodedata.name(chr(point))
        return (
            "|"
            if "LEFT" in name or "RIGHT" in name
            else "_"
            if "LOWER" in name
            else "-"
            if "UPPER" in name
            else "#"
        )
    return ""


def _bare(char: str) -> str:
    """A letter without its accents, else a question mark; one cell in any case."""
    plain = unicodedata.normalize("NFKD", char)[:1]
    return plain if plain.isascii() and plain.isprintable() else "?"


_PLAIN: Final = _Plain()


@dataclass(frozen=True, slots=True)
class Look:
    """The theme ("dark" or "light"), and whether only glyphs of one known width may be used."""

    theme: str = "dark"
    ascii: bool = False


def asked_look(settings: Settings, theme: str | None = None, ascii: bool = False) -> Look:
    """The look asked for by options, else by SHAITAI_THEME and SHAITAI_ASCII, else by the settings."""
    named = theme or os.environ.get("SHAITAI_THEME") or settings.text("screen.theme")
    plain = ascii or bool(os.environ.get("SHAITAI_ASCII")) or settings.on("screen.ascii")
    return Look("light" if named == "light" else "dark", plain)


class OneWidth(LineFilter):
    """Writes ASCII for glyphs of ambiguous width, borders included, so that no row is a cell too long."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with their lookalikes; each stays as wide as it was."""
        return [
            Segment(text.translate(_PLAIN), style, control)
            if not text.isascii()
            else Segment(text, style, control)
            for text, style, control in segments
        ]
