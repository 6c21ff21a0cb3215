"""Searching the catalogue: which lines hold all the words wanted."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

from meeting.kinds import Kind

from .bigrams import asked
from .reading import Hit, Wanted

UNTIL: Final = "day <= ? || '~'"
"""A month or year holds all its days: every one of them sorts before the tilde."""

_LINES: Final = ("lines", "lines.place")
_DAYS: Final = range(date.max.toordinal() + 1)


def find(db: sqlite3.Connection, wanted: Wanted, limit: int, skip: int = 0) -> Iterator[Hit]:
    """The hits, newest meeting first, in it the last line first; all of them when `limit` is negative.

    What narrows nothing finds nothing.
    """
    query = asked(wanted.text)
    narrowed: list[tuple[str, str | int]] = [
        ("lines.name = ?", wanted.member),
        ("instr(lines.topics, ' ' || ? || ' ')", wanted.topic),
        ("lines.kind = ?", wanted.kind),
        ("meetings.branch = ?", wanted.branch),
    ]
    given = [(condition, value) for condition, value in narrowed if value]
    if query:
        given.insert(0, ("words MATCH ?", query))
    source, place = ("words JOIN lines ON lines.place = words.rowid", "words.rowid") if query else _LINES
    # A place tells its day, so that lines of other days are not even looked at.
    if wanted.since:
        given.append((f"{place} >= ?", _first_place(wanted.since)))
    if wanted.until:
        given.append((f"{place} < ?", _first_place(f"{wanted.until}~")))
    if not given:
        return
    conditions = " AND ".join(condition for condition, _value in given)
    rows = db.execute(
        "SELECT meetings.id, meetings.day, lines.name, lines.number, lines.kind, lines.text"
        f" FROM {source} JOIN meetings ON meetings.place = lines.meeting"
        f" WHERE {conditions} ORDER BY {place} DESC LIMIT ? OFFSET ?",
        (*(value for _condition, value in given), limit, skip),
    )
    yield from (Hit(*row) for row in rows)


def _first_place(day: str) -> int:
    """The first place that lines can have on the first day that does not sort before `day`."""
    ordinal = bisect_left(_DAYS, day, key=lambda number: date.fromordinal(max(1, number)).isoformat())
    return ordinal << 32


def said(
    db: sqlite3.Connection, name: str, branch: str, before: str, meetings: int
) -> list[tuple[str, list[str]]]:
    """A member's own statements at the last `meetings` in which there are any, before the day `before`."""
    rows = db.execute(
        "WITH own AS (SELECT lines.place, lines.meeting, meetings.id, lines.text FROM lines"
        " JOIN meetings ON meetings.place = lines.meeting"
        " WHERE lines.name = ? AND lines.kind = ? AND meetings.branch = ? AND meetings.day < ?)"
        " SELECT id, text FROM own WHERE meeting IN"
        " (SELECT DISTINCT meeting FROM own ORDER BY meeting DESC LIMIT ?) ORDER BY meeting DESC, place",
        (name, Kind.STATEMENT.value, branch, before, meetings),
    )
    found: dict[str, list[str]] = {}
    for meeting, text in rows:
        found.setdefault(meeting, []).append(text)
    return list(found.items())
