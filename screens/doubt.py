"""The sentence on a computer whose date is to be doubted."""

from __future__ import annotations

from datetime import date

from locales import _
from meeting.doubt import doubtful


def doubt_words(today: date, newest: date | None) -> str:
    """What is odd about today's date and what to do; empty where nothing is. Nobody is held up by it."""
    if not doubtful(today, newest):
        return ""
    if newest is None:
        told = _("Today is {today} by the computer's clock: if it is wrong, set it right, then the day here.")
        return told.format(today=today.isoformat())
    told = _(
        "Today is {today} by the computer's clock, the newest sealed meeting is of {newest}: "
        "if the clock is wrong, set it right, then the day here."
    )
    return told.format(today=today.isoformat(), newest=newest.isoformat())
