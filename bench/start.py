"""From the start of the program to the first paint of the home screen, and its memory.

    python -m bench.start [COUNT]      with an archive of so many made-up meetings (10,000), kept in build/

Beside a Textual program of three widgets, in one run, both in a terminal of 80×24 (POSIX only).
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList

from bench.made_up import fill

ROUNDS: Final = 9
GOAL: Final = 1.25
PATIENCE: Final = 30.0
"""Seconds after which a program has not started."""


class Three(App[None]):
    """A program of three widgets that say a word to wait for."""

    def compose(self) -> ComposeResult:
        yield Label("three")
        yield OptionList("one", "two")
        yield Label("widgets")


def started(command: Sequence[str], word: bytes) -> tuple[float, int]:
    """Seconds until `word` is on the terminal, and the program's resident memory then in kB."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if not child:
        termios.tcsetwinsize(0, (24, 80))
        os.environ |= {
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        }
        os.execv(command[0], list(command))
    seen = b""
    while word not in seen and time.perf_counter() - begun < PATIENCE:
        if select.select([terminal], [], [], 1.0)[0]:
            seen += os.read(terminal, 65536)
    took = time.perf_counter() - begun
    memory = _resident(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    assert word in seen, seen[-400:]
    return took, memory


def _resident(process: int) -> int:
    told = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmRSS"))


def main(arguments: Sequence[str]) -> int:
    """Print both side by side; the programs take turns."""
    if arguments == ["three"]:
        Three().run()
        return 0
    count = int(arguments[0]) if arguments else 10_000
    archive = fill(Path("build") / f"made-up-{count}", count)
    archive.catalogue.catch_up()
    programs = {
        "three widgets": ([sys.executable, "-m", "bench.start", "three"], b"widgets"),
        "shaitai": (
            [sys.executable, "-m", "tui", "--archive", str(archive.folder), "--lang", "en"],
            b"New meeting",
        ),
    }
    found: dict[str, list[tuple[float, int]]] = {title: [] for title in programs}
    for _round in range(ROUNDS):
        for title, (command, word) in programs.items():
            found[title].append(started(command, word))
    base_time, base_memory = _middle(found["three widgets"])
    print(f"{count} meetings   {'first paint ms':>14} {'ratio':>6}   {'memory MB':>9} {'ratio':>6}")
    for title, measured in found.items():
        took, memory = _middle(measured)
        paint = f"{took * 1e3:>14.0f} {took / base_time:>6.2f}"
        print(f"{title:<16} {paint}   {memory / 1e3:>9.0f} {memory / base_memory:>6.2f}")
    print(f"goal: first paint ≤ {GOAL} ×, memory ≤ 1.5 ×")
    return 0


def _middle(measured: list[tuple[float, int]]) -> tuple[float, float]:
    return statistics.median(took for took, _memory in measured), statistics.median(
        memory for _took, memory in measured
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
