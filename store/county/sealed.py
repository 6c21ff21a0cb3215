"""A sealed record as it travels: its rows as they were sealed, a line of JSON each, and what it claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from locales import _
from meeting.refusal import Refused
from meeting.rows import Row
from meeting.seal import intact, seals
from meeting.state import MeetingState, Stage

from ..commits import dumps
from ..meeting_file import session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One record with all its seals."""

    branch: str
    meeting: str
    digests: tuple[str, ...]
    """Its seals, oldest first."""
    masked: bool
    record: bytes

    @property
    def content(self) -> str:
        """The SHA-256 of the record as it travels."""
        return hashlib.sha256(self.record).hexdigest()

    def rows(self) -> list[Row]:
        """The rows; Refused where the record holds anything else."""
        return unpacked(self.record, self.meeting)


def packed(rows: Sequence[Row]) -> bytes:
    """Rows as one text."""
    return b"\n".join(map(dumps, rows))


def unpacked(record: bytes, meeting: str) -> list[Row]:
    """The rows of a record; Refused where it holds anything else."""
    try:
        rows = [json.loads(line) for line in record.split(b"\n")]
    except (ValueError, RecursionError) as error:
        raise Refused(_("The record of {meeting} cannot be read.").format(meeting=meeting)) from error
    if not all(isinstance(row, dict) for row in rows):
        raise Refused(_("The record of {meeting} cannot be read.").format(meeting=meeting))
    return rows


def digests_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The seals that rows bear, oldest first."""
    return tuple(str(row["data"].get("digest")) for row in seals(rows) if isinstance(row.get("data"), dict))


def state_of(rows: Sequence[Row], meeting: str) -> MeetingState:
    """The meeting that the rows of a record add up to; Refused where they add up to none that is sealed."""
    state = session_of(rows, meeting).state
    if state.stage is not Stage.SEALED:
        raise Refused(_("The record of {meeting} cannot be read.").format(meeting=meeting))
    return state


def problem(given: Sealed) -> str:
    """What is wrong with a record, in one sentence; empty where it is what was sealed.

    The seal of a masked record is that of the unmasked one: only the branch can compare the two.
    """
    told = _("ALTERED: the record of {meeting} is not what was sealed.").format(meeting=given.meeting)
    try:
        rows = given.rows()
        if digests_of(rows) != given.digests or not (given.masked or intact(given.meeting, rows)):
            return told
        state = state_of(rows, given.meeting)
    except Refused:
        return told
    return "" if state.called.branch == given.branch else told
