"""`list`, `show`, `search`: reading the archive."""

from __future__ import annotations

import argparse
import re
from typing import Final

from locales import N_, _, current
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import MeetingState
from meeting.text import clean_line, clean_name
from meeting.titles import short_title
from store.reading import Hit, Wanted
from store.summary import Summary

from .verb import Records, Verb, records_of
from .words import as_json, complain, say

_SINCE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class ListMeetings(Verb):
    """`shaitai list`"""

    name = "list"
    help = N_("List past meetings, newest first.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("as JSON"))

    def run(self, options: argparse.Namespace) -> int:
        summaries = records_of(options).summaries()
        if options.json:
            print(as_json([_plain(summary) for summary in summaries], indent=1))
            return 0
        if not summaries:
            say(_("There are no meetings yet."))
        for summary in summaries:
            say(f"{summary.id}\t{_told(summary)}")
        return 0


def _told(summary: Summary) -> str:
    if summary.head is None:
        return summary.problem or _("Nothing has been entered in this meeting.")
    came = _("came {came}/{due}").format(came=summary.came, due=summary.due)
    return "\t".join((short_title(summary.head, current()), came, summary.stage.value))


def _plain(summary: Summary) -> dict[str, object]:
    head = summary.head
    return {
        "id": summary.id,
        "date": head.day.isoformat() if head else None,
        "kind": head.kind.value if head else None,
        "number": head.number if head else None,
        "stage": summary.stage.value,
        "due": summary.due,
        "came": summary.came,
        "disclosed": summary.disclosed,
        "open_pledges": summary.open_pledges,
        "seal": summary.seal,
        "problem": summary.problem,
    }


def prepared(records: Records, meeting: str) -> MeetingState:
    """The state of a meeting that has at least been prepared; Refused otherwise."""
    state = records.read(meeting)
    if state.head is None:
        raise Refused(_("Nothing has been entered in this meeting."))
    return state


class Show(Verb):
    """`shaitai show MEETING`"""

    name = "show"
    help = N_("Show a meeting's minutes as text.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("meeting", metavar="MEETING", help=_("an id, a date or `last`"))

    def run(self, options: argparse.Namespace) -> int:
        from exports.plain import as_text

        say(as_text(minutes(prepared(records_of(options), options.meeting))))
        return 0


class Search(Verb):
    """`shaitai search TEXT`"""

    name = "search"
    help = N_("Find words in all recorded lines, newest meeting first.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("text", metavar="TEXT")
        parser.add_argument("--member", metavar="NAME", help=_("only this member's words"))
        parser.add_argument("--topic", metavar="ID", help=_("only speakers who covered this topic"))
        parser.add_argument("--since", metavar="2026-01", help=_("only from this month on"))
        parser.add_argument("--json", action="store_true", help=_("as JSON"))

    def run(self, options: argparse.Namespace) -> int:
        records = records_of(options)
        hits = records.search(_wanted(options))
        for summary in records.unreadable():
            complain(summary.problem)
        if options.json:
            print(as_json([_hit_plain(hit) for hit in hits], indent=1))
        for hit in () if options.json else hits:
            say("\t".join((hit.meeting, hit.name, Kind(hit.kind).label, hit.text)))
        return 0 if hits else 1


def _wanted(options: argparse.Namespace) -> Wanted:
    text = clean_line(options.text)
    if not text:
        raise Refused(_("Say what to look for."))
    if options.since and not _SINCE.fullmatch(options.since):
        raise Refused(_("--since needs a year, a month or a day, such as 2026-01."))
    return Wanted(
        text=text,
        member=clean_name(options.member or ""),
        topic=options.topic or "",
        since=options.since or "",
    )


def _hit_plain(hit: Hit) -> dict[str, object]:
    return {
        "meeting": hit.meeting,
        "date": hit.day,
        "name": hit.name,
        "line": hit.line,
        "kind": hit.kind,
        "text": hit.text,
    }
