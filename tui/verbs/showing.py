"""`demo`: a made-up branch, and a meeting that plays itself, in an archive that is gone afterwards."""

from __future__ import annotations

import argparse
import tempfile
from datetime import datetime
from math import isfinite
from pathlib import Path

from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive

from ..terminal import need_terminal
from .opening import open_screens
from .verb import Verb, settings_of


class Demo(Verb):
    """`shaitai demo [--speed X]`"""

    name = "demo"
    help = N_("Watch a made-up meeting and take it over; nothing of it stays.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--speed", type=float, default=1.0, metavar="X", help=_("so many times as fast; 1 by default")
        )

    def run(self, options: argparse.Namespace) -> int:
        if not (isfinite(options.speed) and options.speed > 0):
            raise Refused(_("The speed must be a number above 0, such as 2 or 0.5."))
        return show(options, options.speed)


def show(options: argparse.Namespace, speed: float = 1.0) -> int:
    """Show the demonstration, so many times as fast; nothing of it stays."""
    need_terminal()
    from ..demo.stage import set_up

    # What is set in it does not stay either.
    here = argparse.Namespace(**vars(options) | {"settings": settings_of(options).unkept()})
    # Where a file still held for an instant cannot be removed, leaving must not fail.
    with tempfile.TemporaryDirectory(prefix="shaitai-demo-", ignore_cleanup_errors=True) as folder:
        archive = Archive(Path(folder) / "archive")
        play = set_up(archive, datetime.now().astimezone(), speed)
        return open_screens(archive, here, play)
