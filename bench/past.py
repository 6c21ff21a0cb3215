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
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import OptionList

from bench._painting import SIZE, Bench, Watched
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

Shown = TypeVar("Shown", bound=Screen[Any])
GOAL: Final = 50.0
"""Milliseconds from the key to the first paint of the result, p95."""
STILL: Final = 100.0
"""Milliseconds that the event loop may be busy with one thing."""
ROUNDS: Final = 30


class Empty(HouseScreen):
    """A screen of the house with nothing on it but a list of one row: what opening any screen costs."""

    NAME = "past"

    def heading(self) -> str:
        return "empty"

    def content(self) -> ComposeResult:
        yield OptionList("row", id="rows")


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

        def on(kind: type[Shown]) -> Shown:
            assert isinstance(app.screen, kind)
            return app.screen

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
                grid[:] = [on(PastScreen)._narrowed]

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
                on(SearchScreen)._hits = []

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
        listed = on(PastScreen)
        for form in SheetForm:
            await bench.long(
                f"write the list as {form.value}",
                partial(listed.write_table, form),
                lambda: not listed._writing,
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
