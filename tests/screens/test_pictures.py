"""Pictures of every state at four sizes, in both themes and both languages; every text in them is legible.

One look at each size is kept as a picture to be looked at, the rest as digests of theirs.
`SHAITAI_PICTURES=draw` (without `-n`) draws them anew; look at them before keeping them. What differs is put
into `build/pictures/`.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import locales
from tests.screens.contrast import assert_legible
from tests.screens.room import Room, live_room
from tests.screens.states import STATES
from tui.look import Look
from tui.themes import DARK, LIGHT

HERE = Path(__file__).parent
KEPT = HERE / "pictures"
NEW = HERE.parents[1] / "build" / "pictures"
SIZES = ((60, 18), (80, 24), (120, 36), (200, 50))
LOOKS = (("zh", "dark"), ("en", "light"), ("zh", "light"), ("en", "dark"))
KEPT_LOOKS = {
    *((name, size, *LOOKS[place]) for name in STATES for place, size in enumerate(SIZES)),
    *(("speaking", size, *look) for size in SIZES for look in LOOKS),
}
# Every state is seen in all four looks, at every size in both themes and both languages.
CASES = [
    (name, size, *look)
    for name in STATES
    for place, size in enumerate(SIZES)
    for look in LOOKS
    if name == "speaking" or LOOKS.index(look) // 2 == place // 2
]
THEME = {"dark": DARK, "light": LIGHT}
DIGESTS = KEPT / "digests.tsv"


@dataclass(frozen=True)
class We:
    """What the pictures' ear hears: that they may stay as they are when the real one learns."""

    start: int
    end: int
    category: str = "collective"
    rule: str = "collective.group"


def hears_we(text: str, remark: bool) -> list[We]:
    """An ear for 我们 and nothing else."""
    return [] if remark else [We(*match.span()) for match in re.finditer("我们", text)][:1]


def digests() -> dict[str, str]:
    """Case → the digest of its picture."""
    if not DIGESTS.exists():
        return {}
    return dict(line.split("\t") for line in DIGESTS.read_text("ascii").splitlines())


def plain(svg: str) -> str:
    """The picture without what differs between two runs or machines."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return re.sub(r"terminal-\d+-", "t-", svg)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", STATES)
async def test_the_screen_looks_as_it_did(wide_branch, name, language):
    """The state is brought about once; then the window changes its size and the projector its theme."""
    locales.use(language)
    state = STATES[name]
    looks = [(size, theme) for who, size, tongue, theme in CASES if (who, tongue) == (name, language)]
    (first, begun), *_others = looks
    differing = []
    async with live_room(
        wide_branch,
        *state.before,
        size=first,
        look=Look(begun, state.ascii),
        hearing=hears_we,
        **state.prepared,
    ) as room:
        await state.deed(room)
        room.record.flush()
        room.live._show_saved()
        for size, theme in looks:
            await turned_to(room, size, theme)
            assert_legible(room.app)
            drawn = plain(room.app.export_screenshot(title="Shaitai"))
            if not _as_kept((name, size, language, theme), drawn):
                differing.append(f"build/pictures/{_file(name, size, language, theme)}.svg")
    assert not differing, "differ from what is kept"


async def turned_to(room: Room, size: tuple[int, int], theme: str) -> None:
    """Another size of the window, another theme; the clock has ticked since."""
    room.app.theme = THEME[theme].name
    await room.pilot.resize_terminal(*size)
    room.live._show_clock()
    for _turn in range(2):
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()


def _file(name: str, size: tuple[int, int], language: str, theme: str) -> str:
    return f"{name}-{size[0]}x{size[1]}-{language}-{theme}"


def _as_kept(case: tuple[str, tuple[int, int], str, str], drawn: str) -> bool:
    """Is it drawn as it is kept? What differs is put aside; when drawing, all is kept."""
    file = _file(*case)
    kept, digest = KEPT / f"{file}.svg", hashlib.sha256(drawn.encode()).hexdigest()[:16]
    as_picture = case in KEPT_LOOKS
    if os.environ.get("SHAITAI_PICTURES") == "draw":
        _keep(file, kept, drawn, digest, as_picture)
    same = kept.exists() and kept.read_text("utf-8") == drawn if as_picture else digests().get(file) == digest
    if not same:
        NEW.mkdir(parents=True, exist_ok=True)
        (NEW / kept.name).write_text(drawn, "utf-8")
    return same


def _keep(case: str, kept: Path, drawn: str, digest: str, as_picture: bool) -> None:
    KEPT.mkdir(exist_ok=True)
    if as_picture:
        kept.write_text(drawn, "utf-8")
    else:
        told = sorted((digests() | {case: digest}).items())
        DIGESTS.write_text("".join(f"{name}\t{value}\n" for name, value in told), "ascii")
