"""What the catalogue keeps of one meeting: its line in the list, and its lines to be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from meeting.kinds import Kind
from meeting.part import Part, parts
from meeting.refusal import Refused
from meeting.state import Line, MeetingState

from .bigrams import folded
from .meeting_file import MeetingFile
from .pledges import pledge_rows
from .summary import Summary, summary_of

MOST_LINES: Final = 1 << 16
"""How many lines of one meeting can be searched: a day's typing is a tenth of it."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as the catalogue has it."""

    summary: Summary
    stamp: str
    branch: str
    day: str
    """ISO 8601; that of the id where the meeting cannot be read."""
    lines: tuple[tuple[int, str, str, str, str, str], ...]
    """(number, whose words by full name, kind, topics marked, text, folded text)"""
    pledges: tuple[tuple[bool, str, str], ...] = ()
    """(carried?, the owner's full name, the pledge as JSON)"""
    kind: str = ""
    """The kind of meeting; empty where none is known."""
    parts: tuple[Part, ...] = ()
    """What everybody on the roster did, in its order."""

    @property
    def ordinal(self) -> int:
        """The day as a number that grows with time; 0 for none."""
        try:
            return date.fromisoformat(self.day).toordinal()
        except ValueError:
            return 0


def entry_of(path: Path, stamp: str) -> Entry:
    """Read one meeting; a file that cannot be read has an entry that says so."""
    id = path.stem
    try:
        state = MeetingFile(path).session().state
    except Refused as refused:
        said_day = _DAY.match(id)
        return Entry(Summary(id=id, problem=refused.reason), stamp, "", said_day[0] if said_day else "", ())
    return entry_from(id, state, stamp)


def entry_from(id: str, state: MeetingState, stamp: str = "") -> Entry:
    """The entry of a meeting that could be read."""
    head, said_day = state.head, _DAY.match(id)
    return Entry(
        summary_of(id, state),
        stamp,
        head.branch if head else "",
        head.day.isoformat() if head else (said_day[0] if said_day else ""),
        tuple(_lines(state))[:MOST_LINES],
        tuple(pledge_rows(state)),
        head.kind.value if head else "",
        tuple(parts(id, state)),
    )


def _lines(state: MeetingState) -> Iterator[tuple[int, str, str, str, str, str]]:
    """What was said and stands: no desk notes, no struck lines; amendments beside what they amend."""
    marked: dict[str, list[str]] = {}
    for member, topic in state.marks:
        marked.setdefault(member, []).append(topic)
    turns = {turn.number: f" {' '.join(sorted(marked.get(turn.member, ())))} " for turn in state.turns}
    lines = {line.number: line for line in state.lines if line.kind is not Kind.NOTE and not line.struck}
    for line in lines.values():
        yield _told(line, line.text, turns, state)
    for amendment in state.amendments:
        if amendment.line in lines:
            yield _told(lines[amendment.line], amendment.text, turns, state)


def _told(
    line: Line, text: str, turns: dict[int, str], state: MeetingState
) -> tuple[int, str, str, str, str, str]:
    name = state.name_of(line.by) or state.called.chair
    return line.number, name, line.kind.value, turns.get(line.turn, ""), text, folded(text)
