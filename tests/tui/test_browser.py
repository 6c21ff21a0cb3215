"""The program in a real browser: the home screen is drawn there, and the keyboard works it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.chromium import BROWSER, Page, page
from tests.tui.test_web import ROOT, served
from tui.themes import DARK

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Debian's chromium")

SCREENSHOT = ROOT / "build" / "pictures" / "browser.png"
BRIGHT = Color.parse(DARK.primary).rgb
"""What the title and the row under the cursor are drawn on."""
ROW = 10
"""Pixels that a row of text is higher than; borders are not."""


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Look again until something is so."""
    async with asyncio.timeout(15):
        while not await true():
            await asyncio.sleep(0.1)


async def bands(page: Page, keep: Path | None = None) -> list[tuple[int, int]]:
    """Where the picture is bright beside the words, from top to bottom: first row of pixels, height."""
    found: list[tuple[int, int]] = []
    bright = [row.count(BRIGHT) > len(row) // 2 for row in await page.picture(700, 100, 140, keep)]
    for y, on in enumerate(bright):
        if on and found and sum(found[-1]) == y:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif on:
            found.append((y, 1))
    return [(first, high) for first, high in found if high >= ROW]


async def test_the_home_screen_is_drawn_and_takes_keys(archive, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    async with served(archive.folder) as guard, page(tmp_path / "browser", 1000, 700) as browser:
        # Without a window nothing would have the focus.
        await browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await browser.call("Page.navigate", url=guard.url)
        await until(lambda: _is(browser, "document.body.className.includes('-first-byte')"))

        async def drawn() -> bool:
            return len(await bands(browser)) == 2

        await until(drawn)
        (title, high), (row, _high) = await bands(browser, SCREENSHOT)
        assert title == 0 and SCREENSHOT.stat().st_size > 5000
        # The title's words stand in it: it is not one colour.
        assert any(pixel != BRIGHT for line in await browser.picture(0, 200, high) for pixel in line[9:])
        assert await browser.value("document.title") == "Shaitai"
        await browser.press("ArrowDown", 40)

        async def moved() -> bool:
            now = await bands(browser)
            return len(now) == 2 and now[1][0] == row + high

        await until(moved)


async def _is(browser: Page, script: str) -> bool:
    return bool(await browser.value(script))
