"""The one door between a running meeting and the disk.

It takes a command, lets `meeting.session` decide, hands the rows to the writer thread and gives back
the new session. A line counts as saved only when it is on disk; what could not be written is kept and
tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from meeting.commands import Command
from meeting.refusal import Refused
from meeting.rows import Row, row_of
from meeting.rules import Ear, deaf
from meeting.session import Session, apply, decide, sealing
from meeting.state import MeetingState

from .atomic import write_whole
from .lock import WriterLock
from .meeting_file import MeetingFile, packed, session_of


def steady_clock() -> Callable[[], datetime]:
    """Wall-clock time read once, then carried on by a clock that nobody sets."""
    wall, began = datetime.now().astimezone(), time.monotonic()
    return lambda: wall + timedelta(seconds=time.monotonic() - began)


class Record:
    """A meeting that is open for writing."""

    def __init__(
        self,
        file: MeetingFile,
        *,
        ear: Ear = deaf,
        by: str = "",
        lock: WriterLock | None = None,
        notice: str = "",
    ) -> None:
        self.file = file
        self.ear = ear
        self.by = by
        """Who holds the keyboard; the meeting's recorder once there is one."""
        self.notice = notice
        """What is to be said at opening: a lock taken over, a damaged file set aside; empty for nothing."""
        self.rows: list[Row] = file.rows()
        """All rows, on disk or not, in order: row n has id n."""
        self.session: Session = session_of(self.rows, file.path.name)
        self.saved: int = self.session.last_id
        """The id of the last event that is on disk."""
        self._whole: int = self.saved
        """The id of the last event of a whole step: what is written together ends here."""
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
        """Do `command` now (or `at` a scripted time). Refused changes nothing; writing goes on behind.

        What is added to a sealed record is sealed anew in the same step, chained to its own last seal.
        """
        moment = at or self.now()
        session, rows = self.session, len(self.rows)
        try:
            self._take(command, moment)
            if command.seals_anew:
                self._take(self._sealing(self.state.seals[-1].digest, moment), moment)
        except Refused:
            self.session = session
            del self.rows[rows:]
            raise
        self._whole = len(self.rows)
        self._writer.submit(self._write)
        return self.session

    def seal(self, previous: str, at: datetime | None = None) -> Session:
        """Seal the signed record, chained to the branch's previous seal (empty for the first)."""
        moment = at or self.now()
        return self.do(self._sealing(previous, moment), moment)

    def _sealing(self, previous: str, moment: datetime) -> Command:
        return sealing(self.id, self.session, self.rows, previous, moment, self._keyboard)

    @property
    def _keyboard(self) -> str:
        return (self.state.head.recorder if self.state.head else "") or self.by

    def _take(self, command: Command, moment: datetime) -> None:
        for event in decide(self.session, command, moment, by=self._keyboard, ear=self.ear):
            self.session = apply(self.session, event)
            self.rows.append(row_of(event))

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
        self.afterwards(lambda: self.file.write_draft(text))

    def afterwards(self, deed: Callable[[], object]) -> None:
        """Do something with the disk behind what is being written, on the writer thread."""

        def done() -> None:
            try:
                deed()
            except OSError as error:
                self.trouble = error
                self.on_written()

        self._writer.submit(done)

    def save_copy(self, path: Path) -> None:
        """Write the whole meeting, saved or not, to `path`; OSError where that fails too."""
        write_whole(path, packed(self.id, self.rows))

    def close(self) -> None:
        """Write what is left and let go of the meeting; the OSError where something stays unwritten."""
        try:
            self.flush()
        finally:
            self._writer.submit(self.file.close).result()
            self._writer.shutdown()
            if self._lock is not None:
                self._lock.release()

    def _write(self) -> None:
        waiting = self.rows[self.saved : self._whole]
        try:
            if waiting:
                self.file.append(waiting)
                self.saved = waiting[-1]["id"]
            self.trouble = None
        except OSError as error:
            self.trouble = error
        self.on_written()
