"""The home screen says how this month stands, what is unsigned and which months had no meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import locales
from meeting import commands as c
from screens.widgets.row import Prose
from store.branch import Branch
from tests.store.conftest import running
from tui.app import ShaitaiApp


async def told(archive, now: datetime, size=(80, 24)) -> str:
    """What the home screen says of the months."""
    app = ShaitaiApp(archive, clock=lambda: now)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return app.screen.query_one("#cadence", Prose)._text


async def test_without_a_meeting_this_month_is_due(archive):
    assert await told(archive, datetime(2026, 5, 24, tzinfo=UTC)) == "May 2026: this month's meeting is due"


async def test_an_unsigned_meeting_and_months_without_one_are_said(archive, members):
    record = running(archive, members)
    record.do(c.End())
    record.do(c.Adjourn())
    record.close()
    may = await told(archive, datetime(2026, 5, 30, tzinfo=UTC))
    assert may.splitlines() == [
        "May 2026: this month's meeting is unsigned",
        "Unsigned meetings: 1, the oldest of 24 May 2026",
    ]
    july = await told(archive, datetime(2026, 7, 1, tzinfo=UTC), size=(60, 18))
    assert july.startswith("July 2026: this month's meeting is due · no meeting in June 2026\n")
    later = await told(archive, datetime(2027, 5, 1, tzinfo=UTC))
    assert "no meeting in June 2026 to April 2027 (11 months)" in later


async def test_it_is_said_in_chinese(archive):
    locales.use("zh")
    assert await told(archive, datetime(2026, 5, 24, tzinfo=UTC)) == "2026年5月：本月会议应开未开"


async def test_meetings_of_another_branch_do_not_count(archive, members):
    record = running(archive, members)
    record.close()
    archive.choose_branch(Branch(number=2, name="另一个支部"))
    assert "is due" in await told(archive, datetime(2026, 5, 24, tzinfo=UTC))


async def test_a_branch_keeps_its_meetings_when_it_is_renamed(archive, members):
    running(archive, members).close()
    archive.keep_branch(replace(archive.branch(), name="石桥湾村支部"))
    assert "is running" in await told(archive, datetime(2026, 5, 24, tzinfo=UTC))
