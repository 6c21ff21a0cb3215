"""Scripts: a meeting written down as one command a line, and playing them.

A line is `{"at": "2026-05-24T09:00:00+08:00", "do": "<command>", …}` with the command's own fields.
Lines, flags, turns and pledges of earlier meetings are known by number; a script may count them from
the newest instead: -1 is the last one. `"refused": true` says that the rules must refuse the command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from locales import _
from meeting.codec import from_plain
from meeting.commands import COMMANDS, Command, SealRecord
from meeting.refusal import Refused
from meeting.rows import Row, row_of
from meeting.rules import Ear
from meeting.session import Session, apply, decide, sealing
from meeting.state import MeetingState

_OWN: Final = ("at", "do", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a script."""

    line: int
    """Its place in the file, from 1."""
    at: datetime
    do: str
    given: dict[str, Any]
    """The command's fields as plain JSON."""
    refused: bool = False


class Door(Protocol):
    """Where commands are taken: a record on disk, or a rehearsal."""

    @property
    def state(self) -> MeetingState:
        """The meeting as it is."""

    def do(self, command: Command, at: datetime | None = None) -> Session:
        """Do `command`; Refused changes nothing."""

    def seal(self, previous: str, at: datetime | None = None) -> Session:
        """Seal the signed record."""


class Rehearsal:
    """A meeting that is nowhere but in memory: to know that a script is right before anything is written."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._session = Session()
        self._rows: list[Row] = []

    @property
    def state(self) -> MeetingState:
        """The meeting as it is."""
        return self._session.state

    @property
    def session(self) -> Session:
        """The meeting with its history."""
        return self._session

    def do(self, command: Command, at: datetime | None = None) -> Session:
        """Do `command` at its scripted time."""
        assert at is not None, "a script says when"
        self._take(command, at)
        if command.seals_anew:
            self.seal(self.state.seals[-1].digest, at)
        return self._session

    def _take(self, command: Command, at: datetime) -> None:
        for event in decide(self._session, command, at, ear=self._ear):
            self._session = apply(self._session, event)
            self._rows.append(row_of(event))

    def seal(self, previous: str, at: datetime | None = None) -> Session:
        """Seal it as a meeting without an id."""
        assert at is not None, "a script says when"
        return self.do(sealing("", self._session, self._rows, previous, at, ""), at)


def read_script(text: str) -> list[Step]:
    """The steps of a script; Refused says which line is wrong and how."""
    steps: list[Step] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            step = _step(number, line)
            if not steps and step.do != "prepare":
                raise Refused(_("a script begins with prepare."))
            if steps and step.at < steps[-1].at:
                raise Refused(_("Time runs backwards: this is earlier than the line before."))
        except Refused as refused:
            raise _at(number, refused) from refused
        steps.append(step)
    if not steps:
        raise Refused(_("The script is empty."))
    return steps


def _step(number: int, line: str) -> Step:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused(_('not an object with "at" and "do".')) from error
    if not isinstance(data, dict) or not {"at", "do"} <= data.keys():
        raise Refused(_('not an object with "at" and "do".'))
    if not isinstance(data["do"], str) or data["do"] not in COMMANDS:
        raise Refused(_("unknown command {name}; see `shaitai replay --help`.").format(name=data["do"]))
    return Step(
        line=number,
        at=from_plain(datetime, data["at"], "at"),
        do=data["do"],
        given={name: value for name, value in data.items() if name not in _OWN},
        refused=from_plain(bool, data.get("refused", False), "refused"),
    )


def play(steps: Iterable[Step], door: Door, previous: str) -> None:
    """Take every step through `door`; a seal is chained to `previous`. Refused says which line stopped it."""
    for step in steps:
        try:
            command = command_of(step, door.state)
        except Refused as refused:
            raise _at(step.line, refused) from refused
        try:
            if command is None:
                door.seal(previous, step.at)
            else:
                door.do(command, step.at)
        except Refused as refused:
            if not step.refused:
                raise _at(step.line, refused) from refused
            continue
        if step.refused:
            raise _at(step.line, Refused(_("a refusal was expected here, but it was done.")))


def command_of(step: Step, state: MeetingState) -> Command | None:
    """The command of a step; None for the seal, which nobody can write by hand."""
    kind = COMMANDS[step.do]
    if kind is SealRecord:
        if step.given:
            raise Refused(_("{name} takes no fields: the seal is computed.").format(name=step.do))
        return None
    known: dict[str, Sequence[int]] = {
        "line": [line.number for line in state.lines],
        "flag": [flag.number for flag in state.flags],
        "turn": [turn.number for turn in state.turns],
        "follow_up": [pledge.number for pledge in state.carried],
        "pledge": [pledge.number for pledge in state.follow_ups],
        "script": [script.number for script in state.scripts],
    }
    given = {
        name: _counted(name, value, known[name]) if name in known else value
        for name, value in step.given.items()
    }
    return from_plain(kind, given)


def _counted(name: str, value: Any, numbers: Sequence[int]) -> Any:
    """`value` itself, or, where it is negative, the number that many from the newest."""
    if type(value) is not int or value >= 0:
        return value
    if -value > len(numbers):
        raise Refused(
            _("The field {field} counts {count} back, and there are only {known}.").format(
                field=name, count=-value, known=len(numbers)
            )
        )
    return numbers[value]


def _at(line: int, refused: Refused) -> Refused:
    return Refused(_("line {number}: {reason}").format(number=line, reason=refused.reason))
