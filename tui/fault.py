"""A fault of our own: told in one sentence; what happened is written down, never shown to a room."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from rich.console import Console
from textual.app import App

from locales import _
from store.atomic import write_whole

NAME: Final = "fault.txt"


def run_watched(app: App[None], folder: Path) -> None:
    """Run `app`; where it ends by a fault, write that into `folder`, for its owner alone, and say so."""
    report = StringIO()
    app.error_console = Console(file=report, markup=False, highlight=False, emoji=False, width=110)
    app.run()
    if report.getvalue():
        sys.stderr.write(_told(_kept(report.getvalue().encode(), folder)) + "\n")


def _told(path: Path | None) -> str:
    told = _(
        "The program met a fault of its own and closed; what was recorded is kept. Start it again to go on."
    )
    return told + " " + _("What happened is written in {path}.").format(path=path) if path else told


def _kept(report: bytes, folder: Path) -> Path | None:
    """Where the report is now: in `folder`, or where that cannot be written, in one for passing things."""
    with suppress(OSError):
        write_whole(folder / NAME, report)
        return folder / NAME
    with suppress(OSError):
        passing = Path(mkdtemp(prefix="shaitai-"))
        write_whole(passing / NAME, report)
        return passing / NAME
    return None
