"""The verbs that open a screen, and those that this version names but does not have yet."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive
from store.branch import Branch

from ..terminal import follow_the_window, need_terminal, set_up_input_methods
from .replaying import hold
from .script import Step, read_script
from .verb import Verb, archive_of

if TYPE_CHECKING:
    from screens.base import Hall


def open_screens(archive: Archive, options: argparse.Namespace) -> int:
    """Open the screens on `archive`; Refused where the terminal does not do."""
    need_terminal()
    follow_the_window()
    set_up_input_methods()
    from ..app import run
    from ..look import asked_look

    return run(archive, asked_look(options.theme, options.ascii))


class BoardWindow(Verb):
    """`shaitai board`: a second window that follows the running meeting and writes nothing."""

    name = "board"
    help = N_("A second window for the projector: it follows the running meeting and writes nothing.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("meeting", nargs="?", default="", help=_("an id, a date or `last`"))

    def run(self, options: argparse.Namespace) -> int:
        need_terminal()
        archive = archive_of(options)
        if options.meeting:
            archive.file(options.meeting)
        follow_the_window()
        set_up_input_methods()
        from screens.board import BoardScreen

        from ..app import run
        from ..following import follow_running
        from ..look import asked_look

        def board(hall: Hall) -> BoardScreen:
            find = partial(follow_running, archive, options.meeting)
            return BoardScreen(hall, find, lambda: datetime.now().astimezone())

        return run(archive, asked_look(options.theme, options.ascii), opening=board)


class Demo(Verb):
    """`shaitai demo`: a made-up meeting in an archive that is gone afterwards."""

    name = "demo"
    help = N_("Look around in a made-up branch; nothing of it stays.")

    def run(self, options: argparse.Namespace) -> int:
        need_terminal()
        # Where a file still held for an instant cannot be removed, leaving must not fail.
        with tempfile.TemporaryDirectory(prefix="shaitai-demo-", ignore_cleanup_errors=True) as folder:
            archive = Archive(Path(folder) / "archive")
            fill(archive, datetime.now().astimezone())
            return open_screens(archive, options)


def fill(archive: Archive, now: datetime) -> str:
    """Put the made-up branch and its meeting, whose last step is just over, into `archive`; its id."""
    text = resources.files("tui").joinpath("data/demo.jsonl").read_text("utf-8")
    meeting = hold(_moved(read_script(text), now), archive)
    state = archive.read(meeting)
    members, standing = tuple(state.roster), state.checklist.standing
    archive.keep_branch(Branch(name=state.called.branch, members=members, standing=standing))
    return meeting


def _moved(steps: list[Step], now: datetime) -> list[Step]:
    """The steps moved in time so that the last one is just over, and the meeting said to be a demo."""
    late = now.replace(microsecond=0) - steps[-1].at
    moved = [replace(step, at=(step.at + late).astimezone(now.tzinfo)) for step in steps]
    today = {"day": now.date().isoformat(), "demo": True}
    return [replace(step, given=step.given | today) if step.do == "prepare" else step for step in moved]


class NotYet(Verb):
    """A verb that is planned: it says so and does nothing."""

    def __init__(self, name: str, help: str) -> None:
        self.name = name
        self.help = help

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)

    def run(self, options: argparse.Namespace) -> int:
        raise Refused(_("This version does not have `{verb}` yet.").format(verb=self.name))
