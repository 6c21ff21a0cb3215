"""Verifying the county: is every record what was sealed, and is all that is searched of it as derived?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from locales import _
from meeting.seal import seals

from ..catalogue import go_on
from ..reading import Progress
from ..verify import Finding, Verdict
from .derived import COLUMNS, Derived, derived
from .names import county_id
from .schema import need_version
from .sealed import Sealed, problem
from .server import Server
from .stored import seals_in, stored

if TYPE_CHECKING:
    from psycopg import Connection

AT_ONCE: Final = 100
"""How many records are fetched at a time."""


def check(server: Server, progress: Progress = go_on) -> Iterator[Verdict]:
    """One verdict for every version of every record that the login may see, by branch, oldest first."""
    with server.connected(read_only=True) as db, server.connected(read_only=True) as beside:
        need_version(db)
        total = db.execute("SELECT count(*) FROM county.records").fetchone()
        every = int(total[0]) if total else 0
        sealed: set[str] = set()
        last = ""
        with db.transaction(), db.cursor("every") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(
                "SELECT branch, meeting, seals, digest, content, masked, record FROM county.records"
                " ORDER BY branch, meeting, seals"
            )
            for done, (branch, meeting, seals, digest, content, masked, record) in enumerate(cursor):
                if not progress(done, every):
                    return
                if branch != last:
                    last, sealed = branch, _digests(beside, branch)
                given = stored(branch, meeting, masked, bytes(record))
                claimed = (len(given.digests), given.digests[-1:], given.content)
                yield _verdict(beside, given, claimed == (seals, (digest,), content), sealed)
        progress(every, every)


def _digests(db: Connection[Any], branch: str) -> set[str]:
    """All seals of a branch's records, those of earlier versions included."""
    rows = db.execute("SELECT record FROM county.records WHERE branch = %s", (branch,))
    return {digest for (record,) in rows for digest in seals_in(bytes(record))}


def _verdict(db: Connection[Any], given: Sealed, as_claimed: bool, sealed: set[str]) -> Verdict:
    id = county_id(given.branch, given.meeting)
    told = problem(given)
    if told or not as_claimed:
        told = _("ALTERED: the record of {meeting} is not what was sealed.").format(meeting=id)
        return Verdict(id, Finding.ALTERED, told)
    previous = seals(given.rows())[0]["data"]["previous"]
    if previous and previous not in sealed:
        told = _("ALTERED: the meeting sealed before {meeting} is missing or altered.").format(meeting=id)
        return Verdict(id, Finding.ALTERED, told)
    if not _is_derived(db, given, derived(given)):
        told = _("ALTERED: what is listed and searched of {meeting} is not what its record says.")
        return Verdict(id, Finding.ALTERED, told.format(meeting=id))
    if given.masked:
        told = _("Whole: {meeting}, masked; only the branch can compare it with seal {seal}.")
    else:
        told = _("Intact: {meeting}, seal {seal}.")
    return Verdict(id, Finding.INTACT, told.format(meeting=id, seal=given.digests[-1]))


def _is_derived(db: Connection[Any], given: Sealed, made: Derived) -> bool:
    """Do the derived tables hold what is made of the record anew?"""
    for table, rows in made.tables.items():
        columns = COLUMNS[table].split(", ")
        version = columns.index("seals")
        found = db.execute(
            f"SELECT {COLUMNS[table]} FROM county.{table} WHERE branch = %s AND meeting = %s AND seals <= %s"
            f" ORDER BY {columns[2] if table != 'pledges' else 'place'}",
            (given.branch, given.meeting, len(given.digests)),
        ).fetchall()
        if table == "lines":
            # A line keeps the number of the version with which it came.
            found = [(*row[:version], len(given.digests), *row[version + 1 :]) for row in found]
        else:
            found = [row for row in found if row[version] == len(given.digests)]
        if found != list(rows):
            return False
    return True
