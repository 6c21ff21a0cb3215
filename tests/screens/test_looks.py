"""How the program looks on poorer terminals, and in a window that changes its size."""

from __future__ import annotations

import unicodedata

from tests.screens.contrast import as_drawn
from tests.screens.room import live_room
from tests.screens.states import STATES
from tui.look import Look


async def test_without_colours_everything_is_said_by_words_and_shapes(wide_branch, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    over = STATES["over"]
    async with live_room(wide_branch, *over.before, size=(120, 36)) as room:
        await over.deed(room)
        for segment in as_drawn(room.app):
            inks = [segment.style.color, segment.style.bgcolor] if segment.style else []
            assert all(ink is None or ink.is_default for ink in inks), segment
        room.live._show_clock()
        for words in ("over time", "as an ordinary Party member", "[x] covered", "[-] nothing to report"):
            assert words in room.text


async def test_the_ascii_look_writes_no_glyph_of_uncertain_width(wide_branch):
    for name in ("questions", "help", "palette", "paste"):
        state = STATES[name]
        async with live_room(wide_branch, *state.before, look=Look(ascii=True)) as room:
            await state.deed(room)
            for segment in as_drawn(room.app):
                odd = [char for char in segment.text if unicodedata.east_asian_width(char) == "A"]
                assert not odd, (name, odd)
        for id in list(wide_branch.ids()):
            wide_branch.file(id).path.unlink()


async def test_a_window_made_larger_says_nothing_that_was_meant_for_the_small_one(wide_branch):
    spoken = STATES["over"]
    async with live_room(wide_branch, *spoken.before, size=(60, 18)) as room:
        await spoken.deed(room)
        await room.pilot.pause()
        assert "Missing: " in room.text
        await room.pilot.resize_terminal(120, 36)
        await room.pilot.pause()
        assert "Missing: " not in room.text
        await room.pilot.resize_terminal(60, 18)
        await room.pilot.pause()
        assert "Missing: " in room.text
