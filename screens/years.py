"""A branch's year, and another one beside it, asked for and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales import _
from meeting.coverage import Coverage
from meeting.state import HELD
from store.reading import PastMeetings


@dataclass(frozen=True, slots=True)
class Years:
    """A branch's year, the year beside it if any, and when meetings were held at all."""

    year: Coverage
    other: Coverage | None
    held: tuple[date, ...]
    """The days of all meetings of the branch that were held, oldest first."""
    sealed_only: bool = False
    """Are only sealed meetings known? Then nothing says that none was held."""


def years_of(past: PastMeetings, branches: tuple[str, ...], year: int, other: int | None = None) -> Years:
    """Ask for a year, and for another one beside it; Refused where the meetings cannot be read."""
    held = (date.fromisoformat(day) for _id, day, stage in past.months(*branches) if stage in HELD)
    return Years(
        coverage_of(past, branches, year),
        coverage_of(past, branches, other) if other is not None else None,
        tuple(sorted(held)),
        past.sealed_only,
    )


def coverage_of(past: PastMeetings, branches: tuple[str, ...], year: int) -> Coverage:
    """What a branch laid open in a year; Refused where the meetings cannot be read."""
    return Coverage(year, tuple(past.parts(*branches, since=f"{year:04}", until=f"{year:04}")))


def none_held(years: Years) -> str:
    """What is said of a year of which no meeting is known; empty where one is."""
    if years.year.parts:
        return ""
    none = (
        _("Nothing signed has come of {year}.") if years.sealed_only else _("No meeting was held in {year}.")
    )
    return none.format(year=years.year.year)


def stands(years: Years, today: date) -> str:
    """Who has not spoken this month, and of which months no meeting is known; a sentence each."""
    coverage, told = years.year, list[str]()
    if coverage.year == today.year:
        this = f"{today.year}-{today.month:02}"
        if today.month not in coverage.held:
            none = (
                _("{month}: nothing signed has come") if years.sealed_only else _("{month}: no meeting yet")
            )
            told.append(none.format(month=this))
        elif names := coverage.undisclosed(today.month):
            without = _("{month}: {count} without a turn: {names}")
            told.append(without.format(month=this, count=len(names), names=_(", ").join(names)))
        else:
            told.append(_("{month}: everybody has spoken").format(month=this))
    if skipped := coverage.skipped(years.held[0] if years.held else None, today):
        months = _(", ").join(f"{coverage.year}-{month:02}" for month in skipped)
        none = _("nothing signed has come of {months}") if years.sealed_only else _("no meeting in {months}")
        told.append(none.format(months=months))
    return _(" · ").join(told)
