"""A county's year as tables, by the branches' names: how each month stands, what the records lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from exports.tabled import Sheet
from locales import _
from store.bigrams import words_of
from store.county.view import Month, Standing

from .finding import matches
from .narrowing import day_of, month_of

MONTHS: Final = range(1, 13)

Cell = Callable[[Month], str]
"""How a month of a branch is written."""


@dataclass(frozen=True, slots=True)
class CountyYear:
    """The months of a year of the branches of a county."""

    year: int
    branches: Mapping[str, Mapping[int, Month]]
    """Branch → month, 1 to 12 → how it stands; by name. A month that has not come yet is not there."""


def county_year(found: Iterable[Month], year: int, today: date) -> CountyYear:
    """The year of which these are the months."""
    now = f"{today:%Y-%m}"
    branches: dict[str, dict[int, Month]] = {}
    for month in found:
        row = branches.setdefault(month.branch, {})
        if month.meetings or month.month <= now:
            row[int(month.month[5:7])] = month
    return CountyYear(year, branches)


def narrowed(county: CountyYear, typed: str) -> CountyYear:
    """The branches that fit every word of `typed`: by name or initials, or by how a month stands.

    Words such as 5月 or 2026-05 say of which months that is asked; by themselves they narrow nothing.
    """
    words = words_of(typed)
    asked = {word: month_of(word) or int(day_of(word)[5:7] or 0) for word in words}
    months = {month for month in asked.values() if month} or set(MONTHS)

    def fits(word: str, branch: str, row: Mapping[int, Month]) -> bool:
        if matches(word, branch):
            return True
        return len(word) > 1 and any(
            word in month.standing.label.lower() for number, month in row.items() if number in months
        )

    wanted = [word for word, month in asked.items() if not month]
    kept = {
        branch: row
        for branch, row in county.branches.items()
        if all(fits(word, branch, row) for word in wanted)
    }
    return replace(county, branches=kept)


def mark(month: Month) -> str:
    """One sign: for a narrow screen."""
    return {Standing.HELD: _("S"), Standing.LATE: _("L"), Standing.UNSIGNED: "-"}[month.standing]


def counted(month: Month) -> str:
    """A sign, and how many items are not marked: for the screen."""
    return f"{mark(month)}{month.missing or ''}"


def spelled(month: Month) -> str:
    """In words: for a file."""
    told = month.standing.label
    return (
        _("{standing}, {count} not marked").format(standing=told, count=month.missing)
        if month.missing
        else told
    )


def by_standing(county: CountyYear, cell: Cell) -> Sheet:
    """Branches down, months across; the last row says how many branches have sent a signed record."""
    rows = [
        (branch, *(cell(row[number]) if number in row else "" for number in MONTHS))
        for branch, row in county.branches.items()
    ]
    sent = [
        [row[number].meetings > 0 for row in county.branches.values() if number in row] for number in MONTHS
    ]
    rows.append((_("(with a record)"), *(str(sum(each)) if each else "" for each in sent)))
    told = _("Empty: the month has not come yet.")
    if cell is not spelled:
        told = _("S signed, L signed late, - nothing signed; empty: the month has not come yet.")
    if cell is counted:
        told = _(
            "S signed, L signed late, - nothing signed; number: items not marked; "
            "empty: the month has not come yet."
        )
    return Sheet(
        name=_("branches-{year}").format(year=county.year),
        title=_("Branches and months {year}").format(year=county.year),
        header=(_("Branch"), *map(str, MONTHS)),
        rows=tuple(rows),
        notes=(told,),
        widths=(4, *(2 for _month in MONTHS)),
    )


def by_counts(county: CountyYear) -> Sheet:
    """Branches down: what the year has in numbers; the last row has the sums."""
    rows = [(branch, *_numbers(row.values())) for branch, row in county.branches.items()]
    every = (month for row in county.branches.values() for month in row.values())
    rows.append((_("(all)"), *_numbers(every)))
    return Sheet(
        name=_("branches-counts-{year}").format(year=county.year),
        title=_("Branches in numbers {year}").format(year=county.year),
        header=(
            _("Branch"),
            _("Signed\nmeetings"),
            _("of them\nlate"),
            _("Months\nwithout"),
            _("Gaps in\nrecords"),
            _("Items not\nmarked"),
            _("Not\nconfirmed"),
        ),
        rows=tuple(rows),
        notes=(
            _(
                "Late: signed in a later month than held; without: months of which nothing signed has come; "
                "not confirmed: passages."
            ),
        ),
        widths=(4, 2, 2, 2, 2, 2, 2),
    )


def _numbers(row: Iterable[Month]) -> tuple[str, ...]:
    months = tuple(row)
    numbers = (
        sum(month.meetings for month in months),
        sum(month.late for month in months),
        sum(not month.meetings for month in months),
        sum(month.gaps for month in months),
        sum(month.missing for month in months),
        sum(month.unconfirmed for month in months),
    )
    return tuple(map(str, numbers))
