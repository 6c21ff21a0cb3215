"""From a key to the first paint of what it asked for, in an archive of 10,000 meetings of 20 speeches.

    python -m bench.past [COUNT] [ROUNDS]    the made-up archive is kept in build/ for the next time

The real program under Textual's pilot, beside an empty screen and the same question put to SQLite directly.
What it writes is read by a terminal (pyte): the first paint of the result is the one after which the terminal
shows all the text that it will go on showing. Meanwhile a heartbeat in the event loop says how long nothing
else could be done (gap). Processor time (cpu) tells what is our own where others want the machine as well.
"""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyte
from textual._compositor import CompositorUpdate
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from bench.made_up import fill
from exports.tabled import SheetForm
from screens.base import HouseScreen
from screens.coverage import CoverageScreen
from screens.member import MemberScreen
from screens.past import PastScreen
from screens.search import SearchScreen
from screens.widgets.field import Field
from screens.widgets.row import Prose
from store.archive import Archive
from store.bigrams import asked, folded
from store.branch import Branch
from tui.app import ShaitaiApp

GOAL: Final = 50.0
"""Milliseconds from the key to the first paint of the result, p95."""
STILL: Final = 100.0
"""Milliseconds that the event loop may be busy with one thing."""
ROUNDS: Final = 30
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


class Empty(HouseScreen):
    """A screen of the house with nothing on it but a list of one row: what opening any screen costs."""

    NAME = "past"

    def heading(self) -> str:
        return "empty"

    def content(self) -> ComposeResult:
        yield OptionList("row", id="rows")


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


def rows_of(screen: Screen[Any], kind: type[Screen[Any]], id: str) -> int:
    """How many rows a list on the screen has; -1 where it is another screen."""
    if not isinstance(screen, kind) or not screen.is_mounted:
        return -1
    found = screen.query(id)
    return found.first(OptionList).option_count if found else -1


async def measured(archive: Archive, rounds: int) -> None:
    """All questions, one after the other."""
    branch = archive.branch().name
    db = sqlite3.connect(archive.catalogue.path)
    own = "FROM parts JOIN meetings ON meeting = meetings.place WHERE branch = ?"
    (name,) = db.execute(f"SELECT name {own}", (branch,)).fetchone()
    (last,) = db.execute("SELECT max(day) FROM meetings WHERE branch = ?", (branch,)).fetchone()

    def ask(question: str, *values: object) -> Callable[[], object]:
        return lambda: db.execute(question, values).fetchall()

    app = Watched(archive, Path("build"))
    columns = ("p50 ms", "p95 ms", "cpu p95", "gap ms", "SQLite", "1st time", "1st gap")
    print(f"{'':<29}" + "".join(f"{column:>9}" for column in columns))
    async with app.run_test(size=SIZE) as pilot:
        bench = Bench(app, pilot, rounds)
        await bench.settled()

        async def past() -> None:
            await bench.home()
            app.push_screen(PastScreen(app.hall))
            await bench.settled()

        async def narrowed(text: str) -> None:
            app.screen.query_one(Field).value = text
            await bench.settled()

        async def search() -> None:
            await bench.home()
            app.push_screen(SearchScreen(app.hall))
            await bench.settled()

        await bench.measure(
            "open an empty screen",
            bench.home,
            lambda: app.push_screen(Empty(app.hall)),
            lambda screen: rows_of(screen, Empty, "#rows") > 0,
            ask("SELECT 1"),
        )
        await bench.measure(
            "open the list",
            bench.home,
            lambda: app.push_screen(PastScreen(app.hall)),
            lambda screen: rows_of(screen, PastScreen, "#meetings") > 0,
            ask("SELECT summary FROM meetings ORDER BY id DESC LIMIT 50"),
        )
        await past()
        for told, text, before in (
            ("type to filter: a month", "5月", "5"),
            ("type to filter: initials", "dysdzb", "dysdz"),
            ("type to filter: no meeting", "没有这个", "没有这"),
        ):
            grid: list[object] = []

            def changed(screen: Screen[Any], grid: list[object] = grid, text: str = text) -> bool:
                return (
                    isinstance(screen, PastScreen)
                    and screen.typed == text
                    and screen._narrowed is not grid[0]
                )

            async def begin(grid: list[object] = grid, before: str = before) -> None:
                await narrowed(before)
                grid[:] = [app.screen._narrowed]  # type: ignore[attr-defined]

            await bench.measure(
                told,
                begin,
                bench.type(text),
                changed,
                ask("SELECT summary FROM meetings WHERE substr(day, 6, 2) = '05' ORDER BY id DESC LIMIT 50"),
            )
        await bench.measure(
            "member page",
            bench.home,
            lambda: app.push_screen(MemberScreen(app.hall, name)),
            lambda screen: (
                rows_of(screen, MemberScreen, "#months") > 0 and bool(screen.query_one("#words", Prose)._text)
            ),
            ask(f"SELECT parts.* {own} AND name = ?", branch, name),
        )
        await bench.measure(
            "coverage grid",
            bench.home,
            lambda: app.push_screen(CoverageScreen(app.hall, int(last[:4]))),
            lambda screen: rows_of(screen, CoverageScreen, "#grid") > 0,
            ask(f"SELECT parts.* {own} AND day BETWEEN ? AND ? || '~'", branch, last[:4], last[:4]),
        )
        await search()
        for told, text, before in (
            ("search: a common word", "票据", "票"),
            ("search: a rare word", "九连环", "九连"),
            ("search: an old month", "票据 2020-03", "票据 2020-0"),
            ("search: a kind, an old month", "kind:pledge 2020-03", "kind:pledge 2020-0"),
        ):

            async def begin_search(before: str = before) -> None:
                await narrowed(before)
                app.screen.query_one("#hits", OptionList).clear_options()
                app.screen._hits = []  # type: ignore[attr-defined]

            words = text.split()[0]
            month = text.partition(" ")[2]
            await bench.measure(
                told,
                begin_search,
                bench.type(text),
                lambda screen: rows_of(screen, SearchScreen, "#hits") > 0,
                ask(
                    "SELECT lines.text FROM words JOIN lines ON lines.place = words.rowid"
                    " JOIN meetings ON meetings.place = lines.meeting"
                    " WHERE words MATCH ? AND day >= ? AND day <= ? ORDER BY words.rowid DESC LIMIT 50",
                    asked(folded(words)),
                    month,
                    f"{month}~" if month else "~",
                )
                if ":" not in words
                else ask(
                    "SELECT lines.text FROM lines JOIN meetings ON meetings.place = lines.meeting"
                    " WHERE lines.kind = 'pledge' AND day >= ? AND day <= ?"
                    " ORDER BY lines.place DESC LIMIT 50",
                    month,
                    f"{month}~",
                ),
            )
        await past()
        for form in SheetForm:
            listed = app.screen
            assert isinstance(listed, PastScreen)
            await bench.long(
                f"write the list as {form.value}",
                lambda form=form, listed=listed: listed.write_table(form),  # type: ignore[misc]
                lambda listed=listed: not listed._writing,  # type: ignore[misc]
            )
            await bench.settled()
    db.close()


def main(arguments: Sequence[str]) -> int:
    """Print a table; the goals stand below it."""
    count = int(arguments[0]) if arguments else 10_000
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    archive = fill(Path("build") / f"made-up-{count}", count)
    archive.keep_branch(Branch(name="第0党支部"))
    begun = time.perf_counter()
    archive.catalogue.catch_up()
    print(f"{count} meetings, caught up with in {time.perf_counter() - begun:.1f} s")
    # As `tui.app.run` does.
    gc.freeze()
    asyncio.run(measured(archive, rounds))
    print(f"goals: p95 at most {GOAL:.0f} ms, gap at most {STILL:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
