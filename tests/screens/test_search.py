"""Search from anywhere: hits newest first, narrowed by typed words or by picking, opened at their line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from screens.asking import NOBODY, wanted
from screens.home import HomeScreen
from screens.keys import key_of
from screens.read import ReadScreen
from screens.search import SearchScreen
from screens.widgets.page import Page
from store.reading import Wanted
from tests.screens.test_home import rows, settled
from tests.store.conftest import steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("票据 比价", Wanted(text="票据 比价")),
        ("成员:王芳 kind:reply 自:2026-05", Wanted(text="", member="王芳", kind="reply", since="2026-05")),
        ("2026-05", Wanted(text="", since="2026-05", until="2026-05")),
        ("member:wf 票", Wanted(text="票", member="王芳")),
        ("成员：王芳", Wanted(text="", member="王芳")),
        ("since:2026-01 a:b", Wanted(text="a:b", since="2026-01")),
        ("member:zz", Wanted(text="", member=NOBODY)),
        ("member:", Wanted(text="")),
    ],
)  # fmt: skip
def test_typed_words_are_filters_months_and_text(typed, meant):
    assert wanted(typed, ["栗长河", "王芳"], ()) == meant


async def test_hits_are_found_narrowed_and_opened_at_their_line(archive):
    for month in range(15):
        hold(steps_of_small(30 * month), archive)
    app = ShaitaiApp(archive, opening=HomeScreen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press(key_of("house.search").key)
        await settled(app, pilot)
        assert isinstance(app.screen, SearchScreen) and rows(app, "#hits") == []
        app.screen.query_one(Input).value = "kind:question 经手"
        await settled(app, pilot)
        found = rows(app, "#hits")
        assert len(found) == 15 and "那笔九百元是谁经手的？" in found[0]
        days = [row[:10] for row in found]
        assert days == sorted(days, reverse=True)
        app.screen.query_one(Input).value = "member:栗长河"
        await settled(app, pilot)
        assert len(rows(app, "#hits")) == 50
        for _press in range(6):
            await pilot.press("pagedown")
        await settled(app, pilot)
        assert len(rows(app, "#hits")) == 60
        app.screen.query_one(Input).value = "没有人这样说过"
        await settled(app, pilot)
        assert "Nothing is found." in app.screen.query_one("#notice").text
        app.screen.query_one(Input).value = "经手"
        await settled(app, pilot)
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("2")
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == "经手 kind:question "
        assert len(rows(app, "#hits")) == 15
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen)
        (row,) = [r for r in str(app.screen.query_one(Page).visual).split("\n") if r.startswith("> ")]
        assert "那笔九百元是谁经手的？" in row
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, SearchScreen)


async def test_members_who_left_the_roster_are_offered_too(archive):
    hold(steps_of_small(), archive)
    branch = archive.branch()
    archive.keep_branch(replace(branch, members=branch.members[:1]))
    app = ShaitaiApp(archive, opening=SearchScreen)
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2")
        await settled(app, pilot)
        offered = rows(app, "OptionList")
        assert offered[0].endswith(branch.members[0].name) and any("王芳" in row for row in offered)
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == f"member:{branch.members[0].name} "
