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
from tests.screens.room import live_room
from tests.screens.states import STATES
from tui.look import Look

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


@pytest.mark.parametrize(
    ("name", "size", "language", "theme"), CASES, ids=["-".join(map(str, case)) for case in CASES]
)
async def test_the_screen_looks_as_it_did(wide_branch, name, size, language, theme):
    locales.use(language)
    state = STATES[name]
    async with live_room(
        wide_branch,
        *state.before,
        size=size,
        look=Look(theme, state.ascii),
        hearing=hears_we,
        **state.prepared,
    ) as room:
        await state.deed(room)
        room.record.flush()
        room.live._show_saved()
        room.live._show_clock()
        await room.pilot.pause()
        assert_legible(room.app)
        drawn = plain(room.app.export_screenshot(title="Shaitai"))
    case = f"{name}-{size[0]}x{size[1]}-{language}-{theme}"
    kept, digest = KEPT / f"{case}.svg", hashlib.sha256(drawn.encode()).hexdigest()[:16]
    as_picture = (name, size, language, theme) in KEPT_LOOKS
    if os.environ.get("SHAITAI_PICTURES") == "draw":
        _keep(case, kept, drawn, digest, as_picture)
    same = kept.exists() and kept.read_text("utf-8") == drawn if as_picture else digests().get(case) == digest
    if not same:
        NEW.mkdir(parents=True, exist_ok=True)
        (NEW / kept.name).write_text(drawn, "utf-8")
        raise AssertionError(f"build/pictures/{kept.name} differs from what is kept")


def _keep(case: str, kept: Path, drawn: str, digest: str, as_picture: bool) -> None:
    KEPT.mkdir(exist_ok=True)
    if as_picture:
        kept.write_text(drawn, "utf-8")
    else:
        told = sorted((digests() | {case: digest}).items())
        DIGESTS.write_text("".join(f"{name}\t{value}\n" for name, value in told), "ascii")
