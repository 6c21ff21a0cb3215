"""`county`: the records of many branches on a server of the county."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from locales import N_, _
from meeting.refusal import Refused
from meeting.version import Audience, usual
from store.verify import Finding

from ..county import server_at
from .verb import Verb, archive_of
from .words import say

if TYPE_CHECKING:
    from meeting.rows import Row
    from meeting.state import MeetingState
    from store.county.sending import Mask
    from store.county.server import Server
    from store.county.view import Month

INTACT, ALTERED = 0, 1
MONTHS: Final = 12
"""How many months the view shows unless told otherwise."""
_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


class County(Verb):
    """`shaitai county init|check|push|view|rebuild URL`"""

    name = "county"
    help = N_("The records of many branches on a server: init, check, push, view.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add = parser.add_argument
        add(
            "deed",
            choices=("init", "check", "push", "view", "rebuild"),
            help=_(
                "begin the archive on the server; verify it; send sealed meetings; branches by months; "
                "make anew what is listed and searched"
            ),
        )
        add("url", metavar="URL", help=_("such as postgresql://LOGIN@SERVER/DATABASE; never with a password"))
        add("--masked", action="store_true", help=_("push: third persons masked"))
        add("--mask", metavar="NAME", action="append", default=[], help=_("mask this name too"))
        add("--keep", metavar="NAME", action="append", default=[], help=_("do not mask this name"))
        add("--since", metavar="2026-01", help=_("view: the first month"))
        add("--until", metavar="2026-12", help=_("view: the last month"))
        add("--csv", metavar="FILE", help=_("view: write a table with all numbers"))

    def run(self, options: argparse.Namespace) -> int:
        server = server_at(options.url)
        match options.deed:
            case "init":
                return _init(server)
            case "check":
                return check(server)
            case "rebuild":
                return _rebuild(server)
            case "push":
                return _push(server, options)
            case _:
                return _view(server, options)


def _init(server: Server) -> int:
    from store.county.schema import bring_up

    with server.connected() as db:
        before, now = bring_up(db)
    if before == now:
        told = _("The county archive is there already, version {now}.")
    elif before:
        told = _("The county archive is brought up from version {before} to {now}.")
    else:
        told = _("The county archive is begun, version {now}.")
    say(told.format(before=before, now=now))
    return 0


def check(server: Server) -> int:
    """Verify every record that the login may see, and say what is wrong; the exit code."""
    from store.county.check import check as verify

    intact, altered = 0, 0
    for verdict in verify(server, _progress(_("Verified"))):
        if verdict.finding is Finding.INTACT:
            intact += 1
        else:
            altered += 1
            say(verdict.told)
    say(_("{intact} records intact, {altered} altered.").format(intact=intact, altered=altered))
    return ALTERED if altered else INTACT


def _rebuild(server: Server) -> int:
    from store.county.rebuild import rebuild

    problems = rebuild(server, _progress(_("Made anew")))
    for told in problems:
        say(told)
    say(_("What is listed and searched is made anew from the records."))
    return ALTERED if problems else INTACT


def _push(server: Server, options: argparse.Namespace) -> int:
    from store.county.push import push

    report = push(
        archive_of(options),
        server,
        masking(options.mask, options.keep),
        masked=options.masked,
        progress=_progress(_("Sent")),
    )
    for meeting in report.sent:
        say(_("Sent: {meeting}").format(meeting=meeting))
    for branch, count in report.others.items():
        told = _("Not sent: {count} meetings of {branch}, for which this login may send nothing.")
        say(told.format(count=count, branch=branch))
    told = _("{sent} sent, masked.") if report.masked else _("{sent} sent.")
    say(told.format(sent=len(report.sent)))
    say(_("The county has {there} of this archive's sealed meetings.").format(there=report.there))
    return 0


def masking(also: Sequence[str], kept: Sequence[str]) -> Mask:
    """How records are masked: third persons as found in each, and `also`, without those `kept`."""

    def mask(rows: Sequence[Row], state: MeetingState, before: Sequence[Row]) -> list[Row]:
        from exports.masked_rows import masked_rows, names_masked
        from exports.persons import third_persons

        found = [candidate.name for candidate in third_persons(state)]
        wanted = [name for name in (*found, *also) if name not in kept]
        # What was hidden once is not shown by a later version.
        names = dict.fromkeys((*wanted, *names_masked(rows, before)))
        return masked_rows(rows, state, names, replace(usual(Audience.REPORT), masked=True))

    return mask


def _view(server: Server, options: argparse.Namespace) -> int:
    from store.county.schema import need_version
    from store.county.view import month_before, months, view

    until = _month(options.until) or f"{date.today():%Y-%m}"
    since = _month(options.since) or month_before(until, MONTHS - 1)
    with server.connected(read_only=True) as db:
        need_version(db)
        found = list(view(db, since, until))
    if options.csv:
        from exports.sheet import as_csv
        from exports.writing import write_file

        write_file(Path(options.csv), as_csv(_table(found)))
        say(options.csv)
        return 0
    say("\t".join([_("(items not marked)"), *months(since, until)]))
    for branch, row in groupby(found, key=lambda month: month.branch):
        say("\t".join([branch, *map(_cell, row)]))
    return 0


def _cell(month: Month) -> str:
    told = month.standing.label
    return f"{told} ({month.missing})" if month.missing else told


def _table(found: Iterable[Month]) -> Iterator[list[str]]:
    yield [
        _("Branch"),
        _("Month"),
        _("Standing"),
        _("Meetings"),
        _("Signed late"),
        _("Gaps in the record"),
        _("Items not marked"),
        _("Passages not confirmed"),
    ]
    for each in found:
        numbers = (each.meetings, each.late, each.gaps, each.missing, each.unconfirmed)
        yield [each.branch, each.month, each.standing.label, *map(str, numbers)]


def _month(text: str | None) -> str:
    if text and not _MONTH.fullmatch(text):
        raise Refused(_("A month is written like 2026-05."))
    return text or ""


def _progress(done_word: str) -> Any:
    """Tell how far it is, on a terminal only."""

    def tell(done: int, total: int) -> bool:
        if sys.stderr.isatty() and total:
            end = "\n" if done == total else ""
            print(f"\r{done_word}: {done}/{total}", end=end, file=sys.stderr, flush=True)
        return True

    return tell
