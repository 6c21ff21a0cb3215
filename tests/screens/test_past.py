"""Past meetings: a page at a time, narrowed by what one types."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event

import pytest
from textual.widgets import Input

import locales
from meeting import commands as c
from screens.dialogs import Pick
from screens.narrowing import day_of, narrowing
from screens.past import PastScreen
from screens.read import ReadScreen
from screens.widgets.pages import PAGE, Pages
from tests.screens.test_home import rows, settled
from tests.store.conftest import running, steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold


@pytest.fixture
def many(archive, members):
    """An archive of four sealed meetings from March to June, one unsigned and 120 empty ones long before."""
    for month in range(4):
        hold(steps_of_small(30 * month), archive)
    for number in range(120):
        archive.new_meeting(date(2020, 1, 1) + timedelta(days=number)).close()
    running(archive, members).close()
    return archive


async def typed(app, pilot, text: str) -> list[str]:
    """The rows after `text` has been typed."""
    app.screen.query_one(Input).value = text
    await pilot.pause()
    await settled(app, pilot)
    return rows(app, "#meetings")


async def test_the_newest_come_first_and_more_when_the_cursor_comes_to_the_end(many):
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        shown = app.screen.query_one(Pages)
        assert shown.option_count == PAGE and "2026" in rows(app, "#meetings")[0]
        for _press in range(6):
            await pilot.press("pagedown")
            await settled(app, pilot)
        assert shown.option_count == 2 * PAGE
        for _press in range(12):
            await pilot.press("pagedown")
            await settled(app, pilot)
        assert shown.option_count == 125 and shown.highlighted == 124
        assert [summary.id for summary in app.screen._shown] == many.ids()


async def test_the_list_is_painted_with_its_rows_at_once(many, monkeypatch):
    monkeypatch.setattr("screens.catching_up.HOLD", 60)
    painted = []

    class Painted(PastScreen):
        def _compositor_refresh(self) -> None:
            painted.append(self.pages.option_count)
            super()._compositor_refresh()

    many.catch_up(lambda _done, _all: True)
    app = ShaitaiApp(many)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        app.push_screen(Painted(app.hall))
        await settled(app, pilot)
        assert painted and set(painted) == {PAGE}


async def test_what_is_typed_while_the_disk_is_slow_is_not_lost(many, monkeypatch):
    monkeypatch.setattr("screens.catching_up.HOLD", 0)
    many.catch_up(lambda _done, _all: True)
    app = ShaitaiApp(many)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        there = Event()
        monkeypatch.setattr(many.catalogue, "catch_up", lambda _progress: there.wait(60))
        app.push_screen(PastScreen(app.hall))
        await pilot.pause()
        try:
            await pilot.press("2", "0", "2", "6", "-", "0", "4")
            assert app.screen.typed == "2026-04"
        finally:
            there.set()
        await settled(app, pilot)
        shown = rows(app, "#meetings")
        assert shown and all("April 2026" in row for row in shown)


NARROWED = [
    ("2026-05", [5, 5]),
    ("5月", [5, 5]),
    ("2026年5月", [5, 5]),
    ("2026-05-24", [5]),
    ("2026", [6, 5, 5, 4, 3]),
    ("general", [6, 5, 5, 4, 3]),
    ("石桥湾 4月", [4]),
    ("sqw 4月", [4]),
    ("unsigned", [5]),
    ("未签", [5]),
    ("wq", [5]),
    ("sealed", [6, 5, 4, 3]),
    ("committee", []),
    ("春耕", [6, 5, 4, 3]),
    ("春耕 5月", [5]),
    ("standing", []),
    ("没有这个", []),
]


async def test_typing_narrows_by_month_kind_branch_item_and_signing(many):
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        for word, months in NARROWED:
            await typed(app, pilot, word)
            assert [s.head and s.head.day.month for s in app.screen._shown] == months, word
            assert ("No meeting fits." in app.screen.query_one("#notice").text) is (months == [])


def test_kinds_are_found_by_pinyin_initials():
    locales.use("zh")
    (word,) = narrowing("zbdydh", ()).words
    assert [kind.value for kind in word.kinds] == ["general"]
    assert day_of("2026年5月3日") == "2026-05-03" and day_of("5月") == ""


async def test_a_row_says_who_came_who_spoke_what_is_open_and_whether_it_is_signed(many):
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        (row,) = await typed(app, pilot, "unsigned")
        assert "came 6/6  disclosed 1/6  pledges open 0  running" in row
        (row,) = await typed(app, pilot, "2026-06")
        assert row.endswith("sealed")


async def test_what_cannot_be_read_is_listed_and_found_by_its_day(many):
    (many.folder / "meetings" / "2026-05-25-0000.json").write_bytes(b"{")
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        (row,) = await typed(app, pilot, "2026-05-25")
        assert "2026-05-25-0000" in row and "cannot be read" in row
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Pick)


async def test_enter_reads_the_meeting_under_the_cursor_and_back_leads_to_the_same_list(many):
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(app, pilot)
        await typed(app, pilot, "sealed")
        await pilot.press("down", "down", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen) and app.screen.meeting.startswith("2026-04")
        await pilot.press("f10")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "sealed"
        assert app.screen.chosen.id.startswith("2026-04")


async def test_several_branches_are_named_in_their_rows(many, members):
    record = many.new_meeting(date(2026, 5, 9))
    record.do(c.Prepare(branch="云岭支部", members=members, day=date(2026, 5, 9), chair="", recorder=""))
    record.close()
    app = ShaitaiApp(many, opening=PastScreen)
    async with app.run_test(size=(160, 24)) as pilot:
        await settled(app, pilot)
        (row,) = await typed(app, pilot, "ylzb")
        assert row.endswith("prepared  云岭支部")
