"""The branches of an archive as they are today: name, roster, checklist and allow-list, all in one file.

The file has a document for each branch, and one that says which of them was chosen last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from filelock import FileLock
from tinydb.table import Document

from locales import _
from meeting.codec import from_plain, to_plain
from meeting.language.kinds import Category, Loudness
from meeting.refusal import Refused
from meeting.roster import Member, Roster
from meeting.topics import Topic, standing

from .atomic import PRIVATE_FILE
from .damage import Damaged
from .journal import load
from .snapshot import Tables
from .stamps import stamp_of
from .table import JournalDB

FORMAT: Final = 1
PATIENCE: Final = 10
"""Seconds to wait for another window that is writing the file."""


@dataclass(frozen=True, slots=True)
class Loud:
    """How readily one category of the ear speaks up in this branch."""

    category: Category
    loudness: Loudness


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What a new meeting starts from."""

    number: int = 1
    """Which of the archive's branches it is; it never changes, the name may."""
    name: str = ""
    formerly: tuple[str, ...] = ()
    """Names it bore before: the meetings held under them are its own."""
    members: tuple[Member, ...] = ()
    standing: tuple[Topic, ...] = ()
    """The branch's own standing checklist."""
    allowed: tuple[str, ...] = ()
    """Words that are never flagged in this branch."""
    language: str = "zh"
    """The record's language."""
    loudness: tuple[Loud, ...] = ()
    """The categories of the ear that the branch has turned; all others are normal."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name it bears and those it bore; none where it has no name yet."""
        return (self.name, *self.formerly) if self.name else self.formerly


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches of an archive, by number; never none."""

    all: tuple[Branch, ...]
    chosen: int
    """The number of the branch chosen last."""

    def numbered(self, number: int) -> Branch:
        """The branch of this number; the one chosen last where it is gone."""
        found = {branch.number: branch for branch in self.all}
        return found.get(number) or found.get(self.chosen) or self.all[0]


def read_branches(path: Path) -> Branches:
    """The branches in `path`, or a new one; Refused when the file is damaged or newer than the program."""
    new = Branches((Branch(standing=standing()),), 1)
    return (_read_file(path, stamp_of(path)) or new) if path.exists() else new


@lru_cache(maxsize=4)
def _read_file(path: Path, _stamp: object) -> Branches | None:
    """The branches of a file, read once for each change: a county's rosters take a tenth of a second."""
    try:
        tables = load(path).tables
    except (OSError, Damaged) as error:
        raise Refused(_broken(path.name)) from error
    return branches_in(tables, path.name) if tables else None


def branches_in(tables: Tables, name: str) -> Branches:
    """The branches that the file `name` holds; Refused where it is none, or a newer one."""
    try:
        stored = [(int(key), row["format"], row["data"]) for key, row in tables["branch"].items()]
        chosen = tables.get("chosen", {}).get("1", {"branch": stored[0][0]})["branch"]
    except (KeyError, IndexError, ValueError) as error:
        raise Refused(_broken(name)) from error
    return Branches(tuple(_read(*row, name) for row in stored), chosen)


def _broken(name: str) -> str:
    return _("{file} cannot be read: restore it from a backup.").format(file=name)


def _read(number: int, version: Any, data: dict[str, Any], name: str) -> Branch:
    if type(version) is not int or version < 1:
        raise Refused(_broken(name))
    if version > FORMAT:
        raise Refused(
            _("{file} was written by a newer version of the program: please update.").format(file=name)
        )
    for older in range(version, FORMAT):
        data = _CONVERTERS[older](data)
    return replace(from_plain(Branch, data), number=number)


def write_branch(path: Path, branch: Branch, *, choose: bool = False) -> None:
    """Put `branch` on disk, as the one chosen if asked.

    Refused when its roster is not one or another branch has its name, OSError when it cannot be written.
    """
    Roster(branch.members)
    with FileLock(path.with_suffix(".lock"), timeout=PATIENCE, mode=PRIVATE_FILE):
        others = [each for each in read_branches(path).all if each.number != branch.number]
        if branch.name and any(branch.name in each.names for each in others):
            told = _("Another branch is called {name}, or was: give this one another name.")
            raise Refused(told.format(name=branch.name))
        with JournalDB(path) as db:
            db.table("branch").upsert(Document({"format": FORMAT, "data": to_plain(branch)}, branch.number))
            if choose:
                db.table("chosen").upsert(Document({"branch": branch.number}, 1))


_CONVERTERS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""Version → how its data becomes that of the next version."""
