"""Reading one meeting: the speaker index, words found in it, the same text as the paper."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList

from exports.plain import as_text
from meeting.minutes import minutes
from screens.dialogs import Pick
from screens.home import HomeScreen
from screens.read import ReadScreen
from screens.widgets.page import Page
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold
from tui.verbs.script import read_script


@pytest.fixture
def meeting(archive, script) -> str:
    """The id of the scripted meeting, sealed in the archive."""
    return hold(read_script(script.read_text("utf-8")), archive)


@asynccontextmanager
async def reading(archive, meeting: str, line: int = 0):
    """The app and its pilot, reading the meeting."""
    app = ShaitaiApp(archive, opening=HomeScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ReadScreen(app.hall, meeting, archive.read(meeting), line))
        await pilot.pause()
        await pilot.pause()
        yield app, pilot


def pointed(app) -> str:
    """The row that is pointed at, if it can be seen."""
    page, scroll = app.screen.query_one(Page), app.screen.query_one(VerticalScroll)
    assert page._at is not None
    assert scroll.scroll_y <= page._at < scroll.scroll_y + scroll.size.height
    (row,) = [row for row in str(page.visual).split("\n") if row.startswith("> ")]
    return row


async def test_the_index_of_speakers_leads_to_a_passage(archive, meeting):
    state = archive.read(meeting)
    last = state.name_of(state.turns[-1].member)
    async with reading(archive, meeting) as (app, pilot):
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert app.screen.query_one(OptionList).option_count == len(state.turns)
        app.screen.query_one(Input).value = last
        await pilot.press("enter")
        await pilot.pause()
        assert last in pointed(app)


async def test_words_are_found_forward_and_back_and_round_again(archive, meeting):
    async with reading(archive, meeting) as (app, pilot):
        await pilot.press("f6")
        assert "Say what to look for." in app.screen.query_one("#notice").text
        await pilot.press("f3")
        await pilot.pause()
        app.screen.query_one(Input).value = "票 据"
        await pilot.press("enter")
        await pilot.pause()
        first, told = app.screen.query_one(Page)._at, app.screen.query_one("#notice").text
        count = int(re.search(r"1 of (\d+)", told)[1])
        assert count > 1 and pointed(app)
        await pilot.press("f6")
        assert f"2 of {count}" in app.screen.query_one("#notice").text
        await pilot.press("f5")
        assert app.screen.query_one(Page)._at == first
        await pilot.press("f5")
        assert f"{count} of {count}" in app.screen.query_one("#notice").text


async def test_words_over_the_end_of_a_row_are_found_and_strange_ones_are_not(archive, meeting):
    async with reading(archive, meeting) as (app, pilot):
        line = max(archive.read(meeting).lines, key=lambda line: len(line.text))
        assert app.screen.query_one(Page).find(line.text)
        await pilot.press("f3")
        await pilot.pause()
        app.screen.query_one(Input).value = "谁也没说过"
        await pilot.press("enter")
        await pilot.pause()
        assert "is not in this record" in app.screen.query_one("#notice").text


async def test_it_can_be_opened_at_any_line(archive, meeting):
    state = archive.read(meeting)
    for line in (state.lines[0], state.lines[len(state.lines) // 2], state.lines[-1]):
        if line.kind == "note":
            continue
        async with reading(archive, meeting, line.number) as (app, _pilot):
            assert line.text[:6] in pointed(app)


async def test_the_screen_says_what_the_paper_says(archive, meeting):
    def bare(text: str) -> str:
        return re.sub(r"[\s~>|—_=-]", "", text)

    async with reading(archive, meeting) as (app, _pilot):
        shown = bare(str(app.screen.query_one(Page).visual))
        for paragraph in minutes(archive.read(meeting)).paragraphs():
            assert bare(paragraph.text) in shown
    assert bare("散会") in bare(as_text(minutes(archive.read(meeting)))) and "散会" in shown
