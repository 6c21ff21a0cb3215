"""`export`: what leaves the house."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Final

from locales import N_, _
from meeting.clock import elapsed
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import MeetingState
from store.archive import Archive
from store.atomic import write_whole

from .reading import prepared
from .verb import Verb, archive_of
from .words import say

FORMATS: Final = ("docx", "md", "json", "csv")


class Export(Verb):
    """`shaitai export MEETING`"""

    name = "export"
    help = N_("Write a meeting's minutes to a file.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("meeting", metavar="MEETING", help=_("an id, a date or `last`"))
        parser.add_argument("-o", "--output", metavar="FILE", help=_("where to write"))
        parser.add_argument("--format", choices=FORMATS, help=_("by default as FILE ends, else docx"))
        parser.add_argument("--masked", action="store_true", help=_("not in this version yet"))
        parser.add_argument("--template", metavar="FILE", help=_("not in this version yet"))

    def run(self, options: argparse.Namespace) -> int:
        if options.masked or options.template:
            raise Refused(_("This version cannot mask names or use a template yet: leave the option out."))
        archive = archive_of(options)
        state = prepared(archive, options.meeting)
        id = archive.file(options.meeting).id
        form = options.format or _by_ending(options.output)
        path = Path(options.output or f"minutes-{id}.{form}")
        if form == "docx":
            from exports.word import write_docx

            write_docx(minutes(state), path)
        else:
            _write(path, _other(form, archive, id, state))
        say(str(path))
        return 0


def _by_ending(output: str | None) -> str:
    ending = Path(output or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "docx"


def _other(form: str, archive: Archive, id: str, state: MeetingState) -> bytes:
    """The record as Markdown, as JSON (every event, format 1), or its timing as CSV."""
    if form == "md":
        from exports.plain import as_markdown

        return as_markdown(minutes(state)).encode()
    if form == "json":
        events = archive.file(id).rows()
        record = {"format": 1, "meeting": id, "events": events}
        return json.dumps(record, ensure_ascii=False, indent=1).encode()
    from exports.sheet import as_csv

    return as_csv(_timing(state))


def _timing(state: MeetingState) -> list[list[str]]:
    rows = [[_("Name"), _("Allowed (s)"), _("Used (s)"), _("Began"), _("Ended")]]
    for turn in state.turns:
        end = turn.ended or turn.stretches[-1].end or turn.stretches[-1].start
        rows.append(
            [
                state.name_of(turn.member),
                str(turn.budget),
                str(elapsed(turn, end)),
                turn.stretches[0].start.isoformat(),
                end.isoformat(),
            ]
        )
    return rows


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        told = _("{path} cannot be written: close it in Word or choose another folder.")
        raise Refused(told.format(path=path)) from error
