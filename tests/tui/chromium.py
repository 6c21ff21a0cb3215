"""Debian's Chromium without a window, spoken to over its debugging protocol; nothing else is installed."""

from __future__ import annotations

import asyncio
import base64
import shutil
import struct
import subprocess
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
OFFLINE = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip

Pixel = tuple[int, int, int]


class Page:
    """One page of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._asked = socket, 0

    async def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Have the browser do something; its answer."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": given})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") == self._asked:
                assert "error" not in answer, answer
                return answer["result"]

    async def value(self, script: str) -> Any:
        """What a script on the page comes to."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def press(self, key: str, number: int) -> None:
        """Press a key by its name and the number that Windows has for it."""
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=number
            )

    async def picture(
        self, left: int, width: int, height: int, keep: Path | None = None
    ) -> list[list[Pixel]]:
        """The pixels of a strip from the top, `left` pixels in; the whole picture goes to `keep`."""
        if keep is not None:
            whole = await self.call("Page.captureScreenshot")
            keep.parent.mkdir(parents=True, exist_ok=True)
            keep.write_bytes(base64.b64decode(whole["data"]))
        clip = {"x": left, "y": 0, "width": width, "height": height, "scale": 1}
        return pixels(base64.b64decode((await self.call("Page.captureScreenshot", clip=clip))["data"]))


def pixels(png: bytes) -> list[list[Pixel]]:
    """The rows of a PNG of eight bits a channel, as browsers write it."""
    place, packed, head = 8, b"", ()
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", data)
        elif kind == b"IDAT":
            packed += data
        place += length + 12
    width, height, _depth, colour, *_rest = head
    step = {2: 3, 6: 4}[colour]
    raw, rows, above = zlib.decompress(packed), [], bytearray(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        row = bytearray(raw[start + 1 : start + 1 + width * step])
        for x in range(len(row)):
            left, corner = (row[x - step], above[x - step]) if x >= step else (0, 0)
            row[x] = (row[x] + _guess(raw[start], left, above[x], corner)) & 255
        rows.append([tuple(row[x : x + 3]) for x in range(0, len(row), step)])
        above = row
    return rows


def _guess(method: int, left: int, up: int, corner: int) -> int:
    """What a PNG's filter takes a byte to be, from its neighbours."""
    if method < 4:
        return (0, left, up, (left + up) // 2)[method]
    return min((left, up, corner), key=lambda near: abs(left + up - corner - near))


@asynccontextmanager
async def page(folder: Path, width: int, height: int) -> AsyncIterator[Page]:
    """A browser of its own on an empty page."""
    assert BROWSER is not None
    told = (f"--user-data-dir={folder}", f"--window-size={width},{height}", "--remote-debugging-port=0")
    process = subprocess.Popen(
        [BROWSER, *OFFLINE, *told, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        port = folder / "DevToolsActivePort"
        async with asyncio.timeout(60):
            while not port.exists() or "\n" not in port.read_text():
                assert process.poll() is None, "the browser does not start"
                await asyncio.sleep(0.05)
        async with ClientSession() as session:
            places = await session.get(f"http://127.0.0.1:{port.read_text().split()[0]}/json")
            target = next(place for place in await places.json() if place["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Page(socket)
                await socket.send_json({"id": 0, "method": "Browser.close"})
    finally:
        process.terminate()
        process.wait(20)
