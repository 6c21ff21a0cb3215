"""Sending one record: whole or not at all, read back and verified before it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from locales import _
from meeting.refusal import Refused
from meeting.rows import Row
from meeting.state import MeetingState

from ..meeting_file import MeetingFile
from .derived import COLUMNS, add, derived
from .sealed import Sealed, digests_of, packed, problem
from .stored import versions

if TYPE_CHECKING:
    from psycopg import Connection

Mask = Callable[[Sequence[Row], MeetingState, Sequence[Row]], list[Row]]
"""(rows, the meeting that they tell, the first of them as masked before) → all with third persons masked"""


def send(db: Connection[Any], file: MeetingFile, mask: Mask, *, masked: bool) -> bool:
    """Add the record in `file`, and what is derived of it, to the county; True where it went masked.

    What the county has of it masked stays as it was masked, and so do later versions begin.
    """
    whole, state = _sealed(file)
    with db.transaction():
        before = next(versions(db, whole.branch, whole.meeting), None)
        if before is not None and not _goes_on(before, whole):
            raise Refused(_other(whole))
        masked = masked or (before is not None and before.masked)
        given = _masked(whole, state, mask, before) if masked else whole
        _add(db, given)
    return masked


def _sealed(file: MeetingFile) -> tuple[Sealed, MeetingState]:
    """The whole record, and the meeting that it tells; Refused where it is not what was sealed."""
    rows, state = file.rows(), file.session().state
    whole = Sealed(
        branch=state.called.branch,
        meeting=file.id,
        digests=digests_of(rows),
        masked=False,
        record=packed(rows),
    )
    if found := problem(whole):
        # It was changed since it was verified.
        raise Refused(found)
    return whole, state


def _masked(whole: Sealed, state: MeetingState, mask: Mask, before: Sealed | None) -> Sealed:
    """The record masked; its beginning as the county has it already."""
    there = before.rows() if before is not None else []
    rows = mask(whole.rows(), state, there)
    return replace(whole, masked=True, record=packed([*there, *rows[len(there) :]]))


def _add(db: Connection[Any], given: Sealed) -> None:
    values = (given.branch, given.meeting, len(given.digests), given.digests[-1], given.content)
    added = db.execute(
        "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (*values, given.masked, given.record),
    ).rowcount
    stored = next(versions(db, given.branch, given.meeting, len(given.digests)), None)
    if stored is None or stored.digests != given.digests:
        raise Refused(_other(given))
    if not added:
        # Another window has sent it in the meantime, and with it what is derived of it.
        return
    if stored != given:
        raise Refused(_not_as_sent(given))
    made = derived(stored)
    add(db, made)
    _came(db, given, {table: len(rows) for table, rows in made.tables.items()})


def _goes_on(before: Sealed, given: Sealed) -> bool:
    """Is one of the two a continuation of the other?"""
    both = min(len(before.digests), len(given.digests))
    return before.digests[:both] == given.digests[:both]


def _came(db: Connection[Any], given: Sealed, expected: dict[str, int]) -> None:
    """Refused, so that all is taken back, unless everything derived of the record is there."""
    for table in COLUMNS:
        own = "" if table == "lines" else " AND seals = %(seals)s"
        found = db.execute(
            f"SELECT count(*) FROM county.{table} WHERE branch = %(branch)s AND meeting = %(meeting)s{own}",
            {"branch": given.branch, "meeting": given.meeting, "seals": len(given.digests)},
        ).fetchone()
        if found is None or found[0] < expected[table]:
            raise Refused(_not_as_sent(given))


def _not_as_sent(given: Sealed) -> str:
    told = _("What the server has stored of {meeting} is not what was sent; it was taken back.")
    return told.format(meeting=given.meeting)


def _other(given: Sealed) -> str:
    told = _("The county has another record of {meeting}: compare the two; nothing of it was changed.")
    return told.format(meeting=given.meeting)
