"""Every text of every state has a contrast of at least 7:1 in both themes, computed from what is drawn."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.color import Color

from tests.screens.room import live_room
from tests.screens.states import STATES
from tui.look import Look

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


@pytest.mark.parametrize("theme", ("dark", "light"))
@pytest.mark.parametrize("name", STATES)
async def test_every_text_has_enough_contrast_in_full_colour_and_in_sixteen(wide_branch, name, theme):
    state = STATES[name]
    async with live_room(
        wide_branch, *state.before, size=(120, 36), look=Look(theme, state.ascii), **state.prepared
    ) as room:
        await state.deed(room)
        for y, text, style in segments(room.app):
            assert not style.dim, (y, text)
            for system in (ColorSystem.TRUECOLOR, ColorSystem.STANDARD):
                found = contrast(style, system)
                assert found >= LEAST, (y, text, str(style), system, round(found, 2))


async def test_without_colours_everything_is_said_by_words_and_shapes(wide_branch, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    over = STATES["over"]
    async with live_room(wide_branch, *over.before, size=(120, 36)) as room:
        await over.deed(room)
        for line in room.app.screen._compositor.render_strips():
            for segment in filtered(room.app, line):
                inks = [segment.style.color, segment.style.bgcolor] if segment.style else []
                assert all(ink is None or ink.is_default for ink in inks), segment
        room.live._show_clock()
        for words in ("over time", "as an ordinary Party member", "[x] covered", "[-] nothing to report"):
            assert words in room.text


def filtered(app, strip):
    """A line as it goes to the terminal."""
    for filter in app.get_line_filters():
        strip = strip.apply_filter(filter, app.screen.background_colors[1])
    return strip
