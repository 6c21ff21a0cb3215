"""What is listed and searched of a record: made from its rows here, and kept beside them in the county."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from meeting.codec import to_plain
from meeting.readiness import Lack, gaps
from meeting.state import MeetingState
from meeting.topics import missing

from ..entries import entry_from
from ..parts import items_told, part_row
from .grams import grams
from .sealed import Sealed, state_of

if TYPE_CHECKING:
    from psycopg import Connection

Values = tuple[Any, ...]

COLUMNS: Final = {
    "meetings": "branch, meeting, seals, day, kind, sealed, gaps, missing, unconfirmed, summary, items",
    "lines": "branch, meeting, place, seals, day, number, name, kind, topics, text, folded, grams",
    "pledges": "branch, meeting, seals, place, carried, name, pledge",
    "parts": "branch, meeting, seals, name, place, presence, spoke, covered, empty, missing, dates, sums,"
    " persons, decisions, documents, own_acts, said, pressures",
}
"""The derived tables, and their columns in the order of the values."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows of the derived tables for one record."""

    meeting: Values
    lines: tuple[Values, ...]
    pledges: tuple[Values, ...]
    parts: tuple[Values, ...]

    @property
    def tables(self) -> dict[str, tuple[Values, ...]]:
        """Table → its rows, in the order of `COLUMNS`."""
        return {
            "meetings": (self.meeting,),
            "lines": self.lines,
            "pledges": self.pledges,
            "parts": self.parts,
        }


def derived(given: Sealed) -> Derived:
    """What is derived of a record; Refused where it cannot be read."""
    return derived_from(given, state_of(given.rows(), given.meeting))


def derived_from(given: Sealed, state: MeetingState) -> Derived:
    """The same, where its state is known."""
    entry = entry_from(given.meeting, state)
    version = (given.branch, given.meeting, len(given.digests))
    summary = json.dumps(to_plain(entry.summary), ensure_ascii=False)
    sealed = state.seals[0].at.date().isoformat()
    meeting = (*version, entry.day, entry.kind, sealed, *_counts(state), summary, items_told(entry.parts))
    return Derived(
        tuple(map(_plain, meeting)),
        tuple(
            (
                *map(_plain, (*version[:2], place, version[2], entry.day, *line)),
                grams(_plain(line[-1])),
            )
            for place, line in enumerate(entry.lines)
        ),
        tuple(tuple(map(_plain, (*version, place, *pledge))) for place, pledge in enumerate(entry.pledges)),
        tuple(
            tuple(map(_plain, (*version, *part_row(place, part)))) for place, part in enumerate(entry.parts)
        ),
    )


def add(db: Connection[Any], made: Derived) -> None:
    """Add what is derived of a record; lines that an earlier version of it brought are there already."""
    for table, rows in made.tables.items():
        _insert(db, table, rows)


def _insert(db: Connection[Any], table: str, rows: Sequence[Values]) -> None:
    from psycopg import sql

    if not rows:
        return
    statement = sql.SQL("INSERT INTO county.{} ({}) VALUES ({}) ON CONFLICT DO NOTHING").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.Identifier(name) for name in COLUMNS[table].split(", ")),
        sql.SQL(", ").join(sql.Placeholder() * len(rows[0])),
    )
    with db.cursor() as cursor:
        cursor.executemany(statement, rows)


def _counts(state: MeetingState) -> tuple[int, int, int]:
    """(gaps of any kind, items neither covered nor marked, passages neither confirmed nor refused)"""
    lacking = gaps(state)
    speakers = [state.roster.member(id) for id in state.spoken]
    items = sum(len(missing(state.checklist, member, state.marks)) for member in speakers)
    return len(lacking), items, sum(gap.lack is Lack.PASSAGE for gap in lacking)


def _plain(value: Any) -> Any:
    """A value that PostgreSQL takes: it holds no NUL and no half of a surrogate pair."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()
