"""`replay`: a scripted meeting without a screen, through the same commands as the keys."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from locales import N_, _
from meeting.commands import COMMANDS, SealRecord
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.seal import NO_SEAL
from store.archive import Archive
from store.hearing import ear_of

from .script import Rehearsal, Step, play, read_script
from .verb import Verb, archive_of
from .words import read_text, say


class Replay(Verb):
    """`shaitai replay SCRIPT.jsonl`"""

    name = "replay"
    help = N_("Run a scripted meeting through the same commands as the keys.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("script", metavar="SCRIPT.jsonl")
        parser.add_argument("-o", "--output", metavar="minutes.docx", help=_("write the minutes here"))
        parser.epilog = _commands_told()

    def run(self, options: argparse.Namespace) -> int:
        steps = read_script(read_text(options.script))
        archive = archive_of(options)
        target = Path(options.output) if options.output else None
        if target is not None and not target.parent.is_dir():
            raise Refused(_("The folder {path} does not exist.").format(path=target.parent))
        meeting = hold(steps, archive)
        say(meeting)
        if target is not None:
            from exports.word import write_docx

            write_docx(minutes(archive.read(meeting)), target)
        return 0


def hold(steps: Sequence[Step], archive: Archive) -> str:
    """Hold the scripted meeting in `archive` and give its id; a script with a fault leaves no trace."""
    listening = ear_of(archive)
    rehearsal = Rehearsal(listening)
    play(steps, rehearsal, NO_SEAL)
    if rehearsal.state.head is None:
        raise Refused(_("Nothing has been entered in this meeting."))
    previous = archive.last_seal(rehearsal.state.head.branch) if rehearsal.state.seal else NO_SEAL
    record = archive.new_meeting(rehearsal.state.head.day, ear=listening)
    try:
        play(steps, record, previous)
        archive.note_seals(record)
        record.flush()
    except OSError as error:
        raise Refused(_("The record cannot be written: {error}.").format(error=error.strerror)) from error
    finally:
        record.close()
    return record.id


def _commands_told() -> str:
    told = [
        _('One command a line: {"at": "2026-05-24T09:00:00+08:00", "do": "start", ...}'),
        _('"refused": true says that the rules must refuse it.'),
        _("A negative line, flag, turn or pledge counts from the newest: -1 is the last one."),
        "",
    ]
    for name, command in COMMANDS.items():
        told.append(f"  {name}: {command.__doc__}")
        if command is not SealRecord and (names := [item.name for item in fields(command)]):
            told.append(f"      {', '.join(names)}")
    return "\n".join(told).replace("%", "%%")
