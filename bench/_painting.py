"""From a key to the first paint of what it asked for, as a terminal gets it, and the gaps meanwhile."""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyte
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from screens.widgets.field import Field
from store.archive import Archive
from tui.app import ShaitaiApp

BEAT: Final = 0.005
PATIENCE: Final = 10.0
SIZE: Final = (80, 24)


class Paint(NamedTuple):
    """What was written to the terminal, and when it was, in seconds."""

    text: str
    clock: float
    worked: float
    """The processor time of the program by then."""


class Watched(ShaitaiApp):
    """The program, which keeps what a terminal would have got."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        super().__init__(archive, folder)
        self.paints: list[Paint] = []

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            text = renderable.render_segments(self.console)
            self.paints.append(Paint(text, time.perf_counter(), time.process_time()))
        super()._display(screen, renderable)


class Terminal:
    """The terminal that reads what the program has written."""

    def __init__(self, app: Watched) -> None:
        self._app, self._screen = app, pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)

    def read(self) -> list[tuple[Paint, list[str]]]:
        """Each paint since the last look, and all text that stands there after it."""
        read = []
        for paint in self._app.paints:
            self._stream.feed(paint.text)
            read.append((paint, self._text()))
        self._app.paints.clear()
        return read

    def _text(self) -> list[str]:
        # pyte's own `display` stumbles over the half of a wide character that was written over.
        columns, lines = SIZE
        rows = (self._screen.buffer[line] for line in range(lines))
        return ["".join(row[column].data for column in range(columns)) for row in rows]


@dataclass
class Heart:
    """Beats in the event loop; remembers the longest gap."""

    longest: float = 0.0
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    async def _beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last - BEAT), now

    def start(self) -> None:
        """Begin to beat, with nothing remembered."""
        self.longest = 0.0
        self._task = asyncio.create_task(self._beat())

    def stop(self) -> float:
        """The longest gap in milliseconds."""
        assert self._task is not None
        self._task.cancel()
        return self.longest * 1e3


class Bench:
    """The program on an archive, and what was measured of it."""

    def __init__(self, app: Watched, pilot: Pilot[Any], rounds: int) -> None:
        self.app, self.pilot, self.rounds = app, pilot, rounds
        self.terminal = Terminal(app)

    async def measure(
        self,
        title: str,
        before: Callable[[], Awaitable[object]],
        key: Callable[[], object],
        shown: Callable[[Screen[Any]], bool],
        query: Callable[[], object],
    ) -> None:
        """Print one line: from `key` until the screen on which `shown` holds is painted, beside `query`."""
        took: list[float] = []
        worked: list[float] = []
        longest = 0.0
        for number in range(self.rounds + 1):
            await before()
            await self.settled()
            # What earlier rounds left is not this one's to clear away: nobody opens twenty screens a second.
            gc.collect()
            heart = Heart()
            heart.start()
            await asyncio.sleep(4 * BEAT)
            self.terminal.read()
            begun, working = time.perf_counter(), time.process_time()
            await self._once(key, shown)
            await self.settled()
            gap = heart.stop()
            paint = self._first_of_the_last()
            took.append((paint.clock - begun) * 1e3)
            worked.append((paint.worked - working) * 1e3)
            # The first time loads what is loaded once; it is told apart.
            longest = max(longest, gap) if number else 0.0
            if not number:
                first = (took.pop(), gap)
                worked.clear()
        direct = []
        for _round in range(self.rounds):
            begun = time.perf_counter()
            query()
            direct.append((time.perf_counter() - begun) * 1e3)
        half, most = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        base = statistics.median(direct)
        cpu = statistics.quantiles(worked, n=20)[-1]
        told = (half, most, cpu, longest, base, *first)
        print(f"{title:<29}" + "".join(f"{value:>9.1f}" for value in told))

    def _first_of_the_last(self) -> Paint:
        """The first paint after which all stood there that stands there now."""
        read = self.terminal.read()
        return next(paint for paint, text in read if text == read[-1][1])

    async def _once(self, key: Callable[[], object], shown: Callable[[Screen[Any]], bool]) -> None:
        """Press a key and wait until the screen shows what it asked for and has nothing left to paint."""
        key()
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            await asyncio.sleep(0)
            if shown(self.app.screen) and not self._unpainted():
                return
            await asyncio.sleep(0.0005)
        raise AssertionError(f"{self.app.screen} never showed it")

    def _unpainted(self) -> bool:
        """Is there something that the screen has still to lay out or paint?"""
        screen = self.app.screen
        return bool(screen._dirty_widgets or screen._layout_required or screen._repaint_required)

    async def long(self, title: str, work: Callable[[], object], done: Callable[[], bool]) -> None:
        """Print how long some work behind the screen takes, and the longest gap meanwhile."""
        # What hundreds of rounds and the terminal beside them have left is nobody's who exports once.
        gc.collect()
        gc.freeze()
        heart = Heart()
        heart.start()
        begun = time.perf_counter()
        work()
        while not done():
            await asyncio.sleep(BEAT)
        took = time.perf_counter() - begun
        print(f"{title:<29}{took:>9.1f} s  longest gap {heart.stop():.1f} ms")

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def home(self) -> None:
        """Back to the first screen."""
        while len(self.app.screen_stack) > 2:
            self.app.pop_screen()
            await self.pilot.pause()

    def type(self, text: str) -> Callable[[], object]:
        """Put the last character of `text` behind the rest of it."""

        def typed() -> None:
            self.app.screen.query_one(Field).value = text

        return typed
