"""What every screen of the house shares: the hall it stands in, its title, notice line and key bar."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.screen import ModalScreen, Screen

from meeting.proposals import Propose, nothing_proposed
from meeting.refusal import Refused
from store.archive import Archive
from store.behind import Behind
from store.draft import Draft
from store.reading import PastMeetings
from store.record import Record
from store.settings import Settings

from .dialogs import Ask, T
from .keys import bindings
from .playing import Play
from .widgets.field import KeepsCursor
from .widgets.keybar import KeyBar
from .widgets.row import Notice, Row


def wall_clock() -> datetime:
    """The computer's time, with its offset from UTC."""
    return datetime.now().astimezone()


def ignored(_key: str) -> None:
    """Nothing follows from a setting here."""


@dataclass
class Hall:
    """What the screens stand in: the archive, the meeting that is open for writing, where files go."""

    archive: Archive
    folder: Path
    """Where exported files are written."""
    record: Record | None = None
    propose: Propose = nothing_proposed
    """Which ticks what was said proposes."""
    play: Play | None = None
    """What plays a meeting by itself, in a demonstration."""
    problems: Sequence[str] = ()
    """What was wrong with the user's settings, to be said once on the home screen."""
    clock: Callable[[], datetime] = wall_clock
    """Where screens without an open meeting have the time from."""
    read_only: bool = False
    """Are the past meetings only read here, because others keep them?"""
    settings: Settings = field(default_factory=Settings)
    """What the user has set."""
    behind: Behind = field(default_factory=Behind)
    """Writes small files behind the screen."""
    settle: Callable[[str], None] = ignored
    """Makes a setting that was changed count on what is shown already, and keeps it."""
    look_around: Callable[[], None] | None = None
    """Shows the demonstration and comes back; None where that cannot be done from here."""
    past: PastMeetings = field(init=False)
    """Where past meetings are read; the archive's own unless others are put in their place."""

    def __post_init__(self) -> None:
        self.past = self.archive.catalogue

    @cached_property
    def first_draft(self) -> Draft:
        """What was typed at the first start and not finished."""
        return Draft(self.archive.folder / "first-start.json")

    def to_set_up(self) -> bool:
        """Does a first meeting still need something, or was the first start left half way?"""
        if self.first_draft.texts.get("step"):
            return True
        branch, problem = self.archive.branch_to_read()
        if problem:
            return False
        # Where there are meetings the roster is lost, not new: it can be had from the last of them.
        return not (branch.name and branch.members) and not self.archive.ids()

    def close_record(self) -> None:
        """Let go of the open meeting, if any; OSError where something of it stays unwritten."""
        if self.record is not None:
            record, self.record = self.record, None
            record.close()


class HouseScreen(KeepsCursor, Screen[None]):
    """A screen with a title line, its own content, a notice line and the key bar."""

    NAME: ClassVar[str] = ""
    """The first part of its keys' ids."""
    AUTO_FOCUS = "Input, OptionList"
    OF_MEETING: ClassVar[bool] = False
    """Does it belong to the open meeting, so that home goes on to it?"""
    COMES_BACK: ClassVar[bool] = False
    """Is it opened again when the language has changed?"""
    _laid_for = 0
    """The cells that the content was cut to; none yet for 0."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self._under_way: set[asyncio.Future[None]] = set()
        """What is being done aside."""
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings(self.NAME))])

    def compose(self) -> ComposeResult:
        yield Row(self.heading(), classes="title")
        yield from self.content()
        yield Notice()
        yield KeyBar(self.NAME, self.can)

    def can(self, action: str) -> bool:
        """Can this be done now? The bar and the palette say so; pressing the key says why not."""
        return True

    def offers(self, action: str) -> bool:
        """Does this command belong here at all? One that does not is neither bound nor told."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.offers(action)

    def heading(self) -> str:
        """The title line."""
        raise NotImplementedError

    def content(self) -> ComposeResult:
        """What is between the title and the notice line."""
        raise NotImplementedError

    def cells(self) -> int:
        """How wide the window is. Once it is another width, `lay_anew` is called."""
        self._laid_for = self.app.size.width
        return self._laid_for

    def lay_anew(self) -> None:
        """Cut anew what was cut to `cells()`."""

    def on_resize(self) -> None:
        if self._laid_for not in (0, self.app.size.width):
            self.lay_anew()

    def say(self, text: str) -> None:
        """Put one sentence on the notice line."""
        self.query_one(Notice).show(text)

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do `deed`; a refusal becomes the notice line and nothing else happens."""
        try:
            deed()
        except Refused as refused:
            self.say(refused.reason)
            return False
        return True

    def aside(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do `work`, which may wait for the disk, on a thread of its own, then go on with what it gives.

        A refusal is said. Where the screen has been left by then, nothing goes on.
        """
        over = asyncio.get_running_loop().create_future()
        self._under_way.add(over)

        def done(then: Callable[[], object]) -> None:
            try:
                if self.is_attached:
                    then()
            finally:
                self._under_way.discard(over)
                over.set_result(None)

        def on_thread() -> None:
            try:
                given = work()
            except Refused as refused:
                self.app.call_from_thread(done, partial(self.say, refused.reason))
            else:
                self.app.call_from_thread(done, partial(then, given))

        self.run_worker(on_thread, thread=True, group="aside", exit_on_error=True)

    async def answered(self, seconds: float) -> None:
        """Wait until nothing is being done aside any more, for so long at most."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._under_way and (left := end - loop.time()) > 0:
            await asyncio.wait(self._under_way, timeout=left)

    def ask(self, question: str, then: Callable[[str], object], value: str = "") -> None:
        """Ask for a line of text, then go on with it; leaving the question does nothing."""
        self.put(Ask(question, value), then)

    def put(self, dialog: ModalScreen[T | None], then: Callable[[T], object]) -> None:
        """Put a question; leaving it does nothing, an answer goes on to `then`."""

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    def record_safe(self) -> None:
        """The program may end now: keep what is only on the screen."""

    def action_help(self) -> None:
        """Say what can be done here."""
        from .help import HelpScreen

        self.app.push_screen(HelpScreen(self.NAME, self.offers))

    def action_back(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
