"""The terminal that the screens need."""

from __future__ import annotations

import os
import sys
from typing import Final

from locales import _
from meeting.refusal import Refused

LEAST_COLUMNS: Final = 60
LEAST_ROWS: Final = 18
_BROWSER: Final = "textual.drivers.web_driver:WebDriver"
"""What the server of `shaitai web` names as the driver of the programs it starts."""


def in_browser() -> bool:
    """Is the screen a page in a browser?"""
    return os.environ.get("TEXTUAL_DRIVER") == _BROWSER


def need_terminal() -> None:
    """Refused where there is no terminal, or one too small to run a meeting on."""
    if in_browser():
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(_("This is not a terminal: open a terminal window and start shaitai there."))
    size = os.get_terminal_size()
    if size.columns < LEAST_COLUMNS or size.lines < LEAST_ROWS:
        told = _("The terminal is {columns}×{rows}; at least {least_columns}×{least_rows} is needed.")
        raise Refused(
            told.format(
                columns=size.columns, rows=size.lines, least_columns=LEAST_COLUMNS, least_rows=LEAST_ROWS
            )
        )


def follow_the_window() -> None:
    """Let the window itself say how large it is: numbers that a shell has exported stay when it changes.

    A browser has only these numbers to begin with, and sends new ones.
    """
    if in_browser():
        return
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def set_up_input_methods() -> None:
    """Before the first import of Textual: leave what input methods commit alone.

    Asked for all keys (the kitty protocol), some terminals swallow or garble committed text. On Windows the
    setting would break Esc and Ctrl keys.
    """
    if sys.platform != "win32":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
