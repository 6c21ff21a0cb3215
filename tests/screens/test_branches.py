"""Several branches: everything follows the one at hand; the list of past meetings shows all on a key."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from textual.widgets import Input, Label

from meeting import commands as c
from meeting.kinds import Kind
from screens.home import HomeScreen
from screens.ledger import LedgerScreen
from screens.past import PastScreen
from screens.widgets.row import Row
from store.archive import Archive
from store.branch import Branch
from tests.screens.test_home import rows, settled
from tests.store.conftest import running, steps_of_small
from tests.store.test_from_past import closed
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

NOW = datetime(2026, 6, 24, 9, tzinfo=UTC)


@pytest.fixture
def two(archive, members):
    """石桥湾支部 at hand with a sealed meeting; 云岭支部 with one running that made a pledge."""
    hold(steps_of_small(), archive)
    first = archive.branch()
    archive.choose_branch(Branch(number=2, name="云岭支部", members=members))
    closed(archive, members, c.Say(text="六月底前公示账目", kind=Kind.PLEDGE))
    archive.choose_branch(first)
    return archive


def branch(app) -> str:
    return str(app.screen.query_one("#branch", Label).render())


async def choose(app, pilot, typed: str) -> None:
    await pilot.press("f9")
    await settled(app, pilot)
    app.screen.query_one(Input).value = typed
    await pilot.press("enter")
    await settled(app, pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_home_ledger_and_past_follow_the_branch_that_is_chosen(two, size):
    app = ShaitaiApp(two, clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert "石桥湾支部" in branch(app) and "2 branches" in branch(app)
        assert not any("Sign off" in row for row in rows(app, "#menu"))
        await choose(app, pilot, "yl")
        assert "云岭支部" in branch(app) and "Sign off" in rows(app, "#menu")[0]
        app.push_screen(LedgerScreen(app.hall))
        await settled(app, pilot)
        assert ["公示账目" in row for row in rows(app, "#pledges")] == [True]
        app.pop_screen()
        app.push_screen(PastScreen(app.hall))
        await settled(app, pilot)
        assert [summary.head.branch for summary in app.screen._shown] == ["云岭支部"]
        assert app.screen.query_one(".title", Row).text.endswith("云岭支部")
        await pilot.press("f9")
        assert {summary.head.branch for summary in app.screen._shown} == {"石桥湾支部", "云岭支部"}
        assert "all branches" in app.screen.query_one(".title", Row).text
        app.screen.query_one(Input).value = "sqw"
        await pilot.pause()
        assert [summary.head.branch for summary in app.screen._shown] == ["石桥湾支部"]
    assert Archive(two.folder).branch().name == "云岭支部"


async def test_what_cannot_be_read_is_in_every_branch_s_list(two):
    (two.folder / "meetings" / "2026-05-25-0000.json").write_bytes(b"{")
    app = ShaitaiApp(two, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert any("cannot be read" in row for row in rows(app, "#meetings"))


async def test_a_new_branch_is_named_and_begins_without_members(two):
    app = ShaitaiApp(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await choose(app, pilot, "new branch")
        app.screen.query_one(Input).value = "大湾支部"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "大湾支部 · 0 members" in branch(app)
    assert [(each.number, each.name) for each in two.branches()] == [
        (1, "石桥湾支部"),
        (2, "云岭支部"),
        (3, "大湾支部"),
    ]


async def test_a_name_that_is_taken_is_said(two):
    app = ShaitaiApp(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await choose(app, pilot, "new branch")
        app.screen.query_one(Input).value = "云岭支部"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Another branch is called 云岭支部" in app.screen.query_one("#notice").text
        assert "石桥湾支部" in branch(app)


async def test_a_lost_roster_is_taken_from_the_last_meeting(archive, members):
    running(archive, members).close()
    (archive.folder / "branch.json").unlink()
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "branch.json" in branch(app) and "F9" in branch(app)
        await choose(app, pilot, "sqw")
        assert f"石桥湾支部 · {len(members)} members" in branch(app)
    assert Archive(archive.folder).branch().members == members


async def test_an_open_meeting_is_closed_in_order_when_another_branch_is_taken(two, members):
    first = running(two, members)
    first.close()
    app = ShaitaiApp(two)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("ctrl+g")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen) and app.hall.record is not None
        await choose(app, pilot, "yl")
        assert app.hall.record is None
        two.open(first.id).close()


async def test_a_new_meeting_is_of_the_branch_at_hand_though_another_s_is_running(two, members):
    running(two, members).close()
    two.choose_branch(two.branches()[1])
    app = ShaitaiApp(two, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("2")
        await settled(app, pilot)
        await settled(app, pilot)
        state = app.hall.record.state
        assert state.called.branch == "云岭支部" and len(state.carried) == 1
        assert state.called.day == date(2026, 6, 24)
