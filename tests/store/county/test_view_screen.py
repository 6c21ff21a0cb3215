"""The branches of a county month by month on the screen, and the ways on from there."""

from __future__ import annotations

import csv
import io

import pytest
from textual.widgets import Input, Label

from screens.county import CountyScreen
from screens.county_view import CountyViewScreen
from screens.coverage import CoverageScreen
from screens.dialogs import Pick
from screens.past import PastScreen
from screens.search import SearchScreen
from screens.widgets.row import Prose
from store.county.reading import CountyMeetings
from tests.screens.test_home import rows, settled

from .test_push import BRANCH
from .test_screens import notice

OTHER = "柳树屯支部"


async def press(far, pilot, *keys: str) -> None:
    """Press keys one after another, each when all is read."""
    await settled(far, pilot)
    for key in keys:
        await pilot.press(key)
        await settled(far, pilot)


def told(far, id: str) -> str:
    return far.screen.query_one(id, Prose)._text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_what_came_and_what_did_not_stands_by_name_and_month(far, size):
    async with far.run_test(size=size) as pilot:
        await press(far, pilot, "f6")
        assert isinstance(far.screen, CountyViewScreen)
        first, second = (row.split() for row in rows(far, "#branches"))
        assert OTHER.startswith(first[0].rstrip("…")) and first[1:] == ["-"] * 7
        assert BRANCH.startswith(second[0].rstrip("…"))
        assert [cell[0] for cell in second[1:]] == ["-", "-", "S", "S", "S", "S", "-"]
        assert told(far, "#head").splitlines()[-1].split()[-7:] == ["0", "0", "1", "1", "1", "1", "0"]
        assert "L signed late" in told(far, "#legend")


async def test_the_year_in_numbers_and_the_year_before(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "6", "f3")
        assert rows(far, "#branches")[0].split() == [OTHER, "0", "0", "7", "0", "0", "0"]
        assert rows(far, "#branches")[1].split()[1:4] == ["4", "0", "3"]
        await press(far, pilot, "f2", "f5")
        assert "2025" in far.screen.query_one(".title").text
        assert rows(far, "#branches")[1].split()[1:] == ["-"] * 12


async def test_typing_narrows_and_enter_leads_to_the_coverage_of_the_branch(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "f6")
        far.screen.query_one(Input).value = "lst"
        await settled(far, pilot)
        assert len(rows(far, "#branches")) == 1
        await press(far, pilot, "enter")
        assert isinstance(far.screen, CoverageScreen)
        assert OTHER in far.screen.query_one(".title").text
        assert notice(far) == "Nothing signed has come of 2026."
        assert told(far, "#stands") == "2026-07: nothing signed has come"
        await press(far, pilot, "f10", "f10")
        assert isinstance(far.screen, CountyScreen)
        assert str(far.screen.query_one("#branch", Label).render()) == OTHER


async def test_of_a_month_without_a_record_the_coverage_does_not_say_that_no_meeting_was_held(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "5")
        assert told(far, "#stands").startswith("2026-07: nothing signed has come")
        assert "no meeting" not in told(far, "#stands") + told(far, "#legend")


async def test_the_meetings_of_the_branch_under_the_cursor(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "f6", "down", "f8")
        assert isinstance(far.screen, PastScreen) and len(rows(far, "#meetings")) == 4
        await press(far, pilot, "f10", "up", "f8")
        assert rows(far, "#meetings") == [] and notice(far) == "There are no meetings yet."


async def test_what_is_shown_is_written_as_a_table(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "f6", "f7", "1")
        assert "Written" in notice(far)
        path = far.hall.folder / "branches-2026.csv"
    table = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert table[0] == ["Branch", *map(str, range(1, 13))]
    assert table[1] == [OTHER, *["nothing signed"] * 7, *[""] * 5]
    assert table[2][3].startswith("signed")


async def test_a_county_that_is_gone_is_said_on_the_view(far, county):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "f6")
        county.cluster.kill()
        try:
            await press(far, pilot, "f5")
            assert "cannot be reached" in notice(far) or "broke off" in notice(far)
        finally:
            county.cluster.start()
        await press(far, pilot, "f6")
        assert len(rows(far, "#branches")) == 2


async def test_searching_offers_the_members_of_the_branch_at_hand(far):
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "2", "f2")
        assert isinstance(far.screen, Pick) and "栗长河" in " ".join(rows(far, "OptionList"))
        await press(far, pilot, "enter")
        assert isinstance(far.screen, SearchScreen)
        assert far.screen.query_one(Input).value.startswith("member:")
        assert rows(far, "#hits")


async def test_without_a_branch_at_hand_search_and_coverage_say_so(far, monkeypatch):
    # Of two branches with records none is taken to hand by itself.
    monkeypatch.setattr(CountyMeetings, "branches", lambda _meetings: [OTHER, BRANCH])
    async with far.run_test(size=(80, 24)) as pilot:
        await press(far, pilot, "2", "f2")
        assert notice(far) == "No branch is at hand: choose one on the first screen."
        far.action_coverage()
        await settled(far, pilot)
        assert notice(far) == "No branch is at hand: choose one on the first screen."
        await press(far, pilot, "f10", "f10", "f6", "down", "enter", "f10", "f10", "2", "f2")
        assert isinstance(far.screen, Pick) and rows(far, "OptionList")
