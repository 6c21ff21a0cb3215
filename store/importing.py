"""Bringing in another archive's sealed meetings: verified first, nothing overwritten, all or nothing.

They are staged in a folder of this archive, verified there, and only then moved among its meetings, the
oldest first: killed or cancelled before, nothing has changed; killed while they are moved, what is here is
whole, and importing again brings the rest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from filelock import FileLock, Timeout

from locales import _
from meeting.refusal import Refused, not_written
from meeting.rows import Row
from meeting.seal import seals

from .archive import STAGING, Archive
from .atomic import PRIVATE_FILE, sync_folder
from .ledger import Entry
from .meeting_file import MeetingFile, packed, session_of
from .reading import Progress
from .restoring import Fate, restore_meeting
from .sources import Source
from .verify import Finding, Verifier


@dataclass(frozen=True, slots=True)
class Imported:
    """One meeting of the other archive and what became of it; `why` says it where it was left behind."""

    meeting: str
    fate: Fate
    why: str = ""
    unsealed: bool = False
    """Was it left behind for no other reason than that it is not sealed yet?"""

    @property
    def wrong(self) -> bool:
        """Is there something to look into: a conflict, or a meeting altered, damaged or missing there?"""
        return self.fate is Fate.DIFFERS or (self.fate is Fate.LEFT and not self.unsealed)


def bring_in(archive: Archive, source: Source, progress: Progress) -> list[Imported] | None:
    """Bring the sealed meetings of `source` into `archive`, and the rosters of branches not known here.

    What became of each, oldest first; None, and nothing has changed, where `progress` asked to stop. Refused
    where the archive cannot be written or another window is importing.
    """
    try:
        with _staging(archive) as staged:
            return _Import(archive, source, staged).done(progress)
    except OSError as error:
        raise not_written(archive.folder, error) from error


@contextmanager
def _staging(archive: Archive) -> Iterator[Archive]:
    """An empty archive in a folder of this one; gone at the end, and so is what a kill left of one before."""
    folder = archive.folder / STAGING
    try:
        with FileLock(folder.with_suffix(".lock"), timeout=0, mode=PRIVATE_FILE):
            shutil.rmtree(folder, ignore_errors=True)
            try:
                yield Archive(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except Timeout as error:
        raise Refused(_("Another window is importing: wait until it is done.")) from error


class _Import:
    """One import, from the first file read to the last one moved."""

    def __init__(self, archive: Archive, source: Source, staged: Archive) -> None:
        self._archive, self._source, self._staged = archive, source, staged
        self._noted = [entry.meeting for entry in source.noted()]
        self._known = {entry.digest for entry in archive.ledger.entries()}
        self._told: dict[str, Imported] = {}
        self._entries: list[Entry] = []
        """The seals of what is staged, in their order, and of what is here already."""
        self._previous: dict[str, str] = {}
        """Staged meeting → the seal that its first one is chained to."""

    def done(self, progress: Progress) -> list[Imported] | None:
        """All of it; None where `progress` asked to stop."""
        ids = self._source.ids()
        steps = 2 * len(ids)
        for step, id in enumerate(ids):
            if not progress(step, steps):
                return None
            self._told[id] = self._stage(id)
        self._staged.ledger.note(*self._entries)
        for gone in dict.fromkeys(self._noted):
            if gone not in self._told and not self._archive.named(gone).path.exists():
                self._tell(
                    gone, Fate.LEFT, _("ALTERED: {meeting} was sealed and is missing.").format(meeting=gone)
                )
        verifier = Verifier(self._staged, beside=Verifier(self._archive))
        for step, id in enumerate(ids, start=len(ids)):
            if not progress(step, steps):
                return None
            if id in self._previous:
                verdict = verifier.meeting(self._staged.named(id))
                if verdict.finding is not Finding.INTACT:
                    self._leave(id, verdict.told)
        self._leave_loose()
        self._move()
        self._take_rosters()
        progress(steps, steps)
        return [self._told[id] for id in sorted(self._told)]

    def _tell(self, id: str, fate: Fate, why: str = "") -> None:
        self._told[id] = Imported(id, fate, why)

    def _leave(self, id: str, why: str) -> None:
        self._tell(id, Fate.LEFT, why)
        self._previous.pop(id, None)

    def _stage(self, id: str) -> Imported:
        """Read a meeting and put it into the staging folder, if it is sealed and not here already."""
        try:
            rows = self._source.rows(id)
            fate, why = self._beside(self._archive.named(id), rows)
            found = seals(rows)
            if fate is Fate.SAME and found and self._known.issuperset(map(_digest, found)):
                return Imported(id, fate)
            state = session_of(rows, f"{id}.json").state
        except Refused as refused:
            return Imported(id, Fate.LEFT, refused.reason)
        if not found:
            if id in self._noted:
                told = _("ALTERED: {meeting} was sealed once and is not any more.")
                return Imported(id, Fate.LEFT, told.format(meeting=id))
            return Imported(id, Fate.LEFT, _("It is not sealed yet."), unsealed=True)
        name = state.head.branch if state.head else ""
        if fate in (Fate.SAME, Fate.NEWER, Fate.IMPORTED, Fate.UPDATED):
            self._entries += [Entry(id, name, _digest(row)) for row in found]
        if fate in (Fate.IMPORTED, Fate.UPDATED):
            self._staged.named(id).create(rows)
            self._previous[id] = found[0]["data"]["previous"]
        return Imported(id, fate, why)

    def _beside(self, here: MeetingFile, rows: list[Row]) -> tuple[Fate, str]:
        """How a meeting of the other archive compares with the one of the same id here."""
        if not here.path.exists():
            return Fate.IMPORTED, ""
        try:
            have = here.rows()
        except Refused as refused:
            return Fate.DIFFERS, refused.reason
        if have == rows:
            return Fate.SAME, ""
        if have == rows[: len(have)]:
            return Fate.UPDATED, ""
        return (Fate.NEWER if rows == have[: len(rows)] else Fate.DIFFERS), ""

    def _leave_loose(self) -> None:
        """Leave behind what is chained to a meeting that is left behind."""
        holder = {entry.digest: entry.meeting for entry in self._entries}
        here = Verifier(self._archive)
        while loose := [id for id in self._previous if self._is_loose(id, holder, here)]:
            for id in loose:
                self._leave(id, _("The meeting sealed before it is left behind."))

    def _is_loose(self, id: str, holder: dict[str, str], here: Verifier) -> bool:
        previous = self._previous[id]
        return bool(previous) and holder.get(previous) not in self._previous and not here.stands(previous)

    def _move(self) -> None:
        """Put what is staged among the meetings, the oldest first, then note the seals."""
        meetings = self._archive.folder / "meetings"
        for id in sorted(self._previous):
            staged = self._staged.named(id)
            if self._told[id].fate is Fate.UPDATED:
                self._tell(id, restore_meeting(self._archive.named(id), packed(id, staged.rows())))
            else:
                os.rename(staged.path, meetings / staged.path.name)
        sync_folder(meetings)
        kept = [entry for entry in self._entries if self._is_here(entry.meeting)]
        self._archive.ledger.note(*kept)

    def _is_here(self, id: str) -> bool:
        return self._told[id].fate in (Fate.IMPORTED, Fate.UPDATED, Fate.SAME)

    def _take_rosters(self) -> None:
        """The branches that are not known here come with their rosters; nobody's PIN leaves its archive."""
        for branch in self._source.branches():
            known = {name for each in self._archive.branches() for name in each.names}
            if branch.name and known.isdisjoint(branch.names):
                members = tuple(replace(member, pin="") for member in branch.members)
                self._archive.keep_branch(
                    replace(branch, number=self._archive.free_number(), members=members)
                )


def _digest(row: Row) -> str:
    digest: str = row["data"]["digest"]
    return digest
