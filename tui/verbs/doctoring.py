"""`doctor`: what is right on this machine, and how to mend what is not."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from locales import N_, _
from meeting.refusal import Refused
from store.settings import Settings

from ..doctor.archive import archive, mend
from ..doctor.finding import Finding
from ..doctor.fonts import fonts
from ..doctor.keyboard import keyboard
from ..doctor.terminal import terminal
from .verb import Verb, archive_folder, settings_of
from .words import say


class Doctor(Verb):
    """`shaitai doctor`: exit 0 when all is well, 1 when something is to be mended."""

    name = "doctor"
    help = N_("Look at terminal, input method, archive, settings and fonts: what is right, what to mend.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help=_("mend what can be mended"))

    def run(self, options: argparse.Namespace) -> int:
        folder, settings = archive_folder(options), settings_of(options)
        if options.mend:
            mend(folder)
        well = True
        for right, told in (
            *terminal(os.environ),
            *keyboard(os.environ, sys.stdout.encoding or "ascii"),
            *archive(folder),
            *_set(settings),
            *_fonts(settings),
        ):
            say((_("ok  ") if right else _("MEND")) + " " + told)
            well = well and right
        return 0 if well else 1


def _set(settings: Settings) -> Iterator[Finding]:
    """The settings file and the files it names."""
    from exports.usable import problem_of

    if settings.path is None:
        return
    if settings.path.exists() and not settings.problems:
        yield True, _("settings {path}").format(path=settings.path)
    for problem in settings.problems:
        yield False, problem
    for key in ("paper.template", "paper.page", "files.keys"):
        if named := settings.text(key):
            problem = problem_of(key, named)
            yield not problem, problem or f"{key}: {named}"


def _fonts(settings: Settings) -> Iterator[Finding]:
    from exports.page import house_page, read_page

    own = settings.file("paper.page")
    try:
        page = read_page(own) if own else house_page()
    except Refused:
        # Said with the settings.
        page = house_page()
    yield from fonts(page)
