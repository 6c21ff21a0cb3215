"""Following a meeting that another program writes: read-only, by its files."""

from __future__ import annotations

from meeting.refusal import Refused
from meeting.rows import event_of
from meeting.session import Session, apply
from meeting.state import MeetingState

from .meeting_file import MeetingFile

Stamp = tuple[tuple[int, int, int], ...]
"""Inode, size and time of change of each file that makes up a record."""


def stamp_of(file: MeetingFile) -> Stamp:
    """What changes whenever the record on disk does; cheap to take. (0, 0, 0) stands for no file."""
    found: list[tuple[int, int, int]] = []
    for path in file.parts:
        try:
            told = path.stat()
        except OSError:
            found.append((0, 0, 0))
        else:
            found.append((told.st_ino, told.st_size, told.st_mtime_ns))
    return tuple(found)


class Follower:
    """A meeting as its files have it. `poll` reads what has come since; it never writes."""

    def __init__(self, file: MeetingFile) -> None:
        """Read the meeting; Refused where it cannot be read."""
        self.file = file
        self._stamp = stamp_of(file)
        self.session: Session = file.session()

    @property
    def id(self) -> str:
        """The meeting's id."""
        return self.file.id

    @property
    def state(self) -> MeetingState:
        """The meeting as it was at the last poll."""
        return self.session.state

    def poll(self) -> bool:
        """Read on; True when something has come. What cannot be read just now is read at the next poll."""
        stamp = stamp_of(self.file)
        if stamp == self._stamp:
            return False
        try:
            rows = self.file.rows()
        except Refused:
            return False
        self._stamp = stamp
        new = rows[self.session.last_id :]
        for row in new:
            self.session = apply(self.session, event_of(row))
        return bool(new)
