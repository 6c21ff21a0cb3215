"""Searching the catalogue: which lines hold all the words wanted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from meeting.kinds import Kind

from .bigrams import asked

UNTIL: Final = "day <= ? || '~'"
"""A month or year holds all its days: every one of them sorts before the tilde."""

_LINES: Final = ("lines", "lines.place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. All that is given must hold; what is empty narrows nothing."""

    text: str
    """Words parted by blanks, each to be found as it stands; without any, all lines that fit the rest."""
    member: str = ""
    """Whose words, by full name."""
    topic: str = ""
    """Only turns in which this topic was marked covered or empty."""
    kind: str = ""
    since: str = ""
    """The first day, month or year, such as 2026-01."""
    until: str = ""
    """The last day, month or year."""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A recorded line that was found."""

    meeting: str
    day: str
    name: str
    line: int
    kind: str
    text: str


def find(db: sqlite3.Connection, wanted: Wanted, limit: int, skip: int = 0) -> Iterator[Hit]:
    """The hits, newest meeting first, in it the last line first; all of them when `limit` is negative.

    What narrows nothing finds nothing.
    """
    query = asked(wanted.text)
    narrowed = [
        ("lines.name = ?", wanted.member),
        ("instr(lines.topics, ' ' || ? || ' ')", wanted.topic),
        ("lines.kind = ?", wanted.kind),
        ("meetings.day >= ?", wanted.since),
        (f"meetings.{UNTIL}", wanted.until),
        ("meetings.branch = ?", wanted.branch),
    ]
    given = [(condition, value) for condition, value in narrowed if value]
    if query:
        given.insert(0, ("words MATCH ?", query))
    if not given:
        return
    source, place = ("words JOIN lines ON lines.place = words.rowid", "words.rowid") if query else _LINES
    conditions = " AND ".join(condition for condition, _value in given)
    rows = db.execute(
        "SELECT meetings.id, meetings.day, lines.name, lines.number, lines.kind, lines.text"
        f" FROM {source} JOIN meetings ON meetings.place = lines.meeting"
        f" WHERE {conditions} ORDER BY {place} DESC LIMIT ? OFFSET ?",
        (*(value for _condition, value in given), limit, skip),
    )
    yield from (Hit(*row) for row in rows)


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
