"""Plays a scripted meeting over and over, each time in a child of its own, to be killed at any instant.

Reads archive folders, a line each; for each it forks, says the child's pid, then the id of every event that
is on disk. Forked from a program that has loaded everything, a child starts in no time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from meeting.language.ear import ear
from store.lock import WriterLock
from store.meeting_file import MeetingFile
from store.record import Record
from tui.verbs.script import play, read_script

STEPS = read_script(Path(sys.argv[1]).read_text("utf-8"))
EAR = ear()
EAR("我们", False)


def tell(number: int) -> None:
    os.write(1, f"{number}\n".encode())


class LineByLine:
    """A door that waits for every line to be on disk, as a room does that types one after the other."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def state(self):
        return self._record.state

    def do(self, command, at=None):
        session = self._record.do(command, at)
        self._record.flush()
        return session

    def seal(self, previous, at=None):
        return self._record.seal(previous, at)


def hold(folder: Path) -> None:
    # Folded so often, the kill often falls into the folding.
    file = MeetingFile(folder / "2026-05-24-0000.json", outgrown=4096)
    file.create()
    record = Record(file, ear=EAR, lock=WriterLock(file.path))
    record.on_written = lambda: tell(record.saved)
    play(STEPS, LineByLine(record), "")
    record.close()


for line in sys.stdin:
    if child := os.fork():
        os.waitpid(child, 0)
        tell(-1)
        continue
    tell(os.getpid())
    hold(Path(line.strip()))
    os._exit(0)
