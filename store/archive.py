"""The archive: a private folder with the branch and its meetings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from locales import _
from meeting.refusal import Refused
from meeting.rules import Ear, deaf
from meeting.session import replay
from meeting.state import FollowUp, Head, MeetingState, Outcome, Stage

from .atomic import private_folder
from .branch import Branch, read_branch, write_branch
from .meeting_file import MeetingFile
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One meeting in the list; `problem` says why it cannot be read."""

    id: str
    stage: Stage = Stage.EMPTY
    head: Head | None = None
    due: int = 0
    came: int = 0
    disclosed: int = 0
    open_pledges: int = 0
    seal: str = ""
    problem: str = ""


class Archive:
    """The folder in which everything is kept: `branch.json` and `meetings/`."""

    def __init__(self, folder: Path) -> None:
        """Open `folder`, made where it is missing; Refused where it cannot be written."""
        self.folder = folder
        try:
            private_folder(folder)
            private_folder(folder / "meetings")
        except (FileExistsError, NotADirectoryError) as error:
            raise Refused(_("{path} is a file, not an archive folder.").format(path=folder)) from error
        except OSError as error:
            raise Refused(_cannot_write(folder)) from error
        if not os.access(folder / "meetings", os.W_OK):
            raise Refused(_cannot_write(folder))

    @property
    def _branch_path(self) -> Path:
        return self.folder / "branch.json"

    def branch(self) -> Branch:
        """The branch as it is today."""
        return read_branch(self._branch_path)

    def keep_branch(self, branch: Branch) -> None:
        """Put the branch on disk; Refused says what is wrong with it or with the disk."""
        try:
            write_branch(self._branch_path, branch)
        except OSError as error:
            raise Refused(_cannot_write(self.folder)) from error

    def new_meeting(self, day: date, *, ear: Ear = deaf) -> Record:
        """A new, empty meeting, open for writing."""
        file = self._file(f"{day.isoformat()}-{token_hex(2)}")
        try:
            file.create()
        except OSError as error:
            raise Refused(_cannot_write(self.folder)) from error
        return self.open(file.id, ear=ear)

    def open(self, meeting: str, *, ear: Ear = deaf) -> Record:
        """The meeting open for writing; Refused when it is not there or another program writes it."""
        file = self.file(meeting)
        lock = FileLock(file.path.with_suffix(".lock"), timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise Refused(_("This meeting is open in another window of the program.")) from error
        except OSError as error:
            raise Refused(_cannot_write(self.folder)) from error
        try:
            return Record(file, ear=ear, lock=lock)
        except BaseException:
            lock.release()
            raise

    def file(self, meeting: str) -> MeetingFile:
        """The file of a meeting given by id, by date or as `last`; Refused when there is none."""
        known = self.ids()
        if meeting == "last" and known:
            return self._file(known[0])
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
        return self._file(found[0])

    def read(self, meeting: str) -> MeetingState:
        """The meeting's state, without opening it for writing."""
        return replay(self.file(meeting).read()).state

    def ids(self) -> list[str]:
        """The ids of all meetings, newest first."""
        paths = (self.folder / "meetings").glob("*.json")
        return sorted((path.stem for path in paths), reverse=True)

    def summaries(self) -> list[Summary]:
        """All meetings for the list, newest first; what cannot be read is in it, as such."""
        return [self._summary(id) for id in self.ids()]

    def _summary(self, id: str) -> Summary:
        try:
            return summary_of(id, self.read(id))
        except Refused as refused:
            return Summary(id=id, problem=refused.reason)

    def _file(self, id: str) -> MeetingFile:
        return MeetingFile(self.folder / "meetings" / f"{id}.json")


def summary_of(id: str, state: MeetingState) -> Summary:
    """The line in the list for a meeting in this state."""
    return Summary(
        id=id,
        stage=state.stage,
        head=state.head,
        due=state.roll.due.total,
        came=state.roll.came.total,
        disclosed=len(state.spoken),
        open_pledges=sum(pledge.outcome is Outcome.OPEN for pledge in state.follow_ups),
        seal=state.seal.digest if state.seal else "",
    )


def last_sealed(summaries: Iterable[Summary]) -> Summary | None:
    """The newest sealed meeting of a list that runs newest first."""
    return next((summary for summary in summaries if summary.stage is Stage.SEALED), None)


def open_pledges(state: MeetingState, since: str) -> tuple[FollowUp, ...]:
    """What a meeting hands on to the next one's 回头看: its own pledges and those not done."""
    own = [pledge for pledge in state.follow_ups if pledge.outcome is Outcome.OPEN]
    old = [pledge for pledge in state.carried if pledge.outcome is not Outcome.DONE]
    return tuple(
        FollowUp(
            number=number,
            text=pledge.text,
            owner=pledge.owner,
            due=pledge.due,
            since=pledge.since or since,
        )
        for number, pledge in enumerate([*old, *own], start=1)
    )


def _cannot_write(folder: Path) -> str:
    return _("The archive folder {path} cannot be written: choose another with --archive.").format(
        path=folder
    )
