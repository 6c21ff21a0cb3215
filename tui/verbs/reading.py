"""`list`, `show`, `search`: reading the archive."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass

from locales import N_, _, current
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import Line, MeetingState
from meeting.text import clean_name
from meeting.titles import short_title
from store.archive import Archive, Summary

from .verb import Verb, archive_of


class ListMeetings(Verb):
    """`shaitai list`"""

    name = "list"
    help = N_("List past meetings, newest first.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("as JSON"))

    def run(self, options: argparse.Namespace) -> int:
        summaries = archive_of(options).summaries()
        if options.json:
            print(json.dumps([_plain(summary) for summary in summaries], ensure_ascii=False, indent=1))
        for summary in () if options.json else summaries:
            print(summary.id, _told(summary), sep="\t")
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


def prepared(archive: Archive, meeting: str) -> MeetingState:
    """The state of a meeting that has at least been prepared; Refused otherwise."""
    state = archive.read(meeting)
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

        print(as_text(minutes(prepared(archive_of(options), options.meeting))), end="")
        return 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A recorded line that was found."""

    meeting: str
    day: str
    name: str
    line: Line


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
        hits = list(_hits(archive_of(options), options))
        if options.json:
            print(json.dumps([_hit_plain(hit) for hit in hits], ensure_ascii=False, indent=1))
        for hit in () if options.json else hits:
            print(hit.meeting, hit.name, hit.line.kind.label, hit.line.text, sep="\t")
        return 0 if hits else 1


def _hits(archive: Archive, options: argparse.Namespace) -> Iterator[Hit]:
    wanted = options.text.casefold()
    member = clean_name(options.member or "")
    for id in archive.ids():
        if options.since and id < options.since:
            continue
        try:
            state = archive.read(id)
        except Refused:
            # The list shows damaged meetings as such; a search goes through the others.
            continue
        for line in state.lines:
            name = state.name_of(line.by)
            if line.kind is Kind.NOTE or line.struck or wanted not in line.text.casefold():
                continue
            if (member and name != member) or (options.topic and not _covered(state, line, options.topic)):
                continue
            yield Hit(id, state.called.day.isoformat(), name, line)


def _covered(state: MeetingState, line: Line, topic: str) -> bool:
    turn = next((turn for turn in state.turns if turn.number == line.turn), None)
    return turn is not None and (turn.member, topic) in state.marks


def _hit_plain(hit: Hit) -> dict[str, object]:
    return {
        "meeting": hit.meeting,
        "date": hit.day,
        "name": hit.name,
        "line": hit.line.number,
        "kind": hit.line.kind.value,
        "text": hit.line.text,
    }
