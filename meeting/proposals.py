"""Ticks that are proposed from what was said. They are offered, never made: the recorder accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .kinds import Kind
from .state import MeetingState
from .topics import Topic, missing

Propose = Callable[[str, Sequence[Topic]], Iterable[str]]
"""(words, topics) → the ids of the topics that the words seem to lay open."""

_HEARD = frozenset({Kind.STATEMENT, Kind.REPLY, Kind.PRESSURE})


def nothing_proposed(text: str, topics: Sequence[Topic]) -> Iterable[str]:
    """The proposer that proposes nothing."""
    return ()


def proposals(state: MeetingState, propose: Propose) -> tuple[str, ...]:
    """The missing topics that the words of the present (or last) turn seem to lay open, latest first.

    Computed from the record, so that a restart offers the same again.
    """
    if not state.turns or propose is nothing_proposed:
        return ()
    turn = state.turns[-1]
    topics = missing(state.checklist, state.roster.member(turn.member), state.marks)
    wanted = {topic.id for topic in topics}
    found: dict[str, None] = {}
    for line in reversed(state.lines):
        if not wanted or line.turn < turn.number:
            # Lines are in the order of turns but for late additions, which propose nothing.
            break
        if line.turn == turn.number and not line.struck and line.kind in _HEARD and line.by == turn.member:
            for id in propose(line.text, topics):
                if id in wanted:
                    found.setdefault(id)
    return tuple(found)
