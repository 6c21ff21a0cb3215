"""Making anew what is listed and searched, from the records: for whoever runs the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..catalogue import go_on
from ..reading import Progress
from .derived import COLUMNS, add, derived
from .schema import need_version
from .sealed import problem
from .server import Server
from .stored import versions

if TYPE_CHECKING:
    from psycopg import Connection


def rebuild(server: Server, progress: Progress = go_on) -> list[str]:
    """Derive everything anew, a meeting at a time; one sentence for each record that does not verify.

    Such a meeting is left as it was. Only a login that owns the tables may; Refused for any other.
    """
    problems: list[str] = []
    with server.connected() as db:
        need_version(db)
        meetings = db.execute("SELECT DISTINCT branch, meeting FROM county.records ORDER BY 1, 2").fetchall()
        for done, (branch, meeting) in enumerate(meetings):
            if not progress(done, len(meetings)):
                return problems
            problems += _anew(db, branch, meeting)
        progress(len(meetings), len(meetings))
    return problems


def _anew(db: Connection[Any], branch: str, meeting: str) -> list[str]:
    with db.transaction():
        found = list(versions(db, branch, meeting))
        if told := [sentence for each in found if (sentence := problem(each))]:
            return told
        for table in COLUMNS:
            db.execute(f"DELETE FROM county.{table} WHERE branch = %s AND meeting = %s", (branch, meeting))
        # A line is of the version with which it came: the oldest first.
        for each in reversed(found):
            add(db, derived(each))
    return []
