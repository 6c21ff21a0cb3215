"""The coverage of a year at every size; two years beside each other; any table as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from screens.coverage import CoverageScreen
from screens.ledger import LedgerScreen
from screens.member import MemberScreen
from screens.past import PastScreen
from screens.read import ReadScreen
from screens.tabling import file_stem
from screens.widgets.row import Prose
from store.archive import Archive
from tests.screens.test_home import rows, settled
from tests.screens.test_member import notice
from tests.store.conftest import steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

JULY = datetime(2026, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def months(archive) -> Archive:
    """An archive of meetings in March, April and June 2026 and one in February 2027."""
    for days in (0, 30, 90, 330):
        hold(steps_of_small(days), archive)
    return archive


def app_on(archive, now=JULY, opening=CoverageScreen) -> ShaitaiApp:
    return ShaitaiApp(archive, archive.folder.parent, clock=lambda: now, opening=opening)


def told(app, id: str) -> str:
    return app.screen.query_one(id, Prose)._text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_members_by_months_at_every_size(months, size):
    app = app_on(months)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        table = {row.split()[0]: row.split()[1:] for row in rows(app, "#grid")}
        assert table["栗长河"] in (["1/11"] * 3, ["1"] * 3)
        assert table["王芳"] == ["lv"] * 3
        assert table["(spoke)"] == ["2"] * 3
        assert told(app, "#stands") == "2026-07: no meeting yet · no meeting in 2026-05"
        assert "on leave" in told(app, "#legend")


async def test_who_has_not_spoken_this_month_is_named(months):
    app = app_on(months, JULY - timedelta(days=10))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert told(app, "#stands").startswith("2026-06: 1 without a turn: 王芳")


async def test_items_and_meetings_and_other_years(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f3")
        first = rows(app, "#grid")[0].split()
        assert first[:3] == ["栗长河", "3/3", "0/3"]
        assert "1 近期履职情况" in told(app, "#legend")
        await pilot.press("f4")
        assert [row.split()[0] for row in rows(app, "#grid")] == ["2026-03-20", "2026-04-19", "2026-06-18"]
        assert "###" in rows(app, "#grid")[0]
        await pilot.press("f6")
        await settled(app, pilot)
        assert [row.split()[0] for row in rows(app, "#grid")] == ["2027-02-13"]
        await pilot.press("f6")
        await settled(app, pilot)
        assert notice(app) == "No meeting was held in 2028."
        await pilot.press("f5", "f5")
        await settled(app, pilot)
        assert app.screen.query_one(".title").text == "Meeting by meeting 2026"


@pytest.mark.parametrize("width", (60, 80, 120))
async def test_a_year_without_a_meeting_can_be_looked_at_in_every_way(months, width):
    app = app_on(months)
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f6", "f6")
        await settled(app, pilot)
        for key in ("f2", "f3", "f4"):
            await pilot.press(key)
            await settled(app, pilot)
            assert rows(app, "#grid") == [] and "2028" in app.screen.query_one(".title").text


async def test_two_years_stand_beside_each_other(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f9", "1")
        await settled(app, pilot)
        assert told(app, "#head").splitlines()[1].split()[:3] == ["Member", "2026", "2027"]
        table = {row.split()[0]: row.split()[1:] for row in rows(app, "#grid")}
        assert table["(all)"][:4] == ["6", "2", "3", "1"]
        await pilot.press("f2")
        assert "Coverage 2026: members and months" in app.screen.query_one(".title").text


async def test_enter_leads_to_the_member_or_to_the_meeting(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, MemberScreen)
        await pilot.press("f10", "f4", "end", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen) and app.screen.meeting.startswith("2026-06-18")


def written(archive, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((archive.folder.parent / name).read_text("utf-8-sig"))))


async def test_tables_for_excel_hold_nothing_that_it_takes_for_a_day_or_a_formula(months):
    app = app_on(months)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for keys in (("f7", "1"), ("f3", "f7", "1"), ("f4", "f7", "1"), ("f9", "1", "f7", "1")):
            for key in keys:
                await pilot.press(key)
                await settled(app, pilot)
            assert "Written" in notice(app)
    grid = written(months, "coverage-2026.csv")
    assert grid[0] == ["Member", *map(str, range(1, 13))]
    assert grid[1][:4] == ["栗长河", "", "", "1 of 11"]
    assert "近期履职情况（审批、决策过程与结果）" in written(months, "items-2026.csv")[0]
    assert len(written(months, "growth-2026.csv")) == 4
    assert written(months, "years-2026-2027.csv")[0][:3] == ["Member", "Spoke 2026", "Spoke 2027"]


async def test_lists_are_written_by_the_same_key(months):
    for opening, keys, name, first in (
        (PastScreen, ("f7", "2"), "meetings.csv", "Id"),
        (LedgerScreen, ("f7", "1"), "pledges-2026-07-01.csv", "Stands"),
    ):
        app = app_on(months, opening=opening)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app, pilot)
            for key in keys:
                await pilot.press(key)
                await settled(app, pilot)
        table = written(months, name)
        assert table[0][0] == first and len(table) == 5


async def test_a_long_export_is_stopped_by_escape_and_leaves_no_file(months, monkeypatch):
    app = app_on(months, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        screen, page = app.screen, months.catalogue.page

        def endless(narrowed, limit, before=""):
            # As if there were always more: only Esc ends it.
            found = page(narrowed, limit)
            return (found * limit)[:limit]

        monkeypatch.setattr(months.catalogue, "page", endless)
        await pilot.press("f7", "2")
        await pilot.pause()
        while not screen.query_one("Reading").has_class("-reading"):
            await pilot.pause()
        await pilot.press("escape")
        await settled(app, pilot)
        assert notice(app) == "Stopped: no file was written."
        assert app.screen is screen and not screen.query_one("Reading").has_class("-reading")
    assert not list(months.folder.parent.glob("*.csv*"))


def test_a_file_is_never_named_by_what_a_file_system_does_not_take():
    assert file_stem('found-../a:b*"c"') == "found-..-a-b--c"
    assert file_stem("...") == "shaitai"
