"""Contrast by WCAG 2, computed from what is really drawn."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.color import Color

LEAST = 7.0
_DULL = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
_BRIGHT = "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"


def rgb(colors: str) -> list[tuple[int, int, int]]:
    return [tuple(bytes.fromhex(color)) for color in colors.split()]


XTERM = TerminalTheme((0, 0, 0), (229, 229, 229), rgb(_DULL), rgb(_BRIGHT))
"""The sixteen colours as xterm draws them."""


def luminance(color: Color) -> float:
    parts = [channel / 255 for channel in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(style: Style, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """WCAG 2 contrast of text in `style`."""
    ink, paper = style.color, style.bgcolor
    assert ink is not None and paper is not None, style
    found = []
    for color in (ink, paper):
        drawn = color if system is ColorSystem.TRUECOLOR else color.downgrade(system)
        triplet = drawn.get_truecolor(XTERM)
        found.append(luminance(Color(*triplet)))
    return (max(found) + 0.05) / (min(found) + 0.05)


def segments(app):
    """Every piece of text that is drawn, with its style."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        for segment in strip:
            if segment.text.strip() and segment.style is not None:
                yield y, segment.text, segment.style


def assert_legible(app) -> None:
    """Every text on the screen has enough contrast, in full colour and in sixteen colours."""
    for y, text, style in segments(app):
        assert not style.dim, (y, text)
        for system in (ColorSystem.TRUECOLOR, ColorSystem.STANDARD):
            found = contrast(style, system)
            assert found >= LEAST, (y, text, str(style), system, round(found, 2))


def as_drawn(app):
    """Every piece that goes to the terminal, after the filters of the look."""
    for strip in app.screen._compositor.render_strips():
        for filter in app.get_line_filters():
            strip = strip.apply_filter(filter, app.screen.background_colors[1])
        yield from strip
