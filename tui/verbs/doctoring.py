"""`doctor`: what is right on this machine, and how to mend what is not."""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from exports.page import house_page
from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive

from ..terminal import LEAST_COLUMNS, LEAST_ROWS
from .verb import Verb, archive_folder

Finding = tuple[bool, str]


class Doctor(Verb):
    """`shaitai doctor`: exit 0 when all is well, 1 when something is to be mended."""

    name = "doctor"
    help = N_("Look at the terminal, the archive and the fonts: what is right, what to mend.")

    def run(self, options: argparse.Namespace) -> int:
        folder = archive_folder(options.archive)
        findings = [*_terminal(), *_archive(folder), *_fonts()]
        for right, told in findings:
            print(_("ok  ") if right else _("MEND"), told)
        return 0 if all(right for right, _told in findings) else 1


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield True, _("no terminal to look at here")
        return
    size = os.get_terminal_size()
    told = _("terminal {columns}×{rows}, at least {least_columns}×{least_rows}")
    yield (
        size.columns >= LEAST_COLUMNS and size.lines >= LEAST_ROWS,
        told.format(
            columns=size.columns, rows=size.lines, least_columns=LEAST_COLUMNS, least_rows=LEAST_ROWS
        ),
    )


def _archive(folder: Path) -> Iterator[Finding]:
    try:
        archive = Archive(folder)
    except Refused as refused:
        yield False, refused.reason
        return
    yield True, _("archive {path}").format(path=folder)
    if os.name == "posix":
        mode = stat.S_IMODE(folder.stat().st_mode)
        yield (
            mode & 0o077 == 0,
            _("only you can open it (mode {mode}; mend with chmod 700)").format(mode=f"{mode:o}"),
        )
    free = shutil.disk_usage(folder).free // 1_000_000
    yield free > 100, _("{free} MB free").format(free=free)
    problems = [summary for summary in archive.summaries() if summary.problem]
    for summary in problems:
        yield False, f"{summary.id}: {summary.problem}"
    if not problems:
        yield True, _("{count} meetings, all readable").format(count=len(archive.ids()))


def _fonts() -> Iterator[Finding]:
    if shutil.which("fc-list") is None:
        return
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    for chain in house_page().fonts.chains():
        found = next((family for family in chain if family in listed), None)
        if found:
            yield True, _("font {asked}: shown in {found}").format(asked=chain[0], found=found)
        else:
            yield False, _("font {asked}: install it or {others}").format(asked=chain[0], others=chain[-1])
