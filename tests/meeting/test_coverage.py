"""A year in counts: who spoke when, what was laid open how often, which months had no meeting."""

from __future__ import annotations

from datetime import date

import pytest

from meeting.attendance import Presence
from meeting.coverage import Column, Coverage, counts, pressures_of
from meeting.language.disclosure import Disclosure
from meeting.part import Item, Part, Sort
from meeting.state import Pressure, Stage
from meeting.topics import Mark

TITLES = (
    ("duty", "近期履职", Sort.STANDING),
    ("gifts", "收受钱物", Sort.STANDING),
    ("s1", "春耕", Sort.SEASONAL),
)


def part(name: str, day: str, marks: str = "", presence: Presence = Presence.PRESENT, **more) -> Part:
    """A member at the meeting of a day; `marks` are c, n or m for the items, none for no turn."""
    given = marks or "mmm"
    told = {"c": Mark.COVERED, "n": Mark.NOTHING, "m": Mark.MISSING}
    items = tuple(Item(*title, told[mark]) for title, mark in zip(TITLES, given, strict=True))
    return Part(
        meeting=f"{day}-0000",
        day=date.fromisoformat(day),
        stage=Stage.SEALED,
        name=name,
        presence=presence,
        spoke=bool(marks),
        items=items,
        facts=Disclosure(dates=2, sums=1, lines=3, own_acts=1) if marks else Disclosure(),
        **more,
    )


@pytest.fixture
def year() -> Coverage:
    """A year with meetings, leave and absence."""
    return Coverage(
        2026,
        (
            part("栗长河", "2026-02-10", "cnm"),
            part("王芳", "2026-02-10", presence=Presence.LEAVE),
            part("栗长河", "2026-04-10", "ccc", pressures=(Pressure(did="没有答应"),)),
            part("丁一禾", "2026-04-10"),
            part("栗长河", "2026-04-24", "mnm"),
            part("王芳", "2026-04-24", "cmm"),
        ),
    )


def test_members_are_those_of_the_newest_roster_first(year):
    assert year.members == ("栗长河", "王芳", "丁一禾")


def test_a_month_may_hold_several_meetings(year):
    assert year.held == (2, 4)
    assert [each.day.day for each in year.of("栗长河", 4)] == [10, 24]
    assert year.of("丁一禾", 2) == ()


def test_items_are_counted_of_those_who_spoke(year):
    duty, gifts, season = year.columns
    assert (duty.title, gifts.title, season) == ("近期履职", "收受钱物", Column(Sort.SEASONAL))
    assert year.item("栗长河", duty) == (2, 3)
    assert year.item("栗长河", gifts) == (3, 3)
    assert year.item("栗长河", season) == (1, 3)
    assert year.item("丁一禾", duty) == (0, 0)


def test_who_has_not_spoken_in_a_month(year):
    assert year.undisclosed(2) == ("王芳",)
    assert year.undisclosed(4) == ("丁一禾",)
    assert year.undisclosed(3) == ()


def test_skipped_months_lie_between_the_first_meeting_and_today(year):
    assert year.skipped(date(2025, 12, 1), date(2026, 6, 1)) == (1, 3, 5)
    assert year.skipped(date(2026, 2, 10), date(2026, 6, 1)) == (3, 5)
    assert year.skipped(None, date(2026, 6, 1)) == ()


def test_growth_is_told_meeting_by_meeting(year):
    told = [(day.isoformat(), found.spoke, found.items, found.facts) for day, _id, found in year.meetings()]
    assert told == [("2026-02-10", 1, 2, 3), ("2026-04-10", 1, 3, 3), ("2026-04-24", 2, 2, 6)]


def test_parts_add_up(year):
    every = counts(year.parts)
    assert (every.meetings, every.came, every.spoke, every.due, every.own_acts) == (3, 5, 4, 12, 4)
    assert every.pressures == 1 and pressures_of(year.parts)[0][0] == date(2026, 4, 10)
    assert counts(()) == counts([])
