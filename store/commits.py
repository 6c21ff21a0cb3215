"""The lines of a journal: one commit each, framed so that a torn end is told from damage.

A line is `<length> <crc> <json>\\n`: the bytes of the JSON in decimal, their CRC-32 in eight hexadecimal
digits, one blank after each. An end that is too short for what it announces was never acknowledged and is
dropped; anything else that does not hold is damage.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

Commit = dict[str, Any]

_FRAME: Final = re.compile(rb"([1-9][0-9]{0,9}) ([0-9a-f]{8}) ")
_FRAME_BEGUN: Final = re.compile(rb"[1-9][0-9]{0,9}(?: [0-9a-f]{0,8})? ?")


@dataclass(frozen=True, slots=True)
class Scan:
    """What a journal holds."""

    commits: tuple[Commit, ...]
    """The commits before the first damage, if any."""
    ends: tuple[int, ...]
    """Where each of them ends, in bytes."""
    damaged: int | None = None
    """The line (from 1) that does not hold; None when all do."""
    later: tuple[Commit, ...] = ()
    """Commits behind the damage that hold by themselves."""

    @property
    def good(self) -> int:
        """How many bytes hold."""
        return self.ends[-1] if self.ends else 0


def dumps(value: Any) -> bytes:
    """`value` as compact JSON in UTF-8; what UTF-8 cannot carry is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def framed(payload: bytes) -> bytes:
    """The journal line for one commit's JSON."""
    return b"%d %08x %b\n" % (len(payload), crc32(payload), payload)


def scan(data: bytes) -> Scan:
    """Read a journal's bytes; nothing is raised, whatever they are."""
    commits: list[Commit] = []
    ends: list[int] = []
    at = 0
    while at < len(data):
        found = _line(data, at)
        if found is None:
            if _torn(data, at):
                break
            later = _later(data, at)
            return Scan(tuple(commits), tuple(ends), damaged=len(commits) + 1, later=later)
        commit, at = found
        commits.append(commit)
        ends.append(at)
    return Scan(tuple(commits), tuple(ends))


def _line(data: bytes, at: int) -> tuple[Commit, int] | None:
    """The commit at `at` and where its line ends; None where there is no whole one."""
    frame = _FRAME.match(data, at)
    if frame is None:
        return None
    end = frame.end() + int(frame[1])
    payload = data[frame.end() : end]
    # The newline itself may be gone or altered: the commit holds without it.
    if end > len(data) or crc32(payload) != int(frame[2], 16):
        return None
    try:
        commit = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return (commit, min(end + 1, len(data))) if isinstance(commit, dict) else None


def _torn(data: bytes, at: int) -> bool:
    """Is the rest the beginning of one line that was never finished?"""
    rest = data[at:]
    if b"\n" in rest:
        return False
    frame = _FRAME.match(rest)
    if frame is not None:
        return frame.end() + int(frame[1]) > len(rest)
    # Some file systems fill an unwritten end with zeros after a power cut.
    return _FRAME_BEGUN.fullmatch(rest) is not None or not rest.strip(b"\0")


def _later(data: bytes, at: int) -> tuple[Commit, ...]:
    found: list[Commit] = []
    while (at := data.find(b"\n", at) + 1) > 0:
        if line := _line(data, at):
            found.append(line[0])
    return tuple(found)
