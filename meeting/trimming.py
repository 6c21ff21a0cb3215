"""A meeting with only the sections that a version shows: every format leaves out the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .kinds import Kind
from .readiness import Lack
from .state import Line, MeetingState
from .version import WHOLE, Part, Version

_PART_OF: Final = {
    Kind.QUESTION: Part.QUESTIONS,
    Kind.REPLY: Part.QUESTIONS,
    Kind.REMARK: Part.REMARKS,
    Kind.REMINDER: Part.REMINDERS,
    Kind.PRESSURE: Part.PRESSURE,
    Kind.PLEDGE: Part.PLEDGES,
}


def trimmed(state: MeetingState, version: Version) -> MeetingState:
    """`state` without what `version` leaves out; the archive's version leaves out nothing."""
    if version.without == WHOLE.without:
        return state
    shows = version.shows
    if not shows(Part.REASONS):
        state = _without_reasons(state)
    if not shows(Part.OBJECTIONS):
        agreed = {member: word for member, word in state.passages.items() if not word.objection}
        state = replace(state, passages=agreed, excused=_others(state, Lack.PASSAGE))
    return replace(
        state,
        lines=tuple(_trimmed(line, version) for line in state.lines if _is_shown(line, version)),
        carried=state.carried if shows(Part.CARRIED) else (),
        follow_ups=state.follow_ups if shows(Part.PLEDGES) else (),
        signatures=state.signatures if shows(Part.SIGNATURES) else (),
        amendments=state.amendments if shows(Part.AMENDMENTS) else (),
        followed=tuple(
            each for each in state.followed if shows(Part.CARRIED if each.carried else Part.PLEDGES)
        ),
        scripts=state.scripts if shows(Part.ANNEX) else (),
    )


def _without_reasons(state: MeetingState) -> MeetingState:
    return replace(
        state,
        attendance={member: replace(mark, reason="") for member, mark in state.attendance.items()},
        turns=tuple(replace(turn, out_of_rank="") for turn in state.turns),
        excused=_others(state, Lack.UNSPOKEN, Lack.ABSENCE),
    )


def _others(state: MeetingState, *lacks: Lack) -> dict[str, str]:
    """What was left open of other kinds than these."""
    kinds = {lack.value for lack in lacks}
    return {gap: reason for gap, reason in state.excused.items() if gap.partition(":")[0] not in kinds}


def _is_shown(line: Line, version: Version) -> bool:
    part = _PART_OF.get(line.kind)
    if line.struck and not version.shows(Part.CORRECTIONS):
        return False
    return part is None or version.shows(part)


def _trimmed(line: Line, version: Version) -> Line:
    return line if version.shows(Part.CORRECTIONS) else replace(line, corrections=())
