"""Is the computer's date to be doubted? Nothing depends on the answer but one sentence."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

FIRST_YEAR: Final = 2020
"""Before it nobody can have held a meeting with this program."""
LONG: Final = timedelta(days=366)
"""A branch meets monthly (S11): a year without a sealed meeting may be a clock in the wrong year."""


class Doubt(StrEnum):
    """Why the date is doubted."""

    TOO_EARLY = "too early"
    """It is before `FIRST_YEAR`."""
    BEFORE = "before"
    """It is before the newest sealed meeting."""
    LONG_AFTER = "long after"
    """It is more than a year after the newest sealed meeting."""


def doubt(today: date, newest: date | None) -> Doubt | None:
    """Why `today` is to be doubted, the newest sealed meeting being of `newest`; None for no reason."""
    if today.year < FIRST_YEAR:
        return Doubt.TOO_EARLY
    if newest is None:
        return None
    if today < newest:
        return Doubt.BEFORE
    return Doubt.LONG_AFTER if today - newest > LONG else None
