"""Records as the county has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from meeting.refusal import Refused

from .sealed import Sealed, digests_of, unpacked

if TYPE_CHECKING:
    from psycopg import Connection


def versions(db: Connection[Any], branch: str, meeting: str, seals: int | None = None) -> Iterator[Sealed]:
    """The versions of a record that a login may see, newest first; or only the one with so many `seals`."""
    rows = db.execute(
        "SELECT masked, record FROM county.records WHERE branch = %s AND meeting = %s"
        " AND (%s::integer IS NULL OR seals = %s) ORDER BY seals DESC",
        (branch, meeting, seals, seals),
    )
    for masked, record in rows:
        yield stored(branch, meeting, masked, bytes(record))


def stored(branch: str, meeting: str, masked: bool, record: bytes) -> Sealed:
    """A record out of its columns; one that cannot be read has no seals."""
    return Sealed(branch=branch, meeting=meeting, digests=seals_in(record), masked=masked, record=record)


def seals_in(record: bytes) -> tuple[str, ...]:
    """The seals that a record bears, oldest first; none where it cannot be read."""
    try:
        return digests_of(unpacked(record, ""))
    except Refused:
        return ()
