"""One member month by month: two keys from home; two months side by side; the page as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import docx
import pytest
from textual.widgets import OptionList, Static

from screens.ledger import LedgerScreen
from screens.member import MemberScreen
from screens.past import PastScreen
from screens.read import ReadScreen
from screens.search import SearchScreen
from screens.two_months import TwoMonthsScreen
from screens.widgets.row import Prose
from store.archive import Archive
from tests.screens.room import live_room
from tests.screens.test_home import rows, settled
from tests.store.conftest import steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

JULY = datetime(2026, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def months(archive) -> Archive:
    """An archive of four sealed meetings, 20 March to 18 June, held by two of the roster of then."""
    for month in range(4):
        hold(steps_of_small(30 * month), archive)
    return archive


def app_on(archive, **more) -> ShaitaiApp:
    return ShaitaiApp(archive, archive.folder.parent, clock=lambda: JULY, **more)


async def member_page(app, pilot, initials: str) -> MemberScreen:
    """From home: the key, the initials."""
    await settled(app, pilot)
    await pilot.press("f8")
    await settled(app, pilot)
    await pilot.press(*initials, "enter")
    await settled(app, pilot)
    assert isinstance(app.screen, MemberScreen)
    return app.screen


def said(app) -> str:
    return app.screen.query_one("#words", Prose)._text


def notice(app) -> str:
    return app.screen.query_one("#notice").text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_what_was_said_in_any_month_is_a_key_and_initials_away(months, size):
    app = app_on(months)
    async with app.run_test(size=size) as pilot:
        await member_page(app, pilot, "lch")
        told = rows(app, "#months")
        assert told[0].startswith("Pledges 4") and told[1] == "Pressure records 0"
        assert [row[:10] for row in told[2:]] == ["2026-06-18", "2026-05-19", "2026-04-19", "2026-03-20"]
        assert "laid open 1" in told[2]
        assert "[statement] 三月我签批支出两笔，共九百元。" in said(app)
        assert "[pledge] 三月底前公示。" in said(app) and "Missing: " in said(app)
        assert "我们班子分工明确" not in said(app)


async def test_pledges_and_what_became_of_them_stand_above_the_months(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await member_page(app, pilot, "lch")
        await pilot.press("up", "up")
        await settled(app, pilot)
        assert said(app).count("三月底前公示。") == 4 and "overdue" in said(app)
        await pilot.press("down")
        await settled(app, pilot)
        assert said(app) == "No pressure has been reported."


async def test_who_was_on_leave_has_no_turn_and_no_items(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await member_page(app, pilot, "wf")
        assert rows(app, "#months")[2] == "2026-06-18  on leave"
        assert said(app) == ""
        await pilot.press("f2")
        assert notice(app) == "Two months with a turn are needed."


async def test_nobody_of_that_name_at_a_meeting_is_said(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await member_page(app, pilot, "dyh")
        assert notice(app) == "丁一禾 has not been at a meeting yet."
        await pilot.press("f4", "f2", "enter", "down", "pagedown")
        assert isinstance(app.screen, MemberScreen)


def shown(app) -> str:
    return str(app.screen.query_one(Static).render())


async def test_two_months_stand_side_by_side_and_others_can_be_put_there(months):
    record = months.new_meeting(datetime(2026, 6, 30).date())
    record.close()
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await member_page(app, pilot, "lch")
        await pilot.press("down", "f2")
        await settled(app, pilot)
        assert isinstance(app.screen, TwoMonthsScreen)
        first = shown(app).splitlines()[0]
        assert first.split() == ["2026-04-19", "|", "2026-05-19"]
        await pilot.press("f3", "f6")
        assert shown(app).splitlines()[0].split() == ["2026-03-20", "|", "2026-06-18"]
        await pilot.press("f3")
        assert notice(app) == "There is no other month on that side."
        await pilot.press("f4", "f4", "f4")
        assert shown(app).splitlines()[0].split() == ["2026-05-19", "|", "2026-06-18"]


async def test_on_a_narrow_screen_the_later_month_stands_under_the_earlier(months):
    app = app_on(months)
    async with app.run_test(size=(60, 18)) as pilot:
        await member_page(app, pilot, "lch")
        await pilot.press("f2")
        await settled(app, pilot)
        told = [line for line in shown(app).splitlines() if line]
        assert told[0].startswith("2026-05  Laid open: ") and told[1].startswith("2026-06  Laid open: ")


async def test_the_page_is_written_for_excel_and_for_word(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await member_page(app, pilot, "lch")
        for key in "12":
            await pilot.press("f7", key)
            await settled(app, pilot)
            assert notice(app).startswith("Written: ")
    written = months.folder.parent / "member-栗长河.csv"
    data = written.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert table[0] == ["Day", "What", "Words"]
    assert ["2026-06-18", "statement", "三月我签批支出两笔，共九百元。"] in table
    assert sum(row[1] == "pledge: what became of it" for row in table) == 4
    cells = docx.Document(str(written.with_suffix(".docx"))).tables[0].rows
    assert [cell.text for cell in cells[0].cells] == ["Day", "What", "Words"] and len(cells) == len(table)


async def test_the_page_is_reached_from_every_screen_that_names_somebody(months):
    for opening, keys in (
        (PastScreen, ("f8", *"lch", "enter")),
        (LedgerScreen, ("f9",)),
        (SearchScreen, (*"1", "backspace", *"kind:pledge", "f8")),
    ):
        app = app_on(months, opening=opening)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app, pilot)
            for key in keys:
                await pilot.press("colon" if key == ":" else key)
                await settled(app, pilot)
            assert isinstance(app.screen, MemberScreen), opening
            assert app.screen.query_one(".title").text.startswith("栗长河")


async def test_from_a_record_to_its_member_and_back_to_the_record(months):
    app = app_on(months, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen)
        await pilot.press("f8")
        await settled(app, pilot)
        await pilot.press(*"lch", "enter")
        await settled(app, pilot)
        # It begins at the month that was being read.
        assert app.screen.chosen.day.isoformat() == "2026-05-19"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen) and app.screen.meeting.startswith("2026-05-19")


async def test_a_running_meeting_counts_as_far_as_it_is_on_disk(archive, members):
    async with live_room(archive) as room:
        await room.press("f5")
        await room.line("四月我签批了两笔。")
        room.record.flush()
        room.app.push_screen(MemberScreen(room.app.hall, "栗长河"))
        await settled(room.app, room.pilot)
        assert "四月我签批了两笔。" in said(room.app)
        assert room.app.screen.query_one("#months", OptionList).option_count == 3
