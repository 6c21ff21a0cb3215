"""The months in words: this month, unsigned meetings, months without one."""

from __future__ import annotations

from datetime import date

from locales import _, current
from meeting.cadence import Cadence, Month
from meeting.dates import written_day, written_month


def cadence_words(cadence: Cadence, today: date) -> str:
    """One line on this month; a second one where meetings are unsigned."""
    stands = {
        Month.DUE: _("this month's meeting is due"),
        Month.PREPARED: _("this month's meeting is prepared"),
        Month.RUNNING: _("this month's meeting is running"),
        Month.UNSIGNED: _("this month's meeting is unsigned"),
        Month.SIGNED: _("this month's meeting is signed"),
    }[cadence.month]
    told = _("{month}: {stands}").format(month=_month(today), stands=stands)
    if cadence.skipped:
        told += _(" · no meeting in {months}").format(months=_span(cadence.skipped))
    if cadence.oldest is not None:
        unsigned = _("Unsigned meetings: {count}, the oldest of {day}")
        told += "\n" + unsigned.format(count=cadence.unsigned, day=written_day(cadence.oldest, current()))
    return told


def _month(day: date) -> str:
    return written_month(day, current())


def _span(months: tuple[date, ...]) -> str:
    """All of a few months, the ends of many."""
    if len(months) <= 3:
        return _(", ").join(map(_month, months))
    span = _("{first} to {last} ({count} months)")
    return span.format(first=_month(months[0]), last=_month(months[-1]), count=len(months))
