"""`replay`: a scripted meeting without a screen, through the same commands as the keys."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from locales import N_, _
from meeting.codec import from_plain
from meeting.commands import COMMANDS, Prepare, SealRecord
from meeting.language.ear import ear
from meeting.minutes import minutes
from meeting.refusal import Refused
from store.archive import Archive, last_sealed
from store.record import Record

from .verb import Verb, archive_of


class Replay(Verb):
    """`shaitai replay SCRIPT.jsonl`"""

    name = "replay"
    help = N_("Run a scripted meeting through the same commands as the keys.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("script", metavar="SCRIPT.jsonl")
        parser.add_argument("-o", "--output", metavar="minutes.docx", help=_("write the minutes here"))
        parser.epilog = _commands_told()

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        record = play(read_script(Path(options.script)), archive)
        try:
            record.flush()
            if options.output:
                from exports.word import write_docx

                write_docx(minutes(record.state), Path(options.output))
        except OSError as error:
            raise Refused(_("The record cannot be written: {error}.").format(error=error.strerror)) from error
        finally:
            record.close()
        print(record.id)
        return 0


def _commands_told() -> str:
    told = [_('One command a line: {"at": "2026-05-24T09:00:00+08:00", "do": "start", ...}'), ""]
    for name, command in COMMANDS.items():
        told.append(f"  {name}: {command.__doc__}")
        if names := [item.name for item in fields(command)]:
            told.append(f"      {', '.join(names)}")
    return "\n".join(told).replace("%", "%%")


Step = tuple[int, datetime, str, dict[str, Any], bool]
"""Line number, time, command, its fields, whether a refusal is expected."""


def read_script(path: Path) -> Iterator[Step]:
    """The steps of a script; Refused names the line that is not one."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(_("{path} is not UTF-8 text: save it as UTF-8.").format(path=path)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _step(number, line)


def _step(number: int, line: str) -> Step:
    try:
        data = json.loads(line)
        at = datetime.fromisoformat(data.pop("at"))
        do = data.pop("do")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _at(number, _('not an object with "at" and "do".')) from error
    if at.tzinfo is None:
        raise _at(number, _("the time needs its offset, such as +08:00."))
    return number, at, str(do), data, bool(data.pop("refused", False))


def play(steps: Iterator[Step], archive: Archive) -> Record:
    """Play a script into a new meeting of `archive` and hand it over open; Refused names the line."""
    record: Record | None = None
    try:
        for number, at, do, data, expected in steps:
            if record is None:
                if do != "prepare":
                    raise _at(number, _("a script begins with prepare."))
                record = archive.new_meeting(at.date(), ear=ear(archive.branch().allowed))
            _play_step(record, archive, (number, at, do, data, expected))
    except BaseException:
        if record is not None:
            record.close()
        raise
    if record is None:
        raise Refused(_("The script is empty."))
    return record


def _play_step(record: Record, archive: Archive, step: Step) -> None:
    number, at, do, data, expected = step
    kind = COMMANDS.get(do)
    if kind is None:
        raise _at(number, _("unknown command {name}; see `shaitai replay --help`.").format(name=do))
    try:
        if kind is SealRecord and not data:
            last = last_sealed(archive.summaries())
            record.seal(last.seal if last else "", at)
        else:
            command = from_plain(kind, data)
            if isinstance(command, Prepare) and not command.branch:
                command = replace(command, branch=archive.branch().name)
            record.do(command, at)
    except Refused as refused:
        if expected:
            return
        raise _at(number, refused.reason) from refused
    if expected:
        raise _at(number, _("a refusal was expected here, but it was done."))


def _at(number: int, reason: str) -> Refused:
    return Refused(_("line {number}: {reason}").format(number=number, reason=reason))
