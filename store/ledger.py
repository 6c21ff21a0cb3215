"""The ledger of seals: which meetings were sealed, in what order, so that a missing one is missed.

It is no part of any seal: without it every record still verifies, only the removal of the newest sealed
meetings would go unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock

from locales import _
from meeting.refusal import Refused

from .atomic import PRIVATE_FILE
from .damage import Damaged
from .journal import load
from .snapshot import Tables
from .table import JournalDB

PATIENCE: Final = 10
"""Seconds to wait for another program that is noting a seal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One seal: the meeting's id, its branch and the digest."""

    meeting: str
    branch: str
    digest: str


def entries_in(tables: Tables) -> list[Entry]:
    """The seals that a ledger's file holds; Damaged where it is none."""
    try:
        rows = tables.get("seals", {}).values()
        return [Entry(row["meeting"], row["branch"], row["digest"]) for row in rows]
    except KeyError as error:
        raise Damaged("no ledger") from error


class Ledger:
    """The seals of an archive, oldest first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        """All seals in the order in which they were set; Refused where the file is damaged."""
        if not self._path.exists():
            return []
        try:
            return entries_in(load(self._path).tables)
        except Damaged as error:
            told = _("{file} cannot be read: restore it from a backup.")
            raise Refused(told.format(file=self._path.name)) from error

    def note(self, *entries: Entry) -> None:
        """Add seals that are not noted yet; durable before it returns."""
        with self._lock(), JournalDB(self._path) as db:
            known = {row["digest"] for row in db.table("seals")}
            db.table("seals").insert_multiple(
                {"meeting": each.meeting, "branch": each.branch, "digest": each.digest}
                for each in entries
                if each.digest not in known
            )

    def last(self, branch: str) -> str:
        """The newest seal of `branch`; empty for none."""
        return next((each.digest for each in reversed(self.entries()) if each.branch == branch), "")

    def _lock(self) -> FileLock:
        return FileLock(self._path.with_suffix(".lock"), timeout=PATIENCE, mode=PRIVATE_FILE)
