"""One writer a meeting: a lock that says who holds it, and whether the last holder left in order."""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from locales import _, current
from meeting.dates import written_clock, written_day
from meeting.refusal import Refused

from .atomic import PRIVATE_FILE


class WriterLock:
    """Holds a meeting for writing. The lock itself is the system's and ends with the program, killed or not.

    Beside it lies a note of the holder, taken away when the lock is given back: found without a lock, it
    tells that the last program ended without order.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock; Held, with the holder, where another program has it. OSError where none can be."""
        # Taken on one thread, perhaps, and given back on another.
        self._lock = FileLock(path.with_suffix(".lock"), timeout=0, mode=PRIVATE_FILE, thread_local=False)
        self._note = path.with_suffix(".holder")
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Held(_held(holder(path))) from error
        self.left_over = holder(path)
        """Who held the meeting last and did not give it back; empty for nobody known."""
        told = {"pid": os.getpid(), "host": platform.node(), "since": _now()}
        # Only a note: the lock holds without it.
        with suppress(OSError):
            descriptor = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(told, file)

    def release(self) -> None:
        """Give the meeting back."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


class Held(Refused):
    """Another program writes this meeting; it can be followed."""


def holder(path: Path) -> str:
    """Who holds, or last held, the meeting in `path`: machine, day and time; empty for nobody known."""
    try:
        told = json.loads(path.with_suffix(".holder").read_text("utf-8"))
        since = datetime.fromisoformat(told["since"])
        moment = f"{written_day(since.date(), current())} {written_clock(since)}"
        return _("{machine}, {moment}").format(machine=str(told["host"]), moment=moment)
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _held(who: str) -> str:
    told = _("This meeting is open in another window of the program.")
    return _("{told} ({who})").format(told=told, who=who) if who else told


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
