"""The screens of past meetings on the records of a county: the same screens, read-only."""

from __future__ import annotations

from textual.widgets import Input, Label

from screens.coverage import CoverageScreen
from screens.ledger import LedgerScreen
from screens.member import MemberScreen
from screens.past import PastScreen
from screens.read import ReadScreen
from screens.search import SearchScreen
from store.branch import Branch
from tests.screens.test_home import rows, settled

from .test_push import BRANCH


def notice(app) -> str:
    return app.screen.query_one("#notice").text


async def test_meetings_are_listed_read_and_not_amended(far):
    async with far.run_test(size=(100, 30)) as pilot:
        await settled(far, pilot)
        assert str(far.screen.query_one("#branch", Label).render()) == BRANCH
        await pilot.press("1")
        await settled(far, pilot)
        assert isinstance(far.screen, PastScreen) and len(rows(far, "#meetings")) == 4
        await pilot.press("f6")
        assert "every branch sends its own" in notice(far)
        await pilot.press("enter")
        await settled(far, pilot)
        assert isinstance(far.screen, ReadScreen)
        await pilot.press("f4")
        assert "only read here" in notice(far)


async def test_lines_are_found_and_their_meeting_opened(far):
    async with far.run_test(size=(100, 30)) as pilot:
        await settled(far, pilot)
        await pilot.press("2")
        await settled(far, pilot)
        assert isinstance(far.screen, SearchScreen)
        far.screen.query_one(Input).value = "九百元"
        await settled(far, pilot)
        assert len(rows(far, "#hits")) == 8
        await pilot.press("enter")
        await settled(far, pilot)
        assert isinstance(far.screen, ReadScreen)


async def test_ledger_members_and_coverage_of_the_branch(far):
    async with far.run_test(size=(100, 30)) as pilot:
        await settled(far, pilot)
        await pilot.press("3")
        await settled(far, pilot)
        assert isinstance(far.screen, LedgerScreen) and rows(far, "#pledges")
        await pilot.press("enter")
        assert "only read here" in notice(far)
        await pilot.press("f10", "4")
        await settled(far, pilot)
        await pilot.press("enter")
        await settled(far, pilot)
        assert isinstance(far.screen, MemberScreen)
        await pilot.press("f10", "5")
        await settled(far, pilot)
        assert isinstance(far.screen, CoverageScreen)


async def test_from_a_record_a_members_months_are_those_of_its_branch(far):
    async with far.run_test(size=(100, 30)) as pilot:
        await settled(far, pilot)
        far.hall.archive.choose_branch(Branch(number=9, name="柳树屯支部"))
        await pilot.press("2")
        await settled(far, pilot)
        far.screen.query_one(Input).value = "九百元"
        await settled(far, pilot)
        await pilot.press("f8")
        await settled(far, pilot)
        assert isinstance(far.screen, MemberScreen) and far.screen._person.parts


async def test_a_county_that_is_gone_is_said_and_nothing_breaks(far, county):
    async with far.run_test(size=(100, 30)) as pilot:
        await settled(far, pilot)
        county.cluster.kill()
        try:
            await pilot.press("1")
            await settled(far, pilot)
            assert "cannot be reached" in notice(far) or "broke off" in notice(far)
        finally:
            county.cluster.start()
        await pilot.press("f10", "1")
        await settled(far, pilot)
        assert len(rows(far, "#meetings")) == 4
