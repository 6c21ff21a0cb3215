"""Is the computer's date to be doubted? Nothing depends on the answer but one sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

FIRST_YEAR: Final = 2020
"""Before it nobody can have held a meeting with this program."""
LONG: Final = timedelta(days=366)
"""A branch meets monthly (S11): a year without a sealed meeting may be a clock in the wrong year."""


def doubtful(today: date, newest: date | None) -> bool:
    """Is `today` before `FIRST_YEAR`, before the newest sealed meeting, or more than a year after it?"""
    if newest is None or today.year < FIRST_YEAR:
        return today.year < FIRST_YEAR
    return today < newest or today - newest > LONG
