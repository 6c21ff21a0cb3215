"""The archive: can it be written, is it private, who holds it, is everything in it readable."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from locales import _
from meeting.refusal import Refused
from store.archive import Archive
from store.lock import holder
from store.privacy import close_to_others, exposed

from ..hearing import unread_words
from ..verbs.words import say
from .finding import Finding

ENOUGH = 100
"""Megabytes that should be free."""


def archive(folder: Path) -> Iterator[Finding]:
    """Look at the archive in `folder`; nothing is made where there is none."""
    if not folder.exists():
        yield _to_come(folder)
        return
    try:
        found = Archive(folder)
    except Refused as refused:
        yield False, refused.reason
        return
    yield True, _("archive {path}").format(path=folder)
    try:
        found.branch()
    except Refused as refused:
        yield False, refused.reason
    yield from ((False, problem) for problem in unread_words(folder))
    if open_to_others := exposed(folder):
        told = _("{count} files can be read by others, such as {path}: mend with `shaitai doctor --mend`")
        yield False, told.format(count=len(open_to_others), path=open_to_others[0])
    else:
        yield True, _("only you can open it")
    for id in found.ids():
        if who := holder(found.named(id).path):
            yield True, _("{meeting} is held by {who}").format(meeting=id, who=who)
    yield free(shutil.disk_usage(folder).free // 1_000_000)
    if behind := found.catalogue.behind():
        yield True, _("{count} meetings are to be read into the catalogue").format(count=behind)
    problems = [summary for summary in found.summaries() if summary.problem]
    for summary in problems:
        told = _("{problem} What holds of it is saved with `shaitai doctor --mend`.")
        here = found.named(summary.id).path.exists()
        yield False, told.format(problem=summary.problem) if here else summary.problem
    if not problems:
        yield True, _("{count} meetings, all readable").format(count=len(found.ids()))


def _to_come(folder: Path) -> Finding:
    above = next(parent for parent in folder.absolute().parents if parent.exists())
    if os.access(above, os.W_OK):
        return True, _("no archive yet; it will be made in {path}").format(path=folder)
    told = _("the archive cannot be made in {path}: name another folder with --archive")
    return False, told.format(path=folder)


def free(megabytes: int) -> Finding:
    """Is there room enough?"""
    if megabytes < ENOUGH:
        return False, _("only {free} MB free: make room, or take the archive to another disk").format(
            free=megabytes
        )
    return True, _("{free} MB free").format(free=megabytes)


def mend(folder: Path) -> None:
    """Take the archive away from others, and save what holds of damaged meetings."""
    found = Archive(folder)
    if closed := close_to_others(folder):
        say(_("{count} files are yours alone again").format(count=closed))
    for summary in found.unreadable():
        try:
            say(f"{summary.id}: {found.mend(summary.id)}")
        except Refused as refused:
            say(refused.reason)
