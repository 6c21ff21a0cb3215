"""The one door between a running meeting and the disk.

It takes a command, lets `meeting.session` decide, hands the events to the writer thread and gives back
the new session. A line counts as saved only when it is on disk; what could not be written is kept and
tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from filelock import BaseFileLock

from meeting.commands import Command, SealRecord
from meeting.events import Event
from meeting.rules import Ear, deaf
from meeting.seal import digest
from meeting.session import Session, apply, decide, replay
from meeting.state import MeetingState

from .meeting_file import MeetingFile


def steady_clock() -> Callable[[], datetime]:
    """Wall-clock time read once, then carried on by a clock that nobody sets."""
    wall, began = datetime.now().astimezone(), time.monotonic()
    return lambda: wall + timedelta(seconds=time.monotonic() - began)


class Record:
    """A meeting that is open for writing."""

    def __init__(
        self, file: MeetingFile, *, ear: Ear = deaf, by: str = "", lock: BaseFileLock | None = None
    ) -> None:
        self.file = file
        self.ear = ear
        self.by = by
        """Who holds the keyboard; the meeting's recorder once there is one."""
        self.events: list[Event] = list(file.read())
        self.session: Session = replay(self.events)
        self.saved: int = self.session.last_id
        """The id of the last event that is on disk."""
        self.trouble: OSError | None = None
        """Why the last write failed; None when all is well."""
        self.on_written: Callable[[], None] = lambda: None
        """Called on the writer thread after every write, whether it succeeded or not."""
        self._lock = lock
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self.clock: Callable[[], datetime] = steady_clock()
        """Where the time comes from."""

    @property
    def id(self) -> str:
        """The meeting's id."""
        return self.file.id

    @property
    def state(self) -> MeetingState:
        """The meeting as it is, written or not."""
        return self.session.state

    def now(self) -> datetime:
        """The time, steadily forward: a computer clock set back in mid-meeting does not turn it."""
        moment = self.clock()
        last = self.session.last_at
        return max(moment, last) if last is not None else moment

    def do(self, command: Command, at: datetime | None = None) -> Session:
        """Do `command` now (or `at` a scripted time). Refused changes nothing; writing goes on behind."""
        by = self.state.head.recorder if self.state.head else self.by
        decided = decide(self.session, command, at or self.now(), by=by or self.by, ear=self.ear)
        for event in decided:
            self.session = apply(self.session, event)
        self.events.extend(decided)
        self._writer.submit(self._write)
        return self.session

    def seal(self, previous: str, at: datetime | None = None) -> Session:
        """Seal the signed record, chained to the branch's previous seal (empty for the first)."""
        return self.do(SealRecord(digest=digest(self.id, self.events, previous), previous=previous), at)

    def retry(self) -> Future[None]:
        """Try again to write what is not on disk yet."""
        return self._writer.submit(self._write)

    def flush(self) -> None:
        """Wait until everything is on disk; the OSError where it cannot be."""
        self._writer.submit(self._write).result()
        if self.trouble is not None:
            raise self.trouble

    def keep_draft(self, text: str) -> None:
        """Keep the unfinished line on disk, behind what is being written."""
        self._writer.submit(self._write_draft, text)

    def close(self) -> None:
        """Write what is left and let go of the meeting; the OSError where something stays unwritten."""
        try:
            self.flush()
        finally:
            self._writer.shutdown()
            if self._lock is not None:
                self._lock.release()

    def _write(self) -> None:
        waiting = self.events[self._first_unsaved() :]
        try:
            if waiting:
                self.file.append(waiting)
                self.saved = waiting[-1].id
            self.trouble = None
        except OSError as error:
            self.trouble = error
        self.on_written()

    def _first_unsaved(self) -> int:
        place = len(self.events)
        while place and self.events[place - 1].id > self.saved:
            place -= 1
        return place

    def _write_draft(self, text: str) -> None:
        try:
            self.file.write_draft(text)
        except OSError as error:
            self.trouble = error
            self.on_written()
