"""A real terminal: the program runs in a pty, its screen is read back through a terminal emulator."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
KEYS = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "F10": "\x1b[21~",
    "enter": "\r",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "escape": "\x1b",
    "tab": "\t",
    "ctrl+z": "\x1a",
    "ctrl+b": "\x02",
    "ctrl+n": "\x0e",
    "ctrl+p": "\x10",
    "F12": "\x1b[24~",
}


class Terminal:
    """The program on `columns` × `rows`; `sees` waits for words, so that no test sleeps for luck."""

    def __init__(
        self,
        archive: Path,
        folder: Path,
        columns: int = 80,
        rows: int = 24,
        arguments: tuple[str, ...] = (),
        **settings: str,
    ) -> None:
        self.sent = bytearray()
        """All that the program has sent."""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **settings,
        }
        # The window says how large it is.
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tui", "--lang", "zh", "--archive", str(archive), *arguments],
            dimensions=(rows, columns),
            env=environment,
            cwd=str(folder),
            timeout=20,
        )

    @property
    def text(self) -> str:
        """What is on the screen, the second cells of wide characters left out."""
        rows = []
        for y in range(self.screen.lines):
            row = self.screen.buffer[y]
            rows.append("".join(row[x].data for x in range(self.screen.columns)))
        return "\n".join(rows)

    def sees(self, *words: str, within: float = 20) -> None:
        """Read until all `words` stand on the screen at once."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if all(word in self.text for word in words):
                return
            self._read()
        raise AssertionError(f"{words} never came:\n{self.text}")

    def misses(self, words: str, within: float = 20) -> None:
        """Read until `words` are gone from the screen."""
        end = time.monotonic() + within
        while words in self.text:
            assert time.monotonic() < end, f"{words} stayed:\n{self.text}"
            self._read()

    def ticks(self, times: int = 2) -> None:
        """Read until the clock on the screen has moved `times` times."""
        for _tick in range(times):
            before, end = self._digits(), time.monotonic() + 20
            while self._digits() == before:
                assert time.monotonic() < end, f"the clock stands:\n{self.text}"
                self._read()

    def _digits(self) -> list[str]:
        """The large digits, of lines or of blocks, at the right of rows 2 to 6."""
        rows = [self.screen.buffer[y] for y in range(1, 6)]
        cells = range(self.screen.columns - 16, self.screen.columns)
        return ["".join(f"{row[x].data}{row[x].reverse:d}" for x in cells) for row in rows]

    def _read(self) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
            self.sent += data
            self.stream.feed(data)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program has ended:\n{self.text}") from None

    def press(self, *keys: str) -> None:
        """Press keys by name."""
        for key in keys:
            self.child.send(KEYS[key])

    def type(self, text: str) -> None:
        """Type `text`, as an input method commits it."""
        self.child.send(text)

    def line(self, text: str) -> None:
        """Type a line and wait until it stands in the entry, then record it."""
        self.type(text)
        self.sees(text[-6:])
        self.press("enter")

    def paste(self, text: str) -> None:
        """Paste as terminals do, in brackets; written bit by bit: a terminal takes only so much."""
        data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
        for start in range(0, len(data), 2048):
            self.child.send(data[start : start + 2048])

    def resize(self, columns: int, rows: int) -> None:
        """The window changes its size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor is: column and row, from 0."""
        return self.screen.cursor.x, self.screen.cursor.y

    def after(self, words: str) -> tuple[int, int]:
        """Column and row of the cell behind `words` on the screen."""
        for y in range(self.screen.lines):
            row = [self.screen.buffer[y][x].data for x in range(self.screen.columns)]
            for x in range(self.screen.columns):
                if words and row[x] and "".join(row[x:]).startswith(words):
                    end, left = x, words
                    while left:
                        left = left[len(row[end]) :]
                        end += 1
                    while end < len(row) and row[end] == "":
                        end += 1
                    return end, y
        raise AssertionError(f"{words} is not on the screen:\n{self.text}")

    def until(self, true: Callable[[], bool], within: float = 20) -> None:
        """Read until something is so."""
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, f"it never came:\n{self.text}"
            self._read()

    def until_end(self) -> None:
        """Read until the program lets go of the terminal."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                self.sent += self.child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
        raise AssertionError("the program does not end")

    def changes(self, times: int = 2) -> None:
        """Read until the screen has changed `times` times, as a running clock makes it."""
        for _time in range(times):
            before = self._cells()
            self.until(lambda seen=before: self._cells() != seen)

    def _cells(self) -> list[str]:
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return [
            f"{self.screen.buffer[y][x].data}{self.screen.buffer[y][x].reverse}"
            for y in rows
            for x in columns
        ]

    def ended(self, within: float = 20) -> int:
        """Wait for the program's end; its exit status, 0 where a signal ended it."""
        handle = os.pidfd_open(self.child.pid)
        try:
            assert select.select([handle], [], [], within)[0], "the program does not end"
        finally:
            os.close(handle)
        return int(self.child.wait() or 0)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.child.kill(9)
        self.child.wait()

    def close(self) -> None:
        """Let go of the terminal."""
        self.child.close(force=True)
