"""The program without a terminal: a live room on a made-up meeting, its clock in the test's hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from textual import events

from meeting import commands as c
from meeting.rows import event_of
from meeting.rules import Ear
from meeting.topics import Mark, Topic
from screens.keys import key_of
from screens.live import LiveScreen
from screens.widgets.entry import Entry
from store.archive import Archive
from store.hearing import ear_of
from tui.app import ShaitaiApp
from tui.look import Look

START = datetime(2026, 5, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
WORDS = {"礼金": "gifts", "吃请": "extortion"}


@dataclass(frozen=True)
class Tick:
    topic: str
    mark: Mark


def by_word(text: str, topics: Sequence[Topic]) -> list[Tick]:
    """A proposer for tests: a word → a topic, denied where the line says 没有 before it."""
    return [
        Tick(topic, Mark.NOTHING if f"没有{word}" in text else Mark.COVERED)
        for word, topic in WORDS.items()
        if word in text
    ]


class Room:
    """A pilot in the live room."""

    def __init__(self, app: ShaitaiApp, pilot, clock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock
        self._seen = len(self.record.rows)

    @property
    def record(self):
        assert self.app.hall.record is not None
        return self.app.hall.record

    @property
    def state(self):
        return self.record.state

    @property
    def entry(self) -> Entry:
        return self.live.query_one(Entry)

    @property
    def live(self) -> LiveScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, LiveScreen))

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(seconds=seconds)

    def do(self, *commands: c.Command) -> None:
        """What has happened before, a second a command."""
        for command in commands:
            self.later(1)
            self.record.do(command)
        self.live.show()
        self._seen = len(self.record.rows)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.later(1.5)
            await self.pilot.press(key)
            await self.pilot.pause()

    async def run(self, id: str, how: str = "key") -> None:
        """Run a command by its key, or by the palette, where its name is typed."""
        if how == "key":
            await self.press(key_of(id).key)
            return
        await self.press("ctrl+p")
        await self.type(key_of(id).name)
        await self.press("enter")

    async def type(self, text: str) -> None:
        """Text as an input method commits it, character by character."""
        for char in text:
            self.app.screen.post_message(events.Key(f"u{ord(char)}", char))
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.app.screen.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def line(self, text: str) -> None:
        await self.type(text)
        await self.press("enter")

    def facts(self) -> list:
        """The facts since the last look."""
        new = self.record.rows[self._seen :]
        self._seen = len(self.record.rows)
        return [event_of(row).fact for row in new]

    def names(self) -> list[str]:
        """The facts since the last look, by name."""
        return [type(fact).__name__ for fact in self.facts()]

    @property
    def text(self) -> str:
        """What is on the screen."""
        strips = self.app.screen._compositor.render_strips()
        below = [s for s in self.app.screen_stack if s is not self.app.screen]
        rows = ["".join(segment.text for segment in strip) for strip in strips]
        if self.app.screen.is_modal and below:
            under = below[-1]._compositor.render_strips()
            rows += ["".join(segment.text for segment in strip) for strip in under]
        return "\n".join(rows)


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def live_room(
    archive: Archive,
    *before: c.Command,
    size: tuple[int, int] = (80, 24),
    look: Look | None = None,
    hearing: Ear | None = None,
    **prepared,
) -> AsyncIterator[Room]:
    """A live room on a meeting that has been opened, after `before`; `hearing` takes the ear's place."""
    clock = Hand()
    branch = archive.branch()
    record = archive.new_meeting(START.date(), ear=hearing or ear_of(archive))
    record.clock = clock
    prepare = c.Prepare(
        branch=branch.name,
        members=branch.members,
        day=START.date(),
        chair=branch.members[0].name,
        recorder="宓小满",
        seasonal=("秸秆禁烧",),
        **prepared,
    )
    for command in (prepare, c.Open(), *before):
        clock.now += timedelta(seconds=1)
        record.do(command)
    app = ShaitaiApp(archive, archive.folder, look=look)
    app.hall.record = record
    app.hall.propose = by_word
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(LiveScreen(app.hall))
        await pilot.pause()
        await pilot.pause()
        yield Room(app, pilot, clock)
