"""The full record as JSON, for other programs: `docs/record-json.md` says what is in it.

Desk notes and flags are the recorder's own and leave the house in no format.
"""

from __future__ import annotations

import json
from typing import Any, Final

from meeting.codec import to_plain
from meeting.kinds import Kind
from meeting.state import MeetingState
from meeting.timing import timings
from meeting.trimming import trimmed
from meeting.version import WHOLE, Audience, Version

SCHEMA: Final = "shaitai-record"
FORMAT: Final = 1
"""Counts up when a field is renamed, removed or comes to mean something else; new fields do not count."""


def as_json(state: MeetingState, meeting: str, version: Version = WHOLE) -> bytes:
    """The record of the meeting with this id, UTF-8, fields in a fixed order."""
    return (json.dumps(record(state, meeting, version), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "replace"
    )


def record(state: MeetingState, meeting: str, version: Version = WHOLE) -> dict[str, Any]:
    """The same as plain values: the sections that `version` shows, by id in `members` and `observers`."""
    state = trimmed(state, version)
    # How much was laid open, and what was left open, is the branch's own business.
    own = version.audience is Audience.ARCHIVE
    lines = [line for line in state.lines if line.kind is not Kind.NOTE]
    return {
        "schema": SCHEMA,
        "format": FORMAT,
        "meeting": meeting,
        "stage": state.stage.value,
        "version": to_plain(version),
        "head": to_plain(state.head),
        "opened": to_plain(state.opened),
        "adjourned": to_plain(state.adjourned),
        # A PIN's hash is in no record; dropped here as well, whatever a file holds.
        "members": [_member(to_plain(member)) for member in state.roster],
        "order": list(state.order),
        "attendance": {id: to_plain(mark) for id, mark in state.attendance.items()},
        "observers": to_plain(state.observers),
        "checklist": to_plain(state.checklist),
        "marks": [
            {"member": member, "topic": topic, "mark": mark.value}
            for (member, topic), mark in state.marks.items()
            if own
        ],
        "turns": [
            {"number": turn.number, **to_plain(timing), "out_of_rank": turn.out_of_rank}
            for turn, timing in zip(state.turns, timings(state), strict=True)
        ],
        "lines": to_plain(tuple(lines)),
        "carried": to_plain(state.carried),
        "pledges": to_plain(state.follow_ups),
        "passages": to_plain(tuple(state.passages.values())),
        "left_open": dict(state.excused) if own else {},
        "scripts": to_plain(state.scripts),
        "signatures": to_plain(state.signatures),
        "amendments": to_plain(state.amendments),
        "followed_up": to_plain(state.followed),
        "seals": to_plain(state.seals),
    }


def _member(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "pin"}
