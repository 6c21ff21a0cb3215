"""Month by month: how this month stands, what is unsigned, which months went by without a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from meeting.cadence import Month, cadence
from meeting.state import Stage

TODAY = date(2026, 5, 24)


def test_without_any_meeting_this_month_is_due_and_nothing_was_skipped():
    found = cadence([], TODAY)
    assert found.month is Month.DUE and found.skipped == () and found.oldest is None


@pytest.mark.parametrize(
    ("stages", "month"),
    [
        ([Stage.PREPARED], Month.PREPARED),
        ([Stage.SEALED], Month.SIGNED),
        ([Stage.SEALED, Stage.PREPARED], Month.SIGNED),
        ([Stage.SEALED, Stage.ADJOURNED], Month.UNSIGNED),
        ([Stage.ADJOURNED, Stage.RUNNING], Month.RUNNING),
        ([Stage.EMPTY], Month.DUE),
    ],
)
def test_of_several_meetings_in_a_month_the_one_to_see_to_tells(stages, month):
    assert cadence([(date(2026, 5, 3), stage) for stage in stages], TODAY).month is month


def test_unsigned_meetings_of_any_month_are_counted_from_the_oldest():
    days = [date(2026, 4, 20), date(2025, 11, 3), date(2026, 5, 20)]
    found = cadence([(day, Stage.ADJOURNED) for day in days], TODAY)
    assert (found.unsigned, found.oldest) == (3, date(2025, 11, 3))


def test_months_since_the_last_meeting_held_are_skipped_over_the_turn_of_the_year():
    held = [(date(2025, 6, 1), Stage.SEALED), (date(2025, 11, 30), Stage.SEALED)]
    prepared = [(date(2026, 3, 1), Stage.PREPARED)]
    skipped = cadence(held + prepared, date(2026, 2, 1)).skipped
    assert skipped == (date(2025, 12, 1), date(2026, 1, 1))
    assert cadence([(date(2026, 4, 30), Stage.SEALED)], TODAY).skipped == ()


def test_a_meeting_after_today_tells_nothing_of_the_months():
    ahead = [(date(2036, 1, 1), Stage.SEALED), (date(2026, 3, 1), Stage.SEALED)]
    found = cadence(ahead, TODAY)
    assert found.month is Month.DUE and found.skipped == (date(2026, 4, 1),)
