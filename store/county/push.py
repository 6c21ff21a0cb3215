"""Sending a branch's sealed records to the county: each whole or not at all, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from locales import _
from meeting.refusal import Refused
from meeting.state import Stage

from ..archive import Archive
from ..catalogue import go_on
from ..reading import Progress
from ..summary import Summary
from ..verify import Finding, Verifier
from .schema import need_version
from .sending import Mask, send
from .server import Server

if TYPE_CHECKING:
    from psycopg import Connection


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
    `masked`, where the branch's rule at the county says so, and in what was sent masked before, third persons
    are masked.
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
            report.masked |= send(db, archive.named(summary.id), mask, masked=masked or rules[branch])
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
