"""The archive: a private folder with the branch, its meetings and the ledger of their seals."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from locales import _
from meeting.commands import Command
from meeting.refusal import Refused
from meeting.rules import Ear, deaf
from meeting.state import MeetingState, Stage
from meeting.topics import standing

from .atomic import cannot_write, private_folder
from .branch import Branch, Branches, read_branches, write_branch
from .catalogue import Catalogue, go_on
from .following import Follower
from .ledger import Entry, Ledger
from .lock import WriterLock
from .meeting_file import MeetingFile, Unreadable, session_of
from .reading import Hit, Pledged, Progress, Wanted
from .record import Record
from .rescue import rescue
from .summary import Summary

T = TypeVar("T")
STAGING: Final = "importing"
"""The folder in an archive where meetings of another one wait until all are verified."""


class Archive:
    """The folder in which everything is kept: `branch.json`, `meetings/`, `seals.json` and the catalogue."""

    def __init__(self, folder: Path) -> None:
        """Open `folder`, made where it is missing.

        One that cannot be written is `read_only` where there are meetings in it, else Refused.
        """
        self.folder = folder
        self.read_only = False
        """Can the meetings only be read, as on a stick that is locked?"""
        self._chosen = 0
        """The number of the branch at hand; 0 before it was asked for."""
        try:
            private_folder(folder)
            private_folder(folder / "meetings")
        except (FileExistsError, NotADirectoryError) as error:
            raise Refused(_("{path} is a file, not an archive folder.").format(path=folder)) from error
        except OSError as error:
            if not os.access(folder / "meetings", os.R_OK | os.X_OK):
                raise Refused(cannot_write(folder)) from error
        self.read_only = not all(os.access(path, os.W_OK) for path in (folder, folder / "meetings"))

    @property
    def _branch_path(self) -> Path:
        return self.folder / "branch.json"

    @property
    def ledger(self) -> Ledger:
        """The ledger of seals."""
        return Ledger(self.folder / "seals.json")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The list of all meetings and the search in them; a cache, kept elsewhere of a read-only archive."""
        if not self.read_only:
            return Catalogue(self.folder)
        self._aside = TemporaryDirectory(prefix="shaitai-")
        return Catalogue(self.folder, Path(self._aside.name))

    def branches(self) -> tuple[Branch, ...]:
        """All branches as they are today, by number."""
        return self._branches().all

    def branches_to_read(self) -> tuple[Branch, ...]:
        """All branches, for reading; none where their file is damaged."""
        try:
            return self.branches()
        except Refused:
            return ()

    def branch(self) -> Branch:
        """The branch at hand, as it is today: the one chosen last, whatever another window chooses now."""
        found = self._branches()
        if not self._chosen:
            self._chosen = found.chosen
        return found.numbered(self._chosen)

    def branch_to_read(self) -> tuple[Branch, str]:
        """The branch at hand, for reading; one without a name, and why, where its file is damaged."""
        try:
            return self.branch(), ""
        except Refused as refused:
            return Branch(standing=standing()), refused.reason

    def keep_branch(self, branch: Branch) -> None:
        """Put a branch on disk; Refused says what is wrong with it or with the disk.

        The name it bore before stays with it, and so do the meetings held under that name.
        """
        found = {each.number: each for each in self._branches().all}
        was = found[branch.number].name if branch.number in found else ""
        if was and was != branch.name:
            formerly = [name for name in (*branch.formerly, was) if name != branch.name]
            branch = replace(branch, formerly=tuple(dict.fromkeys(formerly)))
        self._write_branch(branch)

    def choose_branch(self, branch: Branch) -> None:
        """Have a branch at hand from now on, in later windows too; one that is not known yet is kept."""
        if not self.read_only:
            self._write_branch(branch, choose=True)
        self._chosen = branch.number

    def free_number(self) -> int:
        """The number of a new branch: that of the one without a name, as in a new archive, else the next."""
        branches = self.branches()
        unnamed = [branch.number for branch in branches if not branch.name]
        return unnamed[0] if unnamed else max(branch.number for branch in branches) + 1

    def names_elsewhere(self) -> frozenset[str]:
        """The names of the other branches of the archive, those they bore before included."""
        here = self.branch_to_read()[0].number
        return frozenset(
            name for each in self.branches_to_read() if each.number != here for name in each.names
        )

    def _branches(self) -> Branches:
        return read_branches(self._branch_path)

    def _write_branch(self, branch: Branch, *, choose: bool = False) -> None:
        self._needs_writing()
        try:
            write_branch(self._branch_path, branch, choose=choose)
        except OSError as error:
            raise Refused(cannot_write(self.folder)) from error

    def new_meeting(self, day: date, *, ear: Ear = deaf) -> Record:
        """A new, empty meeting, open for writing."""
        self._needs_writing()
        file = self.named(f"{day.isoformat()}-{token_hex(2)}")
        try:
            file.create()
        except OSError as error:
            raise Refused(cannot_write(self.folder)) from error
        return self.open(file.id, ear=ear)

    def open(self, meeting: str, *, ear: Ear = deaf) -> Record:
        """The meeting open for writing; Held when another program writes it, Refused when it is not there.

        What a crash left is put right and said in the record's `notice`: a lock taken over, a damaged file
        set aside.
        """
        file = self.file(meeting)
        self._needs_writing()
        try:
            lock = WriterLock(file.path)
        except OSError as error:
            raise Refused(cannot_write(self.folder)) from error
        notices = [_taken_over(lock.left_over)] if lock.left_over else []
        try:
            try:
                return Record(file, ear=ear, lock=lock, notice=" ".join(notices))
            except Unreadable:
                notices.append(rescue(file).told)
                return Record(file, ear=ear, lock=lock, notice=" ".join(notices))
        except OSError as error:
            lock.release()
            raise Refused(cannot_write(self.folder)) from error
        except BaseException:
            lock.release()
            raise

    def mend(self, meeting: str) -> str:
        """Save what holds of a damaged meeting; one sentence on it. Refused where nothing holds."""
        record = self.open(meeting)
        record.close()
        return record.notice

    def follow(self, meeting: str) -> Follower:
        """The meeting read-only, to be followed while another program writes it."""
        return Follower(self.file(meeting))

    def seal(self, record: Record, at: datetime | None = None) -> None:
        """Seal the signed record, chained to its branch's last seal, and note it in the ledger."""
        branch = record.state.head.branch if record.state.head else ""
        record.seal(self.last_seal(branch), at)
        self.note_seals(record)

    def note_seals(self, record: Record) -> None:
        """Note the seals of `record` in the ledger, behind what is being written."""
        if entries := _entries(record.id, record.state):
            record.afterwards(lambda: self.ledger.note(*entries))

    def amend(self, meeting: str, amendment: Command) -> MeetingState:
        """Add an amendment or a word on a pledge to a sealed meeting and seal it anew; the record with it.

        Refused where it cannot be.
        """
        record = self.open(meeting)
        try:
            record.do(amendment)
            self.note_seals(record)
            record.flush()
        except OSError as error:
            raise Refused(cannot_write(self.folder)) from error
        finally:
            record.close()
        return record.state

    def last_seal(self, branch: str) -> str:
        """The digest that the next sealed meeting of `branch` is chained to; empty for the first."""
        noted = {entry.meeting for entry in self.ledger.entries()}
        sealed = self._up_to_date(lambda catalogue: catalogue.ids((Stage.SEALED,)))
        for id in [id for id in reversed(sealed) if id not in noted]:
            # Sealed before there was a ledger, or when it could not be written.
            self.ledger.note(*_entries(id, self.read(id)))
        return self.ledger.last(branch)

    def file(self, meeting: str) -> MeetingFile:
        """The file of a meeting given by id, by date or as `last`; Refused when there is none."""
        known = self.ids()
        if meeting == "last" and known:
            return self.named(known[0])
        found = [id for id in known if id == meeting] or [id for id in known if id.startswith(f"{meeting}-")]
        if not found:
            raise Refused(
                _("There is no meeting {meeting}: `shaitai list` shows them.").format(meeting=meeting)
            )
        if len(found) > 1:
            raise Refused(
                _("Several meetings were held on {meeting}: name one of {ids}.").format(
                    meeting=meeting, ids=", ".join(found)
                )
            )
        return self.named(found[0])

    def find(self, meeting: str) -> str:
        """The id of a meeting given by id, by date or as `last`; Refused when there is none."""
        return self.file(meeting).id

    def read(self, meeting: str) -> MeetingState:
        """The meeting's state, without opening it for writing."""
        return self.file(meeting).session().state

    def sealed(self, id: str, digest: str) -> MeetingState:
        """The meeting as it was under one of its seals: without what was amended later."""
        rows = self.named(id).rows()
        ends = [
            row["id"] for row in rows if row["fact"] == "RecordSealed" and row["data"]["digest"] == digest
        ]
        return session_of(rows[: ends[0]] if ends else rows, f"{id}.json").state

    def ids(self) -> list[str]:
        """The ids of all meetings, newest first."""
        names = (entry.name for entry in os.scandir(self.folder / "meetings"))
        return sorted((name[:-5] for name in names if name.endswith(".json")), reverse=True)

    def catch_up(self, progress: Progress) -> bool:
        """Read into the catalogue what has changed on disk; False when `progress` asked to stop."""
        return self.catalogue.catch_up(progress)

    def summaries(self) -> list[Summary]:
        """All meetings for the list, newest first; what cannot be read is in it, as such."""
        return self._listed(tuple(Stage))

    def unfinished(self) -> list[Summary]:
        """The meetings that are prepared, running or unsigned, newest first."""
        return self._listed((Stage.PREPARED, Stage.RUNNING, Stage.ADJOURNED))

    def unreadable(self) -> list[Summary]:
        """The meetings that cannot be read, each with its problem."""
        return [summary for summary in self._listed((Stage.EMPTY,)) if summary.problem]

    def pledges(self, *branches: str) -> list[Pledged]:
        """Every pledge of a branch, by its names, where it stands in its newest meeting; oldest first."""
        return self._up_to_date(lambda catalogue: catalogue.pledges(*branches))

    def search(self, wanted: Wanted, limit: int = -1) -> list[Hit]:
        """The lines that hold all words wanted, newest meeting first; at most `limit`, all when negative."""
        return self._up_to_date(lambda catalogue: catalogue.search(wanted, limit))

    def _needs_writing(self) -> None:
        if self.read_only:
            raise Refused(cannot_write(self.folder))

    def _listed(self, stages: Collection[Stage]) -> list[Summary]:
        return self._up_to_date(lambda catalogue: catalogue.summaries(stages=stages))

    def _up_to_date(self, ask: Callable[[Catalogue], T]) -> T:
        self.catch_up(go_on)
        return ask(self.catalogue)

    def named(self, id: str) -> MeetingFile:
        """The file of exactly this id, whether it is there or not."""
        return MeetingFile(self.folder / "meetings" / f"{id}.json")


def _entries(id: str, state: MeetingState) -> list[Entry]:
    branch = state.head.branch if state.head else ""
    return [Entry(id, branch, seal.digest) for seal in state.seals]


def _taken_over(who: str) -> str:
    told = _("The program ended without order last time ({who}); the meeting is taken over from there.")
    return told.format(who=who)
