"""The seal: SHA-256 over the canonical record, chained to the branch's previous seal.

A record is sealed once when it is signed and once more after every amendment or word on a pledge. Each seal
covers all rows before it, earlier seals included, and its own stamp.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from .codec import canonical
from .events import RecordSealed
from .rows import Row

SCHEME: Final = 2
"""How seals are computed today. Scheme 1 left its own stamp uncovered and knew of one seal only."""

NO_SEAL: Final = ""
"""What the first seal of a branch is chained to."""


def digest(meeting: str, rows: Sequence[Row], previous: str, stamp: Row) -> str:
    """The seal of a record: 64 hexadecimal digits.

    `rows` are all rows before the seal as they are stored, `stamp` is the sealing row without fact and data.
    Whoever holds the file can compute it again: SHA-256 of the UTF-8 JSON
    `{"events":[…],"meeting":…,"previous":…,"sealed":{…}}` with sorted keys and no blanks.
    """
    return _sha256({"meeting": meeting, "previous": previous, "events": list(rows), "sealed": stamp})


def seals(rows: Sequence[Row]) -> list[Row]:
    """The sealing rows of a record, first to last."""
    return [row for row in rows if row.get("fact") == RecordSealed.__name__]


def intact(meeting: str, rows: Sequence[Row]) -> bool:
    """Is every seal in a record what was sealed? False also where there is none, or words follow the last.

    Takes rows as they are stored and never raises, whatever they hold.
    """
    found = [place for place, row in enumerate(rows) if row.get("fact") == RecordSealed.__name__]
    if not found or found[-1] != len(rows) - 1:
        return False
    return all(_holds(meeting, rows, place, first=place == found[0]) for place in found)


def _holds(meeting: str, rows: Sequence[Row], place: int, *, first: bool) -> bool:
    row = rows[place]
    data = row.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("previous"), str):
        return False
    previous: str = data["previous"]
    if row.get("v", 1) == 1:
        expected = _scheme_1(meeting, rows[:place], previous)
        fields, written = {"digest", "previous"}, {"id", "step", "at", "by", "fact", "data"}
    else:
        stamp = {name: row.get(name) for name in ("v", "id", "step", "at", "by")}
        expected = digest(meeting, rows[:place], previous, stamp)
        fields, written = {"digest", "previous", "scheme"}, {"v", "id", "step", "at", "by", "fact", "data"}
        if data.get("scheme") != SCHEME:
            return False
    chained = first or previous == _last_digest(rows[:place])
    return chained and data.get("digest") == expected and set(data) == fields and set(row) == written


def _last_digest(rows: Sequence[Row]) -> object:
    return seals(rows)[-1]["data"].get("digest")


def _scheme_1(meeting: str, rows: Sequence[Row], previous: str) -> str:
    return _sha256({"meeting": meeting, "previous": previous, "events": list(rows)})


def _sha256(record: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(record)).hexdigest()
