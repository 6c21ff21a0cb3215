"""How the program looks on this terminal: its theme and its glyphs, by option or by environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_LOOKALIKES: Final = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "…": "~", "·": ".", "—": "-", "–": "-", "×": "x",
        "→": ">", "←": "<", "↑": "^", "↓": "v", "─": "-", "━": "-", "│": "|", "┃": "|", "▁": "_",
        "▔": "-", "▊": "|", "▎": "|", "▌": "|", "▐": "|", "█": "#", "┌": "+", "┐": "+", "└": "+",
        "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+",
        "╯": "+", "±": "+", "°": "o", "§": "$",
    }
)  # fmt: skip
"""Glyphs that some terminals draw two cells wide, and ASCII ones that stand in for them."""


@dataclass(frozen=True, slots=True)
class Look:
    """The theme ("dark" or "light"), and whether only glyphs of one known width may be used."""

    theme: str = "dark"
    ascii: bool = False


def asked_look(theme: str | None = None, ascii: bool = False) -> Look:
    """The look asked for by options, else by SHAITAI_THEME and SHAITAI_ASCII."""
    named = theme or os.environ.get("SHAITAI_THEME", "")
    return Look("light" if named == "light" else "dark", ascii or bool(os.environ.get("SHAITAI_ASCII")))


class OneWidth(LineFilter):
    """Writes ASCII for glyphs of ambiguous width, borders included, so that no row is a cell too long."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with their lookalikes; each stays as wide as it was."""
        return [
            Segment(text.translate(_LOOKALIKES), style, control)
            if not text.isascii()
            else Segment(text, style, control)
            for text, style, control in segments
        ]
