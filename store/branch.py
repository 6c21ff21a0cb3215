"""The branch as it is today: its name, roster, checklist and allow-list, in one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tinydb.table import Document

from locales import _
from meeting.codec import from_plain, to_plain
from meeting.language.kinds import Category, Loudness
from meeting.refusal import Refused
from meeting.roster import Member, Roster
from meeting.topics import Topic, standing

from .damage import Damaged
from .journal import load
from .table import JournalDB

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Loud:
    """How readily one category of the ear speaks up in this branch."""

    category: Category
    loudness: Loudness


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
    loudness: tuple[Loud, ...] = ()
    """The categories of the ear that the branch has turned; all others are normal."""


def read_branch(path: Path) -> Branch:
    """The branch in `path`, or a new one; Refused when the file is damaged or newer than the program."""
    broken = _("{file} cannot be read: restore it from a backup.").format(file=path.name)
    if not path.exists():
        return Branch(standing=standing())
    try:
        tables = load(path).tables
        if not tables:
            return Branch(standing=standing())
        (stored,) = tables["branch"].values()
        version, data = stored["format"], stored["data"]
    except (OSError, Damaged, KeyError, ValueError) as error:
        raise Refused(broken) from error
    if type(version) is not int or version < 1:
        raise Refused(broken)
    if version > FORMAT:
        raise Refused(
            _("{file} was written by a newer version of the program: please update.").format(file=path.name)
        )
    for older in range(version, FORMAT):
        data = _CONVERTERS[older](data)
    return from_plain(Branch, data)


def write_branch(path: Path, branch: Branch) -> None:
    """Put `branch` on disk; Refused when its roster is not one, OSError when it cannot be written."""
    Roster(branch.members)
    with JournalDB(path) as db:
        db.table("branch").upsert(Document({"format": FORMAT, "data": to_plain(branch)}, 1))


_CONVERTERS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""Version → how its data becomes that of the next version."""
