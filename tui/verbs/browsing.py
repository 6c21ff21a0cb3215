"""`web`: the same program in a browser on this machine."""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import shlex
import subprocess
import sys
import tempfile
import threading
import webbrowser
from pathlib import Path

from locales import N_, _, current
from meeting.refusal import Refused

from .verb import Verb, archive_of
from .words import say


class Web(Verb):
    """`shaitai web [--port N]`: until Ctrl+C; each window of the browser is a program of its own."""

    name = "web"
    help = N_("The same program in a browser on this machine; nothing leaves it.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=0, metavar="N", help=_("the port; by default any free one")
        )

    def run(self, options: argparse.Namespace) -> int:
        try:
            from ..web.guard import Guard
            from ..web.server import LocalServer, bound, serve
        except ImportError as error:
            raise Refused(
                _("The browser needs one more package: install it with `pip install shaitai[web]`.")
            ) from error
        with bound(options.port) as listener, tempfile.TemporaryDirectory(prefix="shaitai-web-") as folder:
            archive = archive_of(options)
            guard = Guard(listener.getsockname()[1])
            server = LocalServer(command(archive.folder, options), guard)

            def ready() -> None:
                say(_("Shaitai is in the browser, for you alone: {url}").format(url=guard.url))
                say(_("Keep the address to yourself; Ctrl+C here ends it, the meeting is kept."))
                sys.stdout.flush()
                show(guard.url, Path(folder))

            asyncio.run(serve(server, listener, ready))
        return 0


def command(archive: Path, options: argparse.Namespace) -> str:
    """The line for the shell that runs the program on `archive` as `options` ask."""
    words = [sys.executable, "-m", "tui", "--archive", str(archive.resolve()), "--lang", current()]
    words += ["--theme", options.theme] if options.theme else []
    words += ["--ascii"] if options.ascii else []
    if sys.platform == "win32":
        return subprocess.list2cmdline(words)
    # The program takes the shell's place, and so has the server as its parent.
    return f"exec {shlex.join(words)}"


def show(url: str, folder: Path) -> None:
    """Open `url` in the user's browser, if there is one.

    By way of a page in the private `folder`: what a browser is started with, every user of the machine can
    read in the list of processes.
    """
    if sys.platform not in ("win32", "darwin") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # A browser that runs in the terminal would take it over.
        return
    page = folder / "open.html"
    page.write_text(f'<meta http-equiv="refresh" content="0;url={html.escape(url)}">', "utf-8")
    threading.Thread(target=webbrowser.open, args=(page.as_uri(),), daemon=True).start()
