"""The coverage of a year as tables: members by months, members by items, meeting by meeting, two years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from exports.tabled import Sheet
from locales import _
from meeting.attendance import Presence
from meeting.coverage import Column, Counts, Coverage, counts
from meeting.part import Part, Sort
from meeting.topics import Mark

MONTHS: Final = range(1, 13)
BAR: Final = 24
"""Cells of the longest bar."""

Share = Callable[[int, int], str]
"""How many of how many → a cell."""


def fraction(some: int, every: int) -> str:
    """8/12: for the screen."""
    return f"{some}/{every}"


def spelled(some: int, every: int) -> str:
    """8 of 12: for a spreadsheet, which takes 8/12 for a day."""
    return _("{some} of {every}").format(some=some, every=every)


def short(some: int, every: int) -> str:
    """Only how many, with a star where that is all: for a narrow screen."""
    return f"{some}*" if some == every else str(some)


def by_months(coverage: Coverage, share: Share) -> Sheet:
    """Members down, months across: how many of their items each laid open."""
    rows = [
        (name, *(_in_month(coverage.of(name, month), share) for month in MONTHS)) for name in coverage.members
    ]
    spoke = [counts(coverage.in_month(month)) for month in MONTHS]
    if rows:
        rows.append((_("(spoke)"), *(str(each.spoke) if each.meetings else "" for each in spoke)))
        rows.append((_("(facts)"), *(str(each.facts) if each.meetings else "" for each in spoke)))
    return Sheet(
        name=_("coverage-{year}").format(year=coverage.year),
        title=_("Coverage {year}: members and months").format(year=coverage.year),
        header=(_("Member"), *map(str, MONTHS)),
        rows=tuple(rows),
        notes=(_legend_of_months(share),),
        widths=(3, *(2 for _month in MONTHS)),
    )


def _in_month(parts: Sequence[Part], share: Share) -> str:
    spoken = [part for part in parts if part.spoke]
    if spoken:
        items = {item.title: False for part in spoken for item in part.items}
        items |= {title: True for part in spoken for title in part.marked(Mark.COVERED, Mark.NOTHING)}
        return share(sum(items.values()), len(items))
    presences = {part.presence for part in parts}
    if not presences:
        return ""
    if any(presence.came for presence in presences):
        return _("no")
    return _("lv") if Presence.LEAVE in presences else _("ab")


def _legend_of_months(share: Share) -> str:
    marks = _(
        "“no” present without a turn, “lv” on leave, “ab” absent, empty: no record or not on the roster"
    )
    if share is short:
        return _("Items laid open, * all of them; {marks}.").format(marks=marks)
    return _("Items laid open of those due; {marks}.").format(marks=marks)


def by_items(coverage: Coverage, share: Share) -> Sheet:
    """Members down, items across: how often each item was laid open, of how often it was due."""
    columns = coverage.columns
    rows = tuple(
        (name, *(share(*found) if (found := coverage.item(name, column))[1] else "" for column in columns))
        for name in coverage.members
    )
    told = _(
        "How often an item was laid open or declared empty, of how often its member spoke; empty: never due."
    )
    if share is short:
        told = _("How often an item was laid open or declared empty, * always when its member spoke.")
    return Sheet(
        name=_("items-{year}").format(year=coverage.year),
        title=_("Coverage {year}: members and items").format(year=coverage.year),
        header=(_("Member"), *map(column_title, columns)),
        rows=rows,
        notes=(told,),
        widths=(3, *(2 for _column in columns)),
    )


def column_title(column: Column) -> str:
    """What a column of items is called."""
    if column.sort is Sort.SEASONAL:
        return _("the month's own items")
    return _("the post's own duties") if column.sort is Sort.DUTY else column.title


def by_meetings(coverage: Coverage, share: Share) -> Sheet:
    """Meetings down: how much was laid open and named, from 少、轻、浅 to 多、重、深 (S47)."""
    meetings = coverage.meetings()
    most = max((found.facts for _day, _id, found in meetings), default=0)
    drawn = share is fraction
    rows = tuple(
        (
            day.isoformat(),
            share(found.spoke, found.came) if share is not short else str(found.spoke),
            str(found.items),
            str(found.own_acts),
            str(found.pressures),
            str(found.facts),
            *((_bar(found.facts, most),) if drawn else ()),
        )
        for day, _id, found in meetings
    )
    return Sheet(
        name=_("growth-{year}").format(year=coverage.year),
        title=_("Meeting by meeting {year}").format(year=coverage.year),
        header=(
            _("Day"),
            _("Spoke"),
            _("Items"),
            _("Acts"),
            _("Pressure"),
            _("Facts"),
            *(("",) if drawn else ()),
        ),
        rows=rows,
        notes=(
            _(
                "Spoke, of those who came; items laid open; lines with an act of the speaker's own; "
                "dates, sums, persons, acts and documents named."
            ),
        ),
    )


def _bar(count: int, most: int) -> str:
    """A count as a bar, beside the largest one."""
    return ("#" * round(BAR * count / most) if most else "").ljust(BAR)


def two_years(then: Coverage, now: Coverage) -> Sheet:
    """Members down: turns, items and facts of both years beside each other; the whole branch last."""
    names = dict.fromkeys((*now.members, *then.members))
    rows = [(name, *_beside(counts(then.by(name)), counts(now.by(name)))) for name in names]
    if rows:
        rows.append((_("(all)"), *_beside(counts(then.parts), counts(now.parts))))
    labels = (_("Spoke"), _("Items"), _("Facts"), _("Acts"))
    return Sheet(
        name=_("years-{then}-{now}").format(then=then.year, now=now.year),
        title=_("{then} and {now}").format(then=then.year, now=now.year),
        header=(
            _("Member"),
            *(f"{label}\n{coverage.year}" for label in labels for coverage in (then, now)),
        ),
        rows=tuple(rows),
        notes=(
            _("{then}: {held} meetings; {now}: {holds} meetings. Counts over the whole year.").format(
                then=then.year,
                held=counts(then.parts).meetings,
                now=now.year,
                holds=counts(now.parts).meetings,
            ),
        ),
        widths=(3, *(2,) * (2 * len(labels))),
    )


def _beside(then: Counts, now: Counts) -> Iterable[str]:
    for one, other in (
        (then.spoke, now.spoke),
        (then.items, now.items),
        (then.facts, now.facts),
        (then.own_acts, now.own_acts),
    ):
        yield str(one) if then.meetings else ""
        yield str(other) if now.meetings else ""
