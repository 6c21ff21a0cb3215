"""The list of meetings, narrowed and a page at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from meeting.codec import from_plain

from .reading import Narrowing, Word
from .summary import Summary


def page(db: sqlite3.Connection, narrowed: Narrowing, limit: int, before: str) -> Iterator[Summary]:
    """At most `limit` meetings that fit, newest first, from the one after the id `before` on."""
    conditions, values = ["1"], list[object]()
    if before:
        conditions.append("id < ?")
        values.append(before)
    for word in narrowed.words:
        ways = list(_ways(word))
        conditions.append(f"({' OR '.join(way for way, _given in ways)})" if ways else "0")
        values += [value for _way, given in ways for value in given]
    # The inner question is answered from one index alone, so that a rare word need not read every summary.
    found = db.execute(
        "SELECT summary FROM meetings WHERE id IN (SELECT id FROM meetings INDEXED BY meetings_to_narrow"
        f" WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?) ORDER BY id DESC",
        (*values, limit),
    )
    yield from (from_plain(Summary, json.loads(row[0])) for row in found)


def _ways(word: Word) -> Iterator[tuple[str, list[object]]]:
    if word.day:
        yield "day BETWEEN ? AND ? || '~'", [word.day, word.day]
    if word.month:
        yield "substr(day, 6, 2) = ?", [f"{word.month:02}"]
    if word.topic:
        # The titles stand among ids and sorts; they are taken apart only where there is a chance.
        titled = (
            "EXISTS (SELECT 1 FROM json_each(items) AS item WHERE instr(json_extract(item.value, '$[1]'), ?))"
        )
        yield f"(instr(items, ?) AND {titled})", [word.topic, word.topic]
    if word.id:
        yield "id BETWEEN ? AND ? || '~'", [word.id, word.id]
    for column, wanted in (("kind", word.kinds), ("stage", word.stages), ("branch", word.branches)):
        if wanted:
            yield f"{column} IN ({', '.join('?' * len(wanted))})", list[object](sorted(wanted))


def apart(db: sqlite3.Connection, table: str, column: str) -> list[str]:
    """Every value of an indexed column once, found by leaps: a plain DISTINCT reads the whole index."""
    found = db.execute(
        f"WITH RECURSIVE leap (value) AS (SELECT min({column}) FROM {table} UNION ALL"
        f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > value)"
        " FROM leap WHERE value IS NOT NULL)"
        " SELECT value FROM leap WHERE value > ''"
    )
    return [row[0] for row in found]
