"""Pictures of every state at four sizes, in both themes and both languages; every text in them is legible.

`SHAITAI_PICTURES=draw` draws them anew; look at them before keeping them. What differs is put beside the
expected one in `build/pictures/`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import locales
from tests.screens.contrast import assert_legible
from tests.screens.room import live_room
from tests.screens.states import STATES
from tui.look import Look

HERE = Path(__file__).parent
KEPT = HERE / "pictures"
NEW = HERE.parents[1] / "build" / "pictures"
SIZES = ((60, 18), (80, 24), (120, 36), (200, 50))
LOOKS = (("zh", "dark"), ("en", "light"), ("zh", "light"), ("en", "dark"))
CASES = [(name, size, *LOOKS[place]) for name in STATES for place, size in enumerate(SIZES)]
CASES += [("speaking", size, *look) for size in SIZES for look in LOOKS]
CASES = list(dict.fromkeys(CASES))


def plain(svg: str) -> str:
    """The picture without what differs between two runs or machines."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return re.sub(r"terminal-\d+-", "t-", svg)


@pytest.mark.parametrize(
    ("name", "size", "language", "theme"), CASES, ids=["-".join(map(str, case)) for case in CASES]
)
async def test_the_screen_looks_as_it_did(wide_branch, name, size, language, theme):
    locales.use(language)
    state = STATES[name]
    async with live_room(
        wide_branch, *state.before, size=size, look=Look(theme, state.ascii), **state.prepared
    ) as room:
        await state.deed(room)
        room.record.flush()
        room.live._show_saved()
        room.live._show_clock()
        await room.pilot.pause()
        assert_legible(room.app)
        drawn = plain(room.app.export_screenshot(title="Shaitai"))
    kept = KEPT / f"{name}-{size[0]}x{size[1]}-{language}-{theme}.svg"
    if os.environ.get("SHAITAI_PICTURES") == "draw":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn, "utf-8")
    if not kept.exists() or kept.read_text("utf-8") != drawn:
        NEW.mkdir(parents=True, exist_ok=True)
        (NEW / kept.name).write_text(drawn, "utf-8")
        raise AssertionError(f"build/pictures/{kept.name} differs from what is kept")
