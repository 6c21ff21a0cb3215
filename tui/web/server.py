"""The server: textual-serve's own, on the loopback, with our page and our guard."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Final

import aiohttp_jinja2
from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from locales import _, current
from meeting.refusal import Refused

from .guard import LOOPBACK, Guard

_PAGE: Final = Path(str(resources.files("tui.web").joinpath("page")))
_PATIENCE: Final = 10
"""Seconds that the program has to put a meeting away when the server ends."""


def bound(port: int) -> socket.socket:
    """A socket on the loopback; on any free port for 0. Refused where the port cannot be had."""
    listener = socket.socket()
    if sys.platform != "win32":
        # A port that was let go a moment ago may be taken again; on Windows this would share it.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        told = _("Port {port} cannot be used: {error}. Without --port a free one is taken.")
        raise Refused(told.format(port=port, error=reason)) from error
    return listener


async def _focus(_request: web.Request) -> web.StreamResponse:
    """Our own few lines of script."""
    return web.FileResponse(_PAGE / "focus.js")


class LocalServer(Server):
    """Runs `command` for each window of the browser that `guard` lets in."""

    def __init__(self, command: str, guard: Guard) -> None:
        super().__init__(
            command,
            host=LOOPBACK,
            public_url=f"http://{guard.host}",
            title=_("Shaitai"),
            templates_path=_PAGE,
        )
        self.guard = guard
        self._windows: set[web.WebSocketResponse] = set()

    async def application(self) -> web.Application:
        """What is served, all of it behind the guard."""
        inner = await self._make_app()
        aiohttp_jinja2.get_env(inner).globals.update(
            lang="zh-CN" if current() == "zh" else "en",
            words={
                "opening": _("Opening …"),
                "ended": _("The program has ended here; the meeting is kept."),
                "again": _("Open again"),
            },
        )
        inner.router.add_get("/focus.js", _focus)
        whole = web.Application(middlewares=[self.guard.let_in])
        whole.add_subapp(self.guard.path.rstrip("/"), inner)
        return whole

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command line does."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every window, so that each program puts its meeting away in order."""
        for window in list(self._windows):
            await window.close(code=WSCloseCode.GOING_AWAY)

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._windows.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._windows.discard(websocket)
            await app_service.stop()
            if app_service._process is not None:
                # The library does not wait for the program's end.
                await app_service._process.wait()


async def serve(server: LocalServer, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve on `listener` until Ctrl+C or a request to end; `ready` is called once it answers."""
    if not sys.flags.dev_mode:
        # What anybody sends to the port would stand in the terminal as tracebacks.
        for name in ("textual-serve", "aiohttp"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    ended = asyncio.Event()
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, ended.set)
    runner = web.AppRunner(await server.application(), access_log=None, shutdown_timeout=_PATIENCE)
    try:
        await runner.setup()
        await web.SockSite(runner, listener).start()
        ready()
        await ended.wait()
    finally:
        await runner.cleanup()
