"""Month by month (S11): how this month's meeting stands, what is unsigned, which months had none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .state import HELD, Stage


class Month(StrEnum):
    """How the meeting of one month stands."""

    DUE = "due"
    """None has been prepared yet."""
    PREPARED = "prepared"
    RUNNING = "running"
    UNSIGNED = "unsigned"
    SIGNED = "signed"


_FIRST: Final = (
    (Stage.RUNNING, Month.RUNNING),
    (Stage.ADJOURNED, Month.UNSIGNED),
    (Stage.SEALED, Month.SIGNED),
    (Stage.PREPARED, Month.PREPARED),
)
"""Of several meetings in a month, the first of these tells how it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """What there is to say about a branch's months on one day."""

    month: Month
    unsigned: int = 0
    """How many closed meetings of any month are not signed."""
    oldest: date | None = None
    """The day of the oldest unsigned one."""
    skipped: tuple[date, ...] = ()
    """The first days of the months between the last meeting held and this month."""


def cadence(meetings: Iterable[tuple[date, Stage]], today: date) -> Cadence:
    """The cadence of one branch's meetings, each given by its day and stage.

    A meeting of a later month than today's, as after a clock in the wrong year, tells nothing of the months.
    """
    known = list(meetings)
    this = _number(today)
    here = {stage for day, stage in known if _number(day) == this}
    unsigned = sorted(day for day, stage in known if stage is Stage.ADJOURNED)
    held = [_number(day) for day, stage in known if stage in HELD and _number(day) <= this]
    return Cadence(
        month=next((month for stage, month in _FIRST if stage in here), Month.DUE),
        unsigned=len(unsigned),
        oldest=unsigned[0] if unsigned else None,
        skipped=tuple(_first_day(number) for number in range(max(held) + 1, this)) if held else (),
    )


def _number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
