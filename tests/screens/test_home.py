"""Home and past meetings: a large archive is read behind a bar, an open meeting is looked on at."""

from __future__ import annotations

from asyncio import to_thread
from datetime import date
from threading import Event

import pytest
from textual.widgets import Label, OptionList

import screens.catching_up
from meeting import commands as c
from screens.board import BoardScreen
from screens.catching_up import Reading
from screens.dialogs import Pick
from screens.home import HomeScreen
from screens.past import PastScreen
from store.branch import Branch
from tests.store.conftest import running
from tui.app import ShaitaiApp


def rows(app: ShaitaiApp, where: str) -> list[str]:
    """The rows of a list."""
    found = app.screen.query_one(where, OptionList)
    return [str(found.get_option_at_index(place).prompt) for place in range(found.option_count)]


async def settled(app: ShaitaiApp, pilot) -> None:
    """All is read that was asked for, and what that asked for in its turn."""
    for _round in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()


async def test_what_was_looked_at_before_never_covers_what_was_looked_at_after(archive, members, monkeypatch):
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        home, look = app.screen, app.screen.look
        begun, go_on = Event(), Event()

        def slow():
            found = look()
            begun.set()
            assert go_on.wait(10)
            return found

        monkeypatch.setattr(home, "look", slow)
        home.look_again()
        assert await to_thread(begun.wait, 10)
        # Another branch is taken to hand while the answer is on its way, and looked at.
        archive.choose_branch(Branch(number=2, name="云岭支部", members=members))
        monkeypatch.setattr(home, "look", look)
        home.look_again()
        while "云岭支部" not in str(home.query_one("#branch", Label).render()):
            await pilot.pause()
        go_on.set()
        await settled(app, pilot)
        assert "云岭支部" in str(home.query_one("#branch", Label).render())


async def test_a_few_new_meetings_are_read_at_once(archive, members):
    running(archive, members).close()
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert rows(app, "#menu")[0].startswith("1  Go on with the meeting")
        assert not app.screen.query_one(Reading).has_class("-reading")


async def test_many_are_read_behind_a_bar_and_the_menu_is_there_at_once(archive, members, monkeypatch):
    monkeypatch.setattr(screens.catching_up, "FEW", 2)
    monkeypatch.setattr("store.catalogue.BATCH", 1)
    for day in range(1, 7):
        archive.new_meeting(date(2026, 5, day)).close()
    running(archive, members).close()
    told = []
    show = Reading.show_progress

    def shown(bar, done, total):
        show(bar, done, total)
        told.append((done, total, bar.has_class("-reading")))

    monkeypatch.setattr(Reading, "show_progress", shown)
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("New meeting" in row for row in rows(app, "#menu"))
        await settled(app, pilot)
        assert told[0] == (0, 7, True) and told[-1] == (7, 7, False)
        assert [done for done, _total, _there in told] == list(range(8))
        assert rows(app, "#menu")[0].startswith("1  Go on with the meeting")
        bar = app.screen.query_one(Reading)
        bar.show_progress(3, 4)
        await pilot.pause()
        drawn = bar.render().plain
        assert drawn.startswith("Reading the meetings: 3 of 4 (Esc stops) [####") and drawn.endswith("-]")
        assert drawn.count("#") == pytest.approx(3 * drawn.count("-"), abs=3)


async def test_leaving_while_reading_keeps_what_is_read(archive, monkeypatch):
    monkeypatch.setattr(screens.catching_up, "FEW", 0)
    monkeypatch.setattr("store.catalogue.BATCH", 1)
    for day in range(1, 9):
        archive.new_meeting(date(2026, 5, day)).close()
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen._left = True
        await settled(app, pilot)
    assert archive.catalogue.behind() >= 6
    assert len(archive.summaries()) == 8


async def test_escape_stops_the_reading_and_the_next_look_goes_on_with_it(archive, monkeypatch):
    monkeypatch.setattr(screens.catching_up, "FEW", 0)
    monkeypatch.setattr("store.catalogue.BATCH", 1)
    for day in range(1, 9):
        archive.new_meeting(date(2026, 5, day)).close()
    show = Reading.show_progress

    def shown(bar, done, total):
        show(bar, done, total)
        if done == 3:
            bar.screen.key_escape()

    monkeypatch.setattr(Reading, "show_progress", shown)
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert app.screen.query_one("#notice").text.startswith("Stopped")
        assert not app.screen.query_one(Reading).has_class("-reading")
        assert 0 < archive.catalogue.behind() < 8
        monkeypatch.setattr(Reading, "show_progress", show)
        app.screen.catch_up()
        await settled(app, pilot)
        assert archive.catalogue.behind() == 0


async def test_past_meetings_are_listed_as_they_are_read(archive, members):
    running(archive, members).close()
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert len(rows(app, "#meetings")) == 1


async def test_a_meeting_open_in_another_window_is_looked_on_at(archive, members):
    record = running(archive, members)
    record.flush()
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        record.do(c.Say(text="又说一件。"))
        record.flush()
        app.screen.look()
        assert app.screen._followed.state == record.state
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    record.close()


@pytest.mark.parametrize("damage", [b"", b"{", b"x" * 4000])
async def test_a_meeting_that_cannot_be_read_is_in_the_list_as_such(archive, damage):
    (archive.folder / "meetings" / "2026-05-24-0000.json").write_bytes(damage)
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        (row,) = rows(app, "#meetings")
        assert "2026-05-24-0000" in row
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press("escape")
        assert isinstance(app.screen, PastScreen)
