"""Which ticks a line proposes: the ear for topics, loaded when the first line is heard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from meeting.topics import Topic

if TYPE_CHECKING:
    from meeting.language.topics_heard import Tick

REMEMBERED: Final = 2048
"""How many lines' ticks are remembered: a turn's lines are asked about again after each of them."""


def heard_topics(text: str, topics: Sequence[Topic]) -> Sequence[Tick]:
    """The ticks that `text` proposes among `topics`."""
    return _heard(text, tuple(topics))


@lru_cache(REMEMBERED)
def _heard(text: str, topics: tuple[Topic, ...]) -> Sequence[Tick]:
    from meeting.language.topics_heard import ticks

    return ticks(text, topics)
