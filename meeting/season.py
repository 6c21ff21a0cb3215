"""The time dimension of the content (S28): what the same month brought a year ago."""

from __future__ import annotations

from datetime import date

from .state import MeetingState
from .topics import Mark


def a_year_ago(day: date) -> str:
    """The same month of the year before, as 2025-05."""
    return f"{day.year - 1:04}-{day.month:02}"


def raised(state: MeetingState) -> tuple[str, ...]:
    """The topics of a meeting's month that somebody laid open or declared empty, by title, in their order."""
    marked = {topic for (_member, topic), mark in state.marks.items() if mark is not Mark.MISSING}
    return tuple(topic.title for topic in state.checklist.seasonal if topic.id in marked)
