"""Searching the county: which lines hold all the words wanted, found through the index of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..bigrams import words_of
from ..reading import Hit, Wanted
from .grams import asked
from .names import county_id

if TYPE_CHECKING:
    from psycopg import Connection


def find(db: Connection[Any], wanted: Wanted, limit: int, skip: int = 0) -> Iterator[Hit]:
    """The hits, newest meeting first, in it the last line first; all of them when `limit` is negative.

    What narrows nothing finds nothing.
    """
    statement, values = question(wanted, limit, skip)
    if statement:
        for branch, meeting, *rest in db.execute(statement, values):
            yield Hit(county_id(branch, meeting), *rest)


def question(wanted: Wanted, limit: int, skip: int = 0) -> tuple[str, list[object]]:
    """The SQL that answers what is wanted, and its values; empty where nothing is."""
    words = words_of(wanted.text)
    narrowed = [
        ("name = %s", wanted.member),
        ("strpos(topics, ' ' || %s || ' ') > 0", wanted.topic),
        ("kind = %s", wanted.kind),
        ("day >= %s", wanted.since),
        ("day <= %s || '~'", wanted.until),
        ("branch = %s", wanted.branch),
    ]
    given: list[tuple[str, object]] = [(condition, value) for condition, value in narrowed if value]
    if words:
        given.insert(0, ("grams @> %s::integer[]", sorted({gram for word in words for gram in asked(word)})))
        # The index knows pairs, not where they stand. Not `> 0`, which is taken to leave out most of them.
        given += [("strpos(folded, %s) <> 0", word) for word in words]
    if not given:
        return "", []
    return (
        "SELECT branch, meeting, day, name, number, kind, text FROM county.lines"
        f" WHERE {' AND '.join(condition for condition, _value in given)}"
        " ORDER BY meeting DESC, branch DESC, place DESC LIMIT %s OFFSET %s",
        [*(value for _condition, value in given), limit if limit >= 0 else None, skip],
    )
