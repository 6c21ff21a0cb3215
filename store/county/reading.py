"""The county's past meetings, as the screens ask for them: what `Catalogue` is for an archive's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from locales import _
from meeting.part import Part
from meeting.refusal import Refused
from meeting.state import MeetingState, Stage

from ..parts import COLUMNS, parts_of
from ..pledges import latest_of
from ..reading import Hit, Narrowing, Pledged, Progress, Wanted
from ..summary import Summary
from .listing import NEWEST, page
from .names import apart, county_id
from .schema import need_version
from .sealed import problem, state_of
from .search import find
from .server import Server
from .stored import versions
from .view import Month, view

if TYPE_CHECKING:
    from psycopg import Connection

T = TypeVar("T")


class CountyMeetings:
    """The records of a county that a login may read: a `PastMeetings`.

    One connection answers all, whichever thread asks; one that broke off is made anew at the next question.
    """

    sealed_only = True

    def __init__(self, server: Server) -> None:
        """Refused where the server cannot be reached or is of another version."""
        self._server = server
        self._lock = RLock()
        self._db: Connection[Any] | None = None
        self._ask(lambda db: None)

    def close(self) -> None:
        """Let go of the server."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def catch_up(self, progress: Progress) -> bool:
        """The county is always as it is."""
        return progress(0, 0)

    def page(self, narrowed: Narrowing, limit: int, before: str = "") -> list[Summary]:
        """At most `limit` meetings that fit, newest first, from the one after `before` on."""
        return self._ask(lambda db: list(page(db, narrowed, limit, before)))

    def search(self, wanted: Wanted, limit: int = -1, skip: int = 0) -> list[Hit]:
        """The lines that hold all words wanted, newest meeting first; the first `skip` are left out."""
        return self._ask(lambda db: list(find(db, wanted, limit, skip)))

    def pledges(self, *branches: str, owner: str = "") -> list[Pledged]:
        """Every pledge of a branch, or of one owner, where its newest meeting has it; oldest first."""
        rows = self._all(
            "SELECT meeting, branch, carried, name, pledge FROM county.pledges JOIN county.meetings"
            f" USING (branch, meeting, seals) WHERE branch = ANY (%s){' AND name = %s' if owner else ''}"
            f" AND {NEWEST} ORDER BY meeting, place",
            [*branches],
            *((owner,) if owner else ()),
        )
        whose = {meeting: branch for meeting, branch, *_rest in rows}
        found = latest_of((meeting, Stage.SEALED, *rest) for meeting, _branch, *rest in rows)
        return [_of_county(pledged, whose) for pledged in found]

    def parts(self, *branches: str, name: str = "", since: str = "", until: str = "") -> list[Part]:
        """What each member, or only `name`, did at a branch's meetings: oldest first, in roster order.

        `since` and `until` are days, months or years such as 2026-05; what is empty narrows nothing.
        """
        given = [("name = %s", name), ("day >= %s", since), ("day <= %s || '~'", until)]
        narrowed = [(condition, value) for condition, value in given if value]
        conditions = "".join(f" AND {condition}" for condition, _value in narrowed)
        columns = COLUMNS.replace("missing", "parts.missing")
        rows = self._all(
            f"SELECT branch, meeting, day, 'sealed', items, {columns} FROM county.meetings JOIN county.parts"
            f" USING (branch, meeting, seals) WHERE branch = ANY (%s) AND {NEWEST}{conditions}"
            " ORDER BY meeting, place",
            [*branches],
            *(value for _condition, value in narrowed),
        )
        return list(parts_of((county_id(branch, meeting), *rest) for branch, meeting, *rest in rows))

    def months(self, *branches: str) -> list[tuple[str, str, Stage]]:
        """(id, day, stage) of all meetings of a branch, without what else is known of them."""
        rows = self._all(
            f"SELECT branch, meeting, day FROM county.meetings WHERE branch = ANY (%s) AND {NEWEST}",
            [*branches],
        )
        return [(county_id(branch, meeting), day, Stage.SEALED) for branch, meeting, day in rows]

    def branches(self) -> list[str]:
        """Every branch that has sent a meeting."""
        rows = self._all(
            "SELECT branch FROM county.branches WHERE EXISTS"
            " (SELECT FROM county.meetings WHERE meetings.branch = branches.branch) ORDER BY branch"
        )
        return [branch for (branch,) in rows]

    def members(self, *branches: str) -> list[str]:
        """Everybody who has been on the roster of a meeting of a branch, by full name."""
        rows = self._all("SELECT DISTINCT name FROM county.parts WHERE branch = ANY (%s)", [*branches])
        return [name for (name,) in rows]

    def names(self) -> list[str]:
        """Everybody whose words are recorded, by full name; found by leaps, as in the catalogue."""
        rows = self._all(
            "WITH RECURSIVE leap (value) AS (SELECT min(name) FROM county.lines UNION ALL"
            " SELECT (SELECT min(name) FROM county.lines WHERE name > value)"
            " FROM leap WHERE value IS NOT NULL) SELECT value FROM leap WHERE value > ''"
        )
        return [name for (name,) in rows]

    def read(self, meeting: str) -> MeetingState:
        """The newest version of the record with this id; Refused where it is not what was sealed."""
        branch, bare = apart(self.find(meeting))
        found = self._ask(lambda db: next(versions(db, branch, bare)))
        if told := problem(found):
            raise Refused(told)
        return state_of(found.rows(), bare)

    def view(self, since: str, until: str) -> list[Month]:
        """Every month from `since` to `until`, such as 2026-05, of every branch admitted; by branch."""
        return self._ask(lambda db: list(view(db, since, until)))

    def summaries(self) -> list[Summary]:
        """All meetings, newest first."""
        return self.page(Narrowing(), -1)

    def unreadable(self) -> list[Summary]:
        """None: only what can be read is taken in."""
        return []

    def find(self, meeting: str) -> str:
        """The id of the meeting given by id, with its branch or without, by date or as `last`."""
        rows = self._ask(lambda db: list(_named(db, meeting)))
        if not rows:
            told = _("There is no meeting {meeting}: `shaitai list` shows them.")
            raise Refused(told.format(meeting=meeting))
        if len(rows) > 1:
            told = _("Several meetings were held on {meeting}: name one of {ids}.")
            raise Refused(told.format(meeting=meeting, ids=", ".join(rows[:8])))
        return rows[0]

    def _all(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows that answer a question."""
        return self._ask(lambda db: db.execute(question, values).fetchall())

    def _ask(self, question: Callable[[Connection[Any]], T]) -> T:
        from psycopg import Error, OperationalError

        with self._lock:
            kept = self._db
            try:
                return question(self._connected())
            except OperationalError as error:
                if kept is None or not kept.broken:
                    raise self._server.refusal(error) from error
            except Error as error:
                raise self._server.refusal(error) from error
            # The server was started anew, or the line was down for a while.
            try:
                return question(self._connected())
            except Error as error:
                raise self._server.refusal(error) from error

    def _connected(self) -> Connection[Any]:
        if self._db is None or self._db.closed:
            db = self._server.connect(read_only=True)
            try:
                need_version(db)
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db


def _named(db: Connection[Any], meeting: str) -> Iterator[str]:
    branch, bare = apart(meeting)
    if bare == "last":
        condition, values = "true", []
    elif branch:
        condition, values = "meeting = %s AND branch = %s", [bare, branch]
    else:
        condition, values = "(meeting = %s OR meeting BETWEEN %s || '-' AND %s || '-~')", [bare] * 3
    rows = db.execute(
        f"SELECT DISTINCT branch, meeting FROM county.meetings WHERE {condition}"
        f" ORDER BY meeting DESC, branch DESC LIMIT {1 if bare == 'last' else 9}",
        values,
    )
    yield from (county_id(*row) for row in rows)


def _of_county(pledged: Pledged, whose: dict[str, str]) -> Pledged:
    """A pledge whose meetings are named as the county names them; `whose` is meeting → branch."""
    branch = whose[pledged.meeting]
    pledge, since = pledged.pledge, pledged.pledge.since
    return replace(
        pledged,
        meeting=county_id(branch, pledged.meeting),
        pledge=replace(pledge, since=county_id(whose.get(since, branch), since)) if since else pledge,
    )
