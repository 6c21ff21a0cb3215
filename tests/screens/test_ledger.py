"""The follow-up ledger: how each pledge stands; what became of one is said with a note after the seal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from textual.widgets import Input

import locales
from meeting import commands as c
from meeting.state import Outcome
from screens.home import HomeScreen
from screens.ledger import LedgerScreen
from screens.read import ReadScreen
from store.summary import open_pledges
from store.verify import Finding, Verifier
from tests.screens import test_home
from tests.screens.test_home import settled
from tests.store.conftest import steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

APRIL = datetime(2026, 4, 5, 9, tzinfo=UTC)


@pytest.fixture
def id(archive) -> str:
    """A sealed meeting of March with one pledge, due on the 31st."""
    return hold(steps_of_small(), archive)


def app_on(archive, now=APRIL) -> ShaitaiApp:
    return ShaitaiApp(archive, opening=LedgerScreen, clock=lambda: now)


def rows(app) -> list[str]:
    return test_home.rows(app, "#pledges")


async def answered(app, pilot, text: str) -> None:
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(app, pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_pledge_is_followed_up_with_a_note_and_the_record_verifies(archive, id, size):
    app = app_on(archive)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        (row,) = rows(app)
        assert row.startswith("[overdue] 栗长河：三月底前公示。 (by 31 March 2026)  20 March 2026")
        await pilot.press("f2", "1")
        await pilot.pause()
        await answered(app, pilot, "账目已上墙")
        (row,) = rows(app)
        assert row.startswith("[done]") and row.endswith("账目已上墙")
        assert "sealed anew" in app.screen.query_one("#notice").text
    state = archive.read(id)
    assert state.followed[0].outcome is Outcome.DONE and open_pledges(state, id) == ()
    assert Verifier(archive).meeting(archive.named(id)).finding is Finding.INTACT
    assert [entry.meeting for entry in archive.ledger.entries()] == [id, id]


async def test_an_extended_pledge_asks_its_new_date_and_then_the_note(archive, id):
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("enter", "3")
        await pilot.pause()
        await answered(app, pilot, "不知道哪天")
        await answered(app, pilot, "四月底")
        await answered(app, pilot, "公示栏在修")
        (row,) = rows(app)
        assert row.startswith("[extended]") and "(by 30 April 2026)" in row
    (carried,) = open_pledges(archive.read(id), id)
    assert carried.due == date(2026, 4, 30)


async def test_without_a_note_nothing_is_written(archive, id):
    before = archive.named(id).rows()
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "1")
        await pilot.pause()
        await answered(app, pilot, "  ")
        assert "note" in app.screen.query_one("#notice").text
        await pilot.press("f2", "escape")
    assert archive.named(id).rows() == before


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("en", "lch", 1),
        ("en", "wf", 0),
        ("en", "overdue", 1),
        ("en", "lch over", 1),
        ("en", "lch done", 0),
        ("en", "2026-03", 1),
        ("en", "公示", 1),
        ("zh", "yq", 1),
        ("zh", "逾期", 1),
        ("zh", "2026年3月", 1),
        ("en", "[/bold]", 0),
    ],
)
async def test_typing_narrows_by_initials_state_month_and_words(archive, id, language, query, found):
    locales.use(language)
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.screen.query_one("#filter", Input).value = query
        await pilot.pause()
        assert len(rows(app)) == found
        if not found:
            await pilot.press("f2", "f8", "enter")
            assert isinstance(app.screen, LedgerScreen)


async def test_what_an_unsealed_meeting_looks_back_on_is_said_there(archive, id):
    record = archive.new_meeting(date(2026, 4, 20))
    state = archive.read(id)
    record.do(
        c.Prepare(
            branch="石桥湾支部",
            members=tuple(state.roster),
            day=date(2026, 4, 20),
            carried=open_pledges(state, id),
        )
    )
    record.close()
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert len(rows(app)) == 1
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, LedgerScreen)
        assert record.id in app.screen.query_one("#notice").text
    assert archive.read(id).followed == ()


async def test_the_record_of_a_pledge_is_a_key_away_and_the_ledger_is_on_the_home_screen(archive, id):
    app = ShaitaiApp(archive, opening=HomeScreen, clock=lambda: APRIL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("3")
        await settled(app, pilot)
        assert isinstance(app.screen, LedgerScreen)
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen) and app.screen.meeting == id


async def test_without_pledges_it_says_so(archive):
    app = app_on(archive)
    async with app.run_test(size=(60, 18)) as pilot:
        await settled(app, pilot)
        assert "Nothing has been pledged" in app.screen.query_one("#notice").text
