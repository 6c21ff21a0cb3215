"""The verbs that open a screen."""

from __future__ import annotations

import argparse
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from store.archive import Archive

from ..terminal import follow_the_window, need_terminal, set_up_input_methods
from .verb import Verb, archive_of, settings_of

if TYPE_CHECKING:
    from screens.base import Hall
    from screens.county import CountyScreen
    from screens.home import HomeScreen
    from screens.playing import Play

    from ..look import Look


def open_screens(archive: Archive, options: argparse.Namespace, play: Play | None = None) -> int:
    """Open the screens on `archive`; Refused where the terminal does not do.

    With a `play`, the room in which it plays is entered at once.
    """
    need_terminal()
    follow_the_window()
    set_up_input_methods()
    from screens.home import HomeScreen

    from ..app import LOOK_AROUND, run

    def home(hall: Hall) -> HomeScreen:
        screen = HomeScreen(hall, at_once=play is not None)
        if play is not None:
            hall.play, hall.look_around = play, None
        else:
            screen.first_start = hall.to_set_up()
        return screen

    while (status := run(archive, settings_of(options), look_of(options), home)) == LOOK_AROUND:
        from .showing import show

        show(options)
    return status


def look_of(options: argparse.Namespace) -> Look:
    """The look that is asked for, else the one that is set."""
    from ..look import asked_look

    return asked_look(settings_of(options), options.theme, options.ascii)


def open_county(url: str, options: argparse.Namespace) -> int:
    """Open the screens on the records of a county, read-only; Refused where it cannot be reached."""
    need_terminal()
    from store.county.reading import CountyMeetings

    from ..county import server_at

    server = server_at(url)
    # A password is asked for before the screens take the terminal.
    meetings = CountyMeetings(server)
    follow_the_window()
    set_up_input_methods()
    from screens.county import CountyScreen

    from ..app import run

    def county(hall: Hall) -> CountyScreen:
        hall.past, hall.read_only = meetings, True
        return CountyScreen(hall, server.where, meetings.view)

    # What the screens keep for themselves, such as the branch at hand, is gone with them.
    with tempfile.TemporaryDirectory(prefix="shaitai-county-") as folder:
        try:
            return run(Archive(Path(folder)), settings_of(options), look_of(options), county)
        finally:
            meetings.close()


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

        def board(hall: Hall) -> BoardScreen:
            find = partial(follow_running, archive, options.meeting)
            return BoardScreen(hall, find, lambda: datetime.now().astimezone())

        return run(archive, settings_of(options), look_of(options), board)
