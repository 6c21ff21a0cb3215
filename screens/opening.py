"""Opening a file or a folder with whatever the system uses for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from locales import _
from meeting.refusal import Refused


def open_outside(path: Path) -> None:
    """Open `path` in the program that the system has for it; Refused where there is none."""
    command = opener()
    if command is None:
        raise Refused(_("There is no desktop here to open it with. It is at {path}.").format(path=path))
    try:
        # It goes on by itself, and what it says must not get into the screen.
        subprocess.Popen(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Refused(_("It could not be opened. It is at {path}.").format(path=path)) from error


def opener() -> list[str] | None:
    """The system's command for opening things; None without a desktop."""
    if sys.platform == "win32":
        return ["explorer"]
    if sys.platform == "darwin":
        return ["open"]
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open")
    return [found] if desktop and found else None
