"""Ticks that are proposed from what was said. They are offered, never made: the recorder accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol

from .kinds import Kind
from .state import MeetingState
from .topics import Mark, Topic, missing


class Proposed(Protocol):
    """A tick that some words propose: the topic's id, and whether it is covered or nothing to report."""

    @property
    def topic(self) -> str: ...
    @property
    def mark(self) -> Mark: ...


Propose = Callable[[str, Sequence[Topic]], Iterable[Proposed]]
"""(words, topics) → the ticks that the words seem to earn."""

_HEARD: Final = frozenset({Kind.STATEMENT, Kind.REPLY, Kind.PRESSURE})


def nothing_proposed(text: str, topics: Sequence[Topic]) -> Iterable[Proposed]:
    """The proposer that proposes nothing."""
    return ()


def proposals(state: MeetingState, propose: Propose) -> Mapping[str, Mark]:
    """The missing topics that the words of the present (or last) turn seem to settle, and how; latest first.

    Computed from the record, so that a restart offers the same again.
    """
    found: dict[str, Mark] = {}
    if not state.turns or propose is nothing_proposed:
        return found
    turn = state.turns[-1]
    topics = missing(state.checklist, state.roster.member(turn.member), state.marks)
    wanted = {topic.id for topic in topics}
    for line in reversed(state.lines):
        if not wanted or line.turn < turn.number:
            # Lines are in the order of turns but for late additions, which propose nothing.
            break
        if line.turn == turn.number and not line.struck and line.kind in _HEARD and line.by == turn.member:
            for tick in propose(line.text, topics):
                if tick.topic in wanted:
                    found.setdefault(tick.topic, tick.mark)
    return found
