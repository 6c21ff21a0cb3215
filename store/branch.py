"""The branch as it is today: its name, roster, checklist and allow-list, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tinydb import TinyDB

from locales import _
from meeting.codec import from_plain, to_plain
from meeting.refusal import Refused
from meeting.roster import Member, Roster
from meeting.topics import Topic, standing

from .atomic import AtomicStorage

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What a new meeting starts from."""

    name: str = ""
    members: tuple[Member, ...] = ()
    standing: tuple[Topic, ...] = ()
    """The branch's own standing checklist."""
    allowed: tuple[str, ...] = ()
    """Words that are never flagged in this branch."""
    language: str = "zh"
    """The record's language."""


def read_branch(path: Path) -> Branch:
    """The branch in `path`, or a new one; Refused when the file is damaged or newer than the program."""
    try:
        tables = AtomicStorage(path).read()
    except (OSError, ValueError) as error:
        raise Refused(_("{file} cannot be read: restore it from a backup.").format(file=path.name)) from error
    if not tables:
        return Branch(standing=standing())
    try:
        (stored,) = tables["branch"].values()
        version, data = stored["format"], stored["data"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(_("{file} cannot be read: restore it from a backup.").format(file=path.name)) from error
    if version > FORMAT:
        raise Refused(
            _("{file} was written by a newer version of the program: please update.").format(file=path.name)
        )
    return from_plain(Branch, data)


def write_branch(path: Path, branch: Branch) -> None:
    """Put `branch` on disk; Refused when its roster is not one, OSError when it cannot be written."""
    Roster(branch.members)
    table = TinyDB(path, storage=AtomicStorage).table("branch")
    stored = {"format": FORMAT, "data": to_plain(branch)}
    if table.contains(doc_id=1):
        table.update(stored, doc_ids=[1])
    else:
        table.insert(stored)
