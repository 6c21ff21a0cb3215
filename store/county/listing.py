"""The county's list of meetings, narrowed and a page at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from meeting.codec import from_plain
from meeting.state import Stage

from ..reading import Narrowing, Word
from ..summary import Summary
from .names import apart, county_id

if TYPE_CHECKING:
    from psycopg import Connection

NEWEST: Final = (
    "NOT EXISTS (SELECT FROM county.meetings AS later WHERE later.branch = meetings.branch"
    " AND later.meeting = meetings.meeting AND later.seals > meetings.seals)"
)
"""Is this row of `meetings` that of the newest version?"""


def page(db: Connection[Any], narrowed: Narrowing, limit: int, before: str) -> Iterator[Summary]:
    """At most `limit` meetings that fit, newest first, from the one after the id `before` on."""
    conditions, values = [NEWEST], list[object]()
    if before:
        branch, meeting = apart(before)
        conditions.append("(meeting, branch) < (%s, %s)")
        values += [meeting, branch]
    for word in narrowed.words:
        ways = list(_ways(word))
        conditions.append(f"({' OR '.join(way for way, _given in ways)})" if ways else "false")
        values += [value for _way, given in ways for value in given]
    rows = db.execute(
        f"SELECT branch, meeting, summary FROM county.meetings WHERE {' AND '.join(conditions)}"
        " ORDER BY meeting DESC, branch DESC LIMIT %s",
        (*values, limit if limit >= 0 else None),
    )
    for branch, meeting, summary in rows:
        yield replace(from_plain(Summary, json.loads(summary)), id=county_id(branch, meeting))


def _ways(word: Word) -> Iterator[tuple[str, list[object]]]:
    if word.day:
        yield "day BETWEEN %s AND %s || '~'", [word.day, word.day]
    if word.month:
        yield "substr(day, 6, 2) = %s", [f"{word.month:02}"]
    if word.topic:
        # The titles stand among ids and sorts; they are taken apart only where there is a chance.
        titled = (
            "CASE WHEN strpos(items, %s) > 0 THEN EXISTS (SELECT FROM json_array_elements(items::json)"
            " AS item WHERE strpos(item ->> 1, %s) > 0) ELSE false END"
        )
        yield titled, [word.topic, word.topic]
    if word.id:
        _branch, meeting = apart(word.id)
        yield "meeting BETWEEN %s AND %s || '~'", [meeting, meeting]
    if word.kinds:
        yield "kind = ANY (%s)", [sorted(word.kinds)]
    if Stage.SEALED in word.stages:
        yield "true", []
    if word.branches:
        yield "branch = ANY (%s)", [sorted(word.branches)]
