"""Sending a branch's sealed records to the county: each whole or not at all, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from locales import _
from meeting.refusal import Refused
from meeting.rows import Row
from meeting.state import MeetingState, Stage

from ..archive import Archive
from ..catalogue import go_on
from ..reading import Progress
from ..summary import Summary
from ..verify import Finding, Verifier
from .derived import COLUMNS, add, derived
from .schema import need_version
from .sealed import Sealed, digests_of, packed, problem
from .server import Server
from .stored import versions

if TYPE_CHECKING:
    from psycopg import Connection

Mask = Callable[[Sequence[Row], MeetingState], list[Row]]
"""(rows, the meeting that they add up to) → the same rows with third persons masked"""


@dataclass(kw_only=True)
class Pushed:
    """What became of a push."""

    sent: list[str] = field(default_factory=list)
    """The meetings whose records were sent, oldest first."""
    there: int = 0
    """How many of the archive's sealed records the county has now."""
    masked: bool = False
    others: dict[str, int] = field(default_factory=dict)
    """Branch → sealed meetings of it that this login may not send."""


def push(
    archive: Archive, server: Server, mask: Mask, *, masked: bool = False, progress: Progress = go_on
) -> Pushed:
    """Send what the county does not have yet. Only what is sealed goes, and only what verifies.

    All is verified before the first is sent. A push that broke off is gone on with by the next one. With
    `masked`, or where the branch's rule at the county says so, third persons are masked.
    """
    archive.catch_up(go_on)
    sealed = [
        each
        for each in archive.catalogue.summaries(stages=(Stage.SEALED,))
        if each.head is not None and not each.head.demo
    ]
    report = Pushed()
    with server.connected() as db:
        need_version(db)
        rules = _rules(db)
        if not rules:
            raise Refused(_("This login may send no branch's meetings: ask whoever runs the server."))
        known = _known(db, list(rules))
        missing: list[Summary] = []
        for summary in sorted(sealed, key=lambda each: each.id):
            branch = summary.head.branch if summary.head else ""
            if branch not in rules:
                report.others[branch] = report.others.get(branch, 0) + 1
            elif (branch, summary.seal) in known:
                report.there += 1
            else:
                missing.append(summary)
        _verify(archive, missing)
        for done, summary in enumerate(missing):
            if not progress(done, len(missing)):
                return report
            branch = summary.head.branch if summary.head else ""
            hide = masked or rules[branch]
            _send(db, _sealed(archive, summary, mask if hide else None))
            report.masked |= hide
            report.sent.append(summary.id)
            report.there += 1
        progress(len(missing), len(missing))
    return report


def _rules(db: Connection[Any]) -> dict[str, bool]:
    """The branches whose meetings the login may send, and whether their rule is to send them masked."""
    rows = db.execute(
        "SELECT branch, masked FROM county.branches WHERE branch = ANY ((SELECT county.mine('push'))::text[])"
    )
    return dict(rows.fetchall())


def _known(db: Connection[Any], branches: list[str]) -> set[tuple[str, str]]:
    """(branch, seal) of all records that the county has of these branches."""
    rows = db.execute("SELECT branch, digest FROM county.records WHERE branch = ANY (%s)", (branches,))
    return set(rows.fetchall())


def _verify(archive: Archive, summaries: list[Summary]) -> None:
    """Refused where one of the records does not verify."""
    verifier = Verifier(archive)
    for summary in summaries:
        verdict = verifier.meeting(archive.named(summary.id))
        if verdict.finding is not Finding.INTACT:
            raise Refused(_("{problem} Nothing was sent.").format(problem=verdict.told))


def _sealed(archive: Archive, summary: Summary, mask: Mask | None) -> Sealed:
    """The record as it is sent."""
    file = archive.named(summary.id)
    rows, state = file.rows(), file.session().state
    whole = Sealed(
        branch=state.called.branch,
        meeting=summary.id,
        digests=digests_of(rows),
        masked=False,
        record=packed(rows),
    )
    if found := problem(whole):
        # It was changed since it was verified.
        raise Refused(found)
    if mask is None:
        return whole
    return Sealed(
        branch=whole.branch,
        meeting=whole.meeting,
        digests=whole.digests,
        masked=True,
        record=packed(mask(rows, state)),
    )


def _send(db: Connection[Any], given: Sealed) -> None:
    """Add a record and what is derived of it; read back and verified before it counts."""
    with db.transaction():
        _no_fork(db, given)
        added = db.execute(
            "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (
                given.branch,
                given.meeting,
                len(given.digests),
                given.digests[-1],
                given.content,
                given.masked,
                given.record,
            ),
        ).rowcount
        stored = next(versions(db, given.branch, given.meeting, len(given.digests)), None)
        if stored is None or stored.digests != given.digests:
            raise Refused(_other(given))
        if not added:
            # Another window has sent it in the meantime, and with it what is derived of it.
            return
        if stored != given:
            raise Refused(_not_as_sent(given))
        made = derived(stored)
        add(db, made)
        _came(db, given, {table: len(rows) for table, rows in made.tables.items()})


def _no_fork(db: Connection[Any], given: Sealed) -> None:
    """Refused where the county has a record of the meeting that this one does not go on from."""
    newest = next(versions(db, given.branch, given.meeting), None)
    if newest is not None:
        both = min(len(newest.digests), len(given.digests))
        if newest.digests[:both] != given.digests[:both]:
            raise Refused(_other(given))


def _came(db: Connection[Any], given: Sealed, expected: dict[str, int]) -> None:
    """Refused, so that all is taken back, unless everything derived of the record is there."""
    for table in COLUMNS:
        own = "" if table == "lines" else " AND seals = %(seals)s"
        found = db.execute(
            f"SELECT count(*) FROM county.{table} WHERE branch = %(branch)s AND meeting = %(meeting)s{own}",
            {"branch": given.branch, "meeting": given.meeting, "seals": len(given.digests)},
        ).fetchone()
        if found is None or found[0] < expected[table]:
            raise Refused(_not_as_sent(given))


def _not_as_sent(given: Sealed) -> str:
    told = _("What the server has stored of {meeting} is not what was sent; it was taken back.")
    return told.format(meeting=given.meeting)


def _other(given: Sealed) -> str:
    told = _("The county has another record of {meeting}: compare the two; nothing of it was changed.")
    return told.format(meeting=given.meeting)
