"""`doctor`: what is right on this machine, and how to mend what is not."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from exports.page import house_page
from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive
from store.lock import holder
from store.privacy import close_to_others, exposed

from ..terminal import LEAST_COLUMNS, LEAST_ROWS
from .verb import Verb, archive_folder, asked_archive
from .words import say

Finding = tuple[bool, str]


class Doctor(Verb):
    """`shaitai doctor`: exit 0 when all is well, 1 when something is to be mended."""

    name = "doctor"
    help = N_("Look at the terminal, the archive and the fonts: what is right, what to mend.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help=_("mend what can be mended"))

    def run(self, options: argparse.Namespace) -> int:
        folder = archive_folder(asked_archive(options))
        if options.mend:
            _mend(folder)
        findings = [*_terminal(), *_archive(folder), *_fonts()]
        for right, told in findings:
            say((_("ok  ") if right else _("MEND")) + " " + told)
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
    try:
        archive.branch()
    except Refused as refused:
        yield False, refused.reason
    if open_to_others := exposed(folder):
        told = _("{count} files can be read by others, such as {path}: mend with `shaitai doctor --mend`")
        yield False, told.format(count=len(open_to_others), path=open_to_others[0])
    else:
        yield True, _("only you can open it")
    left_over = [id for id in archive.ids() if holder(archive.named(id).path)]
    for id in left_over:
        told = _("{meeting} is held by {who}")
        yield True, told.format(meeting=id, who=holder(archive.named(id).path))
    free = shutil.disk_usage(folder).free // 1_000_000
    yield free > 100, _("{free} MB free").format(free=free)
    if behind := archive.catalogue.behind():
        yield True, _("{count} meetings are to be read into the catalogue").format(count=behind)
    problems = [summary for summary in archive.summaries() if summary.problem]
    for summary in problems:
        told = _("{problem} What holds of it is saved with `shaitai doctor --mend`.")
        yield False, told.format(problem=summary.problem)
    if not problems:
        yield True, _("{count} meetings, all readable").format(count=len(archive.ids()))


def _mend(folder: Path) -> None:
    archive = Archive(folder)
    if closed := close_to_others(folder):
        say(_("{count} files are yours alone again").format(count=closed))
    for summary in archive.unreadable():
        try:
            record = archive.open(summary.id)
        except Refused as refused:
            say(refused.reason)
        else:
            say(f"{summary.id}: {record.notice}")
            record.close()


def _fonts() -> Iterator[Finding]:
    if shutil.which("fc-list") is None:
        return
    try:
        listed = subprocess.run(
            ["fc-list", ":", "family"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=20,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        yield False, _("the fonts cannot be listed: {error}").format(error=error)
        return
    for chain in house_page().fonts.chains():
        found = next((family for family in chain if family in listed), None)
        if found:
            yield True, _("font {asked}: shown in {found}").format(asked=chain[0], found=found)
        else:
            yield False, _("font {asked}: install it or {others}").format(asked=chain[0], others=chain[-1])
