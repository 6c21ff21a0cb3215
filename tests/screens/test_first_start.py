"""The first start: three steps, each with a way back; whatever is typed is there when it is opened again."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from textual.widgets import Input, OptionList

import locales
from meeting.roster import PartyRole
from screens.first_start import FirstStart, named
from screens.home import HomeScreen
from screens.importing import ImportScreen
from screens.keys import key_of
from screens.widgets.row import Notice, Prose, Row
from store.archive import Archive
from store.settings import Settings, read_settings
from tui.app import LOOK_AROUND, ShaitaiApp


class Desk:
    """A pilot on a first start."""

    def __init__(self, app: ShaitaiApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settled(self) -> None:
        for _turn in range(3):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.app.hall.behind.idle()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        field = self.app.screen.query_one("#typed", Input)
        field.insert_text_at_cursor(text)
        # The pause after which it is put on disk.
        self.app.screen._keep_draft()
        await self.settled()

    @property
    def title(self) -> str:
        return self.app.screen.query_one(".title", Row).text

    @property
    def field(self) -> str:
        return self.app.screen.query_one("#typed", Input).value

    @property
    def notice(self) -> str:
        return self.app.screen.query_one(Notice).text


@pytest.fixture
def open_it(tmp_path):
    """The program as it opens on a new archive."""

    @asynccontextmanager
    async def opened(size=(80, 24)):
        def home(hall):
            screen = HomeScreen(hall)
            screen.first_start = hall.to_set_up()
            return screen

        settings = read_settings(tmp_path / "settings.toml")
        app = ShaitaiApp(Archive(tmp_path / "archive"), tmp_path, opening=home, settings=settings)
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot)
            await desk.settled()
            yield desk

    return opened


@pytest.fixture
def branch(tmp_path):
    """The branch as it is on disk now."""
    return lambda: Archive(tmp_path / "archive").branch()


async def test_three_steps_lead_to_a_branch_that_can_meet(open_it, branch):
    async with open_it() as desk:
        assert "1 of 3" in desk.title
        await desk.press("2")
        assert "2 of 3" in desk.title
        await desk.type("石桥湾支部")
        await desk.press("enter")
        assert "3 of 3" in desk.title
        for name in ("栗长河 书记 局长", "苗一凡 副书记", "王芳"):
            await desk.type(name)
            await desk.press("enter")
        await desk.press("f5")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "New meeting" in str(
            desk.app.screen.query_one("#menu", OptionList).get_option_at_index(0).prompt
        )
    kept = branch()
    assert kept.name == "石桥湾支部"
    assert [(m.name, m.role, m.post) for m in kept.members] == [
        ("栗长河", PartyRole.SECRETARY, "局长"),
        ("苗一凡", PartyRole.DEPUTY_SECRETARY, ""),
        ("王芳", PartyRole.MEMBER, ""),
    ]
    async with open_it() as desk:
        assert isinstance(desk.app.screen, HomeScreen)


async def test_the_language_counts_at_once_and_is_remembered(open_it, tmp_path):
    async with open_it() as desk:
        await desk.press("1")
        assert locales.current() == "zh" and "2/3" in desk.title
        assert [type(screen) for screen in desk.app.screen_stack[1:]] == [HomeScreen, FirstStart]
    assert read_settings(tmp_path / "settings.toml").text("screen.language") == "zh"


async def test_closed_half_way_everything_typed_is_there_again(open_it):
    async with open_it() as desk:
        await desk.press("2")
        await desk.type("石桥湾支")
    async with open_it() as desk:
        assert "2 of 3" in desk.title and desk.field == "石桥湾支"
        await desk.type("部")
        await desk.press("enter")
        await desk.type("栗长河 书记")
        await desk.press("enter")
        await desk.type("苗一")
    async with open_it() as desk:
        assert "3 of 3" in desk.title and desk.field == "苗一"
        assert desk.app.screen.branch.members[0].name == "栗长河"
        await desk.press("f10")
        assert "2 of 3" in desk.title and desk.field == "石桥湾支部"
        await desk.press("f5")
        assert desk.field == "苗一"


async def test_back_leads_through_the_steps_to_home_and_nothing_is_lost(open_it, branch):
    async with open_it() as desk:
        await desk.press("2")
        await desk.type("石桥湾支部")
        await desk.press("f5", "f10", "f10")
        assert "1 of 3" in desk.title
        await desk.press("f10")
        assert isinstance(desk.app.screen, HomeScreen) and branch().name == "石桥湾支部"
        menu = desk.app.screen.query_one("#menu", OptionList)
        assert "Set up" in str(menu.get_option_at_index(0).prompt)
        await desk.press("1")
        assert isinstance(desk.app.screen, FirstStart)


async def test_every_step_can_be_left_open(open_it, branch):
    async with open_it() as desk:
        await desk.press("f5", "f5", "f5")
        assert isinstance(desk.app.screen, HomeScreen)
    assert branch().name == "" and branch().members == ()


@pytest.mark.parametrize("typed", ["栗长河", "x" * 200])
async def test_a_name_that_does_not_do_is_said_and_stays_in_the_field(open_it, branch, typed):
    async with open_it() as desk:
        await desk.press("2", "f5")
        await desk.type("栗长河")
        await desk.press("enter")
        await desk.type(typed)
        await desk.press("enter")
        assert desk.notice and desk.field == typed and len(branch().members) == 1
        await desk.press("f5")
        assert isinstance(desk.app.screen, FirstStart)


async def test_the_last_name_comes_back_into_the_field(open_it, branch):
    async with open_it() as desk:
        await desk.press("2", "f5")
        await desk.type("栗长何 书记 局长")
        await desk.press("enter", "f8")
        assert desk.field == "栗长何 Secretary 局长" and branch().members == ()


async def test_a_table_can_be_taken_here_too(open_it, branch, tmp_path, monkeypatch):
    monkeypatch.setattr("screens.takes_table.tables_near", lambda folder: [tmp_path / "名册.csv"])
    (tmp_path / "名册.csv").write_text("姓名,党内职务\n栗长河,书记\n王芳,\n", "utf-8")
    async with open_it() as desk:
        await desk.press("2", "f5", "f4", "1")
        assert isinstance(desk.app.screen, ImportScreen)
        await desk.press("f2")
        assert isinstance(desk.app.screen, FirstStart) and len(branch().members) == 2


async def test_looking_around_first_leaves_for_the_demonstration(open_it):
    async with open_it() as desk:
        await desk.press("3")
    assert desk.app.return_code == LOOK_AROUND


async def test_where_it_cannot_be_shown_a_sentence_says_how(open_it):
    async with open_it() as desk:
        desk.app.hall.look_around = None
        await desk.press(key_of("first.demo").key)
        assert "shaitai demo" in desk.notice


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_each_step_says_what_to_do(open_it, size):
    async with open_it(size) as desk:
        for words in ("language", "called in full", "Who belongs"):
            prose = desk.app.screen.query_one("#explains", Prose)
            assert words in prose._text and prose.size.height >= 1
            await desk.press("f5")


async def test_a_draft_that_cannot_be_read_is_nothing(tmp_path, open_it):
    folder = tmp_path / "archive"
    folder.mkdir()
    for data in (b"", b"[]", b"\xff", b'{"step": "nowhere", "branch": 3}'):
        (folder / "first-start.json").write_bytes(data)
        async with open_it() as desk:
            assert "1 of 3" in desk.title


def test_settings_of_nobody_are_never_kept(tmp_path):
    settings = Settings(tmp_path / "settings.toml", {"screen.theme": "light"}).unkept()
    settings.change("screen.bell", True)
    settings.keep("screen.bell")
    assert settings.text("screen.theme") == "light" and not (tmp_path / "settings.toml").exists()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("苗一凡", ("苗一凡", PartyRole.MEMBER, "")),
        ("栗长河 委员 副局长", ("栗长河", PartyRole.COMMISSIONER, "副局长")),
        ("栗长河 副局长", ("栗长河", PartyRole.MEMBER, "副局长")),
        ("王 芳 书记 局长", ("王芳", PartyRole.SECRETARY, "局长")),
        ("王 芳", ("王芳", PartyRole.MEMBER, "")),
        ("丁一禾 党员 办公室 主任", ("丁一禾", PartyRole.MEMBER, "办公室 主任")),
        ("Ann Miller", ("Ann Miller", PartyRole.MEMBER, "")),
        ("Ann Miller 组织委员", ("Ann Miller", PartyRole.ORGANISATION, "")),
    ],
)
def test_name_role_and_post_are_told_apart(typed, expected):
    assert named(typed.split(" ")) == expected
