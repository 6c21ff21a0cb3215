"""Preparing a meeting from the past: what the last one hands on, a year ago, statements, a doubtful clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from textual.widgets import Input, OptionList

from meeting import commands as c
from meeting.kinds import Kind
from meeting.state import Stage
from meeting.topics import Mark
from screens.home import HomeScreen
from screens.prepare import PrepareScreen
from screens.statements import StatementsScreen
from screens.widgets.row import Prose
from store.hearing import ear_of
from tests.screens.room import live_room
from tests.screens.test_home import rows, settled
from tests.store.conftest import steps_of_small
from tests.store.test_from_past import closed
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

JUNE = datetime(2026, 6, 24, 9, tzinfo=UTC)


async def prepared(app, pilot) -> PrepareScreen:
    """The form of a new meeting, made on the home screen."""
    await settled(app, pilot)
    new = next(place for place, row in enumerate(rows(app, "#menu"), start=1) if "New meeting" in row)
    await pilot.press(str(new))
    await settled(app, pilot)
    await settled(app, pilot)
    assert isinstance(app.screen, PrepareScreen)
    return app.screen


def app_on(archive, now=JUNE) -> ShaitaiApp:
    return ShaitaiApp(archive, archive.folder.parent, clock=lambda: now)


def said(app) -> str:
    return app.screen.query_one("#notice").text


def past(app) -> str:
    return app.screen.query_one("#past", Prose)._text


async def test_a_new_meeting_is_dated_by_the_clock_of_the_house_and_says_what_is_handed_on(archive, members):
    closed(archive, members, c.Say(text="六月底前公示账目", kind=Kind.PLEDGE))
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await prepared(app, pilot)
        head = screen.record.state.called
        assert (head.day, head.place) == (JUNE.date(), "二楼会议室")
        assert screen.query_one("#place", Input).value == "二楼会议室"
        assert "Pledges to look back on: 1" in past(app)
        assert "meeting of 2026-05-24 is not signed yet" in past(app)
        assert said(app) == ""


async def test_a_year_ago_is_taken_over_beside_the_topics_of_the_month(archive, members):
    mark = c.MarkTopic(topic="s1", mark=Mark.COVERED), c.MarkTopic(topic="s2", mark=Mark.NOTHING)
    closed(archive, members, *mark, day=date(2025, 6, 20), seasonal=("防汛值守", "夏粮收购"))
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await prepared(app, pilot)
        have = [topic.title for topic in screen.record.state.checklist.seasonal]
        assert have and "防汛值守" not in have and "A year ago: 防汛值守" in past(app)
        await pilot.press("f7", "1")
        await pilot.pause()
        titles = [topic.title for topic in screen.record.state.checklist.seasonal]
        assert titles == [*have, "防汛值守", "夏粮收购"]
        assert screen.query_one("#seasonal", Input).value == "；".join(titles)
        await pilot.press("f7")
        assert "Nothing more" in said(app)


@pytest.mark.parametrize("year", [1970, 2024, 2031, 9999])
async def test_a_clock_in_a_wrong_year_is_said_once_and_holds_nobody_up(archive, year):
    hold(steps_of_small(), archive)
    app = app_on(archive, JUNE.replace(year=year))
    async with app.run_test(size=(60, 18)) as pilot:
        screen = await prepared(app, pilot)
        assert f"Today is {year}-06-24" in said(app) and "2026-03-20" in said(app)
        screen.query_one("#day", Input).value = "2026-06-24"
        screen.query_one("#recorder", Input).value = "王芳"
        await pilot.press("f5")
        await settled(app, pilot)
        assert app.hall.record.state.stage is Stage.RUNNING
        assert app.hall.record.state.called.day == JUNE.date()


async def test_a_day_that_is_none_is_said(archive):
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await prepared(app, pilot)
        field = screen.query_one("#day", Input)
        field.focus()
        field.value = "五月"
        await pilot.press("enter")
        assert "not a date" in said(app) and screen.record.state.called.day == JUNE.date()


@pytest.fixture
def folder(archive):
    """A folder of statements beside the archive."""
    folder = archive.folder.parent
    (folder / "栗长河发言稿.txt").write_text("我们没有把好关。\n记不清了。", "utf-8")
    (folder / "发言.txt").write_text("五月我退了两条烟。", "gb18030")
    (folder / "王芳.docx").write_bytes(b"no Word file")
    (folder / "~$王芳.docx").write_bytes(b"")
    (folder / "[bold]丁一禾.txt").write_text("[red]五月[/red]", "utf-8")
    return folder


async def statements(app, pilot) -> StatementsScreen:
    screen = await prepared(app, pilot)
    await pilot.press("f8")
    await settled(app, pilot)
    assert isinstance(app.screen, StatementsScreen) and screen
    return app.screen


def row(app, name: str) -> str:
    return next(row for row in rows(app, "#statements") if row.startswith(name))


def put_cursor(app, name: str) -> None:
    listed = rows(app, "#statements")
    app.screen.query_one(OptionList).highlighted = listed.index(row(app, name))


async def test_statements_are_attached_by_the_names_of_their_files(archive, folder):
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await statements(app, pilot)
        assert len(rows(app, "#statements")) == 4
        assert " · 栗长河 · " in row(app, "栗长河发言稿.txt") and "whose?" in row(app, "发言.txt")
        assert "cannot be read as a Word file" in row(app, "王芳.docx")
        await pilot.press("f5")
        assert "2 statements attached" in said(app)
        assert [script.member for script in screen.record.state.scripts] == ["m6", "m1"]
        assert screen.record.state.scripts[0].text == "[red]五月[/red]"
        assert row(app, "[bold]丁一禾.txt").endswith("attached")
        await pilot.press("f5")
        assert "No further file" in said(app)
        put_cursor(app, "栗长河发言稿.txt")
        await pilot.press("f8")
        assert [script.member for script in screen.record.state.scripts] == ["m6"]


async def test_whose_a_statement_is_can_be_said_by_hand(archive, folder):
    app = app_on(archive)
    async with app.run_test(size=(60, 18)) as pilot:
        screen = await statements(app, pilot)
        put_cursor(app, "发言.txt")
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "wf"
        await pilot.press("enter")
        await pilot.pause()
        (script,) = screen.record.state.scripts
        assert script.text == "五月我退了两条烟。" and screen.record.state.name_of(script.member) == "王芳"
        assert " · 王芳 · " in row(app, "发言.txt")
        await pilot.press("enter")
        assert "attached already" in said(app)


async def test_only_a_count_of_flags_is_seen_until_the_words_are_asked_for(archive, folder):
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await statements(app, pilot)
        assert "2 flags" in row(app, "栗长河发言稿.txt") and "我们" not in "".join(rows(app, "#statements"))
        put_cursor(app, "栗长河发言稿.txt")
        await pilot.press("f3")
        await pilot.pause()
        words = app.screen.query_one(OptionList).get_option_at_index(0).prompt
        assert "我们" in str(words)
        await pilot.press("escape")
        put_cursor(app, "发言.txt")
        await pilot.press("f3")
        assert "No words" in said(app)


async def test_another_folder_is_looked_into_and_one_that_is_none_is_said(archive, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await statements(app, pilot)
        for name, told in (("none", "cannot be read"), ("empty", "No .txt or .docx")):
            await pilot.press("f2")
            await pilot.pause()
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await settled(app, pilot)
            assert told in said(app)
        assert rows(app, "#statements") == []


async def test_a_statement_is_at_hand_when_its_speaker_has_the_floor(archive):
    before = c.Attach(member="m1", text="五月我签批两笔。\n\n票据齐全。"), c.Next()
    async with live_room(archive, *before, hearing=ear_of(archive)) as room:
        await room.run("live.script", "palette")
        assert "Record 2 lines" in room.text and room.state.lines == ()
        await room.press("enter")
        assert [line.text for line in room.state.lines] == ["五月我签批两笔。", "票据齐全。"]
        room.do(c.Next())
        room.live.action_script()
        await room.pilot.pause()
        assert "has prepared a statement" in room.text


async def test_home_is_there_again_behind_the_form(archive):
    app = app_on(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        await prepared(app, pilot)
        await pilot.press("f10")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen) and "Go on preparing" in rows(app, "#menu")[0]
