"""The verbs that open a screen, and those that this version names but does not have yet."""

from __future__ import annotations

import argparse
import tempfile
from importlib import resources
from pathlib import Path

from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive

from ..terminal import need_terminal, set_up_input_methods
from .replaying import play, read_script
from .verb import Verb


def open_screens(archive: Archive) -> int:
    """Open the screens on `archive`; Refused where the terminal does not do."""
    need_terminal()
    set_up_input_methods()
    from ..app import run

    return run(archive)


class Demo(Verb):
    """`shaitai demo`: a made-up meeting in an archive that is gone afterwards."""

    name = "demo"
    help = N_("Look around in a made-up branch; nothing of it stays.")

    def run(self, options: argparse.Namespace) -> int:
        need_terminal()
        with tempfile.TemporaryDirectory(prefix="shaitai-demo-") as folder:
            archive = Archive(Path(folder))
            with resources.as_file(resources.files("tui").joinpath("data/demo.jsonl")) as script:
                play(read_script(script), archive).close()
            return open_screens(archive)


class NotYet(Verb):
    """A verb that is planned: it says so and does nothing."""

    def __init__(self, name: str, help: str) -> None:
        self.name = name
        self.help = help

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)

    def run(self, options: argparse.Namespace) -> int:
        raise Refused(_("This version does not have `{verb}` yet.").format(verb=self.name))
