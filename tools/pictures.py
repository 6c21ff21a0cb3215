"""The README's picture of the live room, taken from the running program.

`python -m tools.pictures` writes docs/live-room.svg. The demo's meeting is played, its clock stopped,
and the screen drawn, so that the same program gives the same picture.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import locales
from screens.live import LiveScreen
from store.archive import Archive
from tui.app import ShaitaiApp
from tui.demo.stage import fill

TARGET: Final = Path(__file__).parent.parent / "docs" / "live-room.svg"
_SIZE: Final = (100, 30)
_WHEN: Final = datetime(2026, 5, 24, 2, 0, tzinfo=UTC).astimezone()


async def live_room() -> str:
    """The live room of the demo's meeting as SVG, its fonts left to the viewer's machine."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive")
        meeting = fill(archive, _WHEN)
        app = ShaitaiApp(archive)
        async with app.run_test(size=_SIZE) as pilot:
            app.hall.record = archive.open(meeting)
            record = app.hall.record
            record.clock = lambda: _WHEN + timedelta(seconds=95)
            app.push_screen(LiveScreen(app.hall))
            await pilot.pause()
            await pilot.pause()
            drawn = app.export_screenshot(title="晒台")
    fontless = re.sub(r"@font-face\s*{[^}]*}", "", drawn)
    return re.sub(r"terminal-\d+-", "t-", fontless)


def main() -> None:
    """Draw the picture."""
    locales.use("zh")
    TARGET.write_text(asyncio.run(live_room()), "utf-8")
    print(TARGET.name)


if __name__ == "__main__":
    main()
