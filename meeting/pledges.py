"""Pledges (整改) as they are now, with what was followed up after the seal, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .state import Followed, FollowUp, MeetingState, Outcome

SOON: Final = timedelta(days=7)
"""A pledge is due from so long before its date (product choice)."""


class Standing(StrEnum):
    """How a pledge stands on a day."""

    OPEN = "open"
    DUE = "due"
    """Its date is at most a week away."""
    OVERDUE = "overdue"
    """Its date has passed, and it is not said what became of it."""
    EXTENDED = "extended"
    NOT_DONE = "not_done"
    DONE = "done"


def standing(pledge: FollowUp, today: date) -> Standing:
    """How `pledge` stands today; an extended one by its new date."""
    if pledge.outcome in (Outcome.DONE, Outcome.NOT_DONE):
        return Standing(pledge.outcome.value)
    if pledge.due is not None and pledge.due < today:
        return Standing.OVERDUE
    if pledge.due is not None and pledge.due - today <= SOON:
        return Standing.DUE
    return Standing(pledge.outcome.value)


def carries(pledge: FollowUp) -> bool:
    """Is it looked back on in the next meeting? All are that are not done."""
    return pledge.outcome is not Outcome.DONE


def handed_on(pledges: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """What the next meeting looks back on: all that carry, numbered anew, nothing said of them yet."""
    return tuple(
        FollowUp(number=number, text=each.text, owner=each.owner, due=each.due, since=each.since)
        for number, each in enumerate(filter(carries, pledges), start=1)
    )


def carried_now(state: MeetingState) -> tuple[FollowUp, ...]:
    """What was carried into the meeting, as it stands after everything that the record says."""
    return _now(state.carried, [each for each in state.followed if each.carried])


def own_now(state: MeetingState) -> tuple[FollowUp, ...]:
    """What was pledged in the meeting, as it stands after everything that the record says."""
    return _now(state.follow_ups, [each for each in state.followed if not each.carried])


def _now(pledges: Iterable[FollowUp], followed: list[Followed]) -> tuple[FollowUp, ...]:
    last = {each.follow_up: each for each in followed}
    return tuple(_after(pledge, last.get(pledge.number)) for pledge in pledges)


def _after(pledge: FollowUp, followed: Followed | None) -> FollowUp:
    if followed is None:
        return pledge
    return replace(pledge, outcome=followed.outcome, note=followed.note, due=followed.due)
