"""The terminal: its size, its colours, how wide it draws, what it sends of an input method."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Final

from locales import _

from ..terminal import LEAST_COLUMNS, LEAST_ROWS
from .finding import Finding

_PATIENCE: Final = 0.5
"""Seconds that a terminal has to say where its cursor is."""
_PLACE: Final = re.compile(rb"\x1b\[\d+;(\d+)R")
HAN, BORDER = "汉", "─"


def terminal(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Look at the terminal that the command runs in."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        yield True, _("no terminal to look at here: run it in the terminal in which you record")
        return
    size = os.get_terminal_size()
    yield size_found(size.columns, size.lines)
    yield colours(environment)
    yield from widths(drawn(HAN), drawn(BORDER))


def size_found(columns: int, rows: int) -> Finding:
    """Is it large enough, and as large as is good?"""
    told = _("terminal {columns}×{rows}; 80×24 is best")
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        told = _(
            "terminal {columns}×{rows}: enlarge the window or make the letters smaller, to 60×18 or more"
        )
        return False, told.format(columns=columns, rows=rows)
    return True, told.format(columns=columns, rows=rows)


def colours(environment: Mapping[str, str]) -> Finding:
    """Does it show colours? Nothing is said by colour alone, so few will do."""
    kind = environment.get("TERM", "")
    if kind in ("", "dumb") and sys.platform != "win32":
        return False, _("the terminal says it can draw nothing (TERM={kind}): use another terminal").format(
            kind=kind or "—"
        )
    if environment.get("NO_COLOR"):
        return True, _("no colours, as NO_COLOR asks")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return True, _("all colours")
    many = "256" in kind or sys.platform == "win32"
    return True, _("256 colours") if many else _("few colours: legible, but plainer ({kind})").format(
        kind=kind
    )


def widths(han: int | None, border: int | None) -> Iterator[Finding]:
    """Are Han characters two cells wide, and borders one? None where the terminal does not say."""
    if han is None or border is None:
        yield True, _("the terminal does not say how wide it draws: see whether borders are straight")
        return
    if han == 2:
        yield True, _("Han characters take two cells")
    else:
        told = _("Han characters take {cells} cells, not two: choose a UTF-8 locale or another terminal")
        yield False, told.format(cells=han)
    if border == 1:
        yield True, _("borders take one cell")
    else:
        yield (
            False,
            _("borders take {cells} cells: turn “ASCII only” on in the settings").format(cells=border),
        )


def drawn(text: str) -> int | None:
    """How many cells the terminal moves its cursor for `text`; None where it does not say."""
    if sys.platform == "win32":
        return None
    import termios
    import tty

    keyboard = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(keyboard)
    except termios.error:
        return None
    try:
        # The answer comes in as if it were typed.
        tty.setcbreak(keyboard, termios.TCSADRAIN)
        sys.stdout.write(f"\r{text}\x1b[6n")
        sys.stdout.flush()
        column = _answer(keyboard)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
        return None if column is None else column - 1
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _answer(keyboard: int) -> int | None:
    """The column that the terminal reports, from 1."""
    said, end = b"", time.monotonic() + _PATIENCE
    while (left := end - time.monotonic()) > 0 and select.select([keyboard], [], [], left)[0]:
        said += os.read(keyboard, 64)
        if found := _PLACE.search(said):
            return int(found[1])
    return None
