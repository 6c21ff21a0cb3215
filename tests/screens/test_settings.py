"""The settings screen: what is changed counts at once, is kept, and what does not do changes nothing."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

import locales
from meeting import commands as c
from screens.base import HouseScreen
from screens.home import HomeScreen
from screens.live import LiveScreen
from screens.prepare import PrepareScreen
from screens.settings import SettingsScreen
from screens.widgets.row import Notice
from store.settings import Settings, read_settings
from store.settings_table import TABLE
from tests.screens.room import live_room
from tui.app import ShaitaiApp


class Desk:
    """A pilot on the settings screen."""

    def __init__(self, app: ShaitaiApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settled(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def change(self, key: str, *keys: str) -> None:
        """Go to a setting, press Enter, then these keys; what begins with = replaces the text of a field."""
        rows = self.app.screen.query_one("#settings", OptionList)
        rows.highlighted = next(
            place for place, setting in enumerate(self.app.screen._rows) if setting and setting.key == key
        )
        await self.pilot.press("enter")
        await self.pilot.pause()
        for each in keys:
            if each.startswith("="):
                self.app.screen.query_one("Input").value = each[1:]
            else:
                await self.pilot.press(each)
            await self.pilot.pause()
        await self.settled()

    @property
    def notice(self) -> str:
        return self.app.screen.query_one(Notice).text

    def row(self, key: str) -> str:
        place = next(n for n, setting in enumerate(self.app.screen._rows) if setting and setting.key == key)
        return str(self.app.screen.query_one("#settings", OptionList).get_option_at_index(place).prompt)


@pytest.fixture
def path(tmp_path):
    """Where the settings are kept; there is no file yet."""
    return tmp_path / "settings.toml"


@pytest.fixture
async def desk(archive, path):
    """The settings screen on the made-up branch."""
    app = ShaitaiApp(archive, settings=Settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SettingsScreen(app.hall))
        await pilot.pause()
        yield Desk(app, pilot)


async def test_every_setting_has_a_row_with_its_value_and_its_help(desk):
    rows = desk.app.screen.query_one("#settings", OptionList)
    assert [setting for setting in desk.app.screen._rows if setting] == list(TABLE)
    for setting in TABLE:
        assert setting.title in desk.row(setting.key)
    rows.highlighted = 2
    await desk.pilot.pause()
    assert "daylight" in desk.app.screen.query_one("#explains")._text


async def test_a_switch_is_turned_and_kept(desk, path):
    await desk.change("screen.bell")
    assert desk.app.hall.settings.on("screen.bell") and "on" in desk.row("screen.bell")
    assert read_settings(path).on("screen.bell")


async def test_the_theme_counts_at_once_and_is_remembered(desk, path, archive):
    await desk.change("screen.theme", "2")
    assert desk.app.theme == "shaitai-light" and read_settings(path).text("screen.theme") == "light"
    desk.app.action_theme()
    await desk.settled()
    assert desk.app.theme == "shaitai-dark" and read_settings(path).text("screen.theme") == "dark"


async def test_ascii_counts_at_once(desk):
    await desk.change("screen.ascii")
    assert desk.app.has_class("-ascii")
    await desk.change("screen.ascii")
    assert not desk.app.has_class("-ascii")


@pytest.mark.parametrize("typed", ["0", "500", "x", "-1", "8.5"])
async def test_a_number_that_does_not_do_is_said_and_the_old_one_stays(desk, path, typed):
    await desk.change("clock.member_minutes", f"={typed}", "enter")
    assert "Minutes for a member" in desk.notice and typed in desk.notice
    assert desk.app.hall.settings.number("clock.member_minutes") == 5 and not path.exists()


async def test_the_next_meeting_has_the_times_and_topics_that_were_set(desk):
    await desk.change("clock.member_minutes", "=7", "enter")
    await desk.change("clock.warning_seconds", "=30", "enter")
    await desk.change("meeting.seasonal", "=秸秆禁烧；防汛值班", "enter")
    await desk.pilot.press("f10")
    await desk.settled()
    await desk.pilot.press("1")
    await desk.settled()
    assert isinstance(desk.app.screen, PrepareScreen)
    state = desk.app.hall.record.state
    budgets = state.called.budgets
    assert (budgets.leader, budgets.member, budgets.questions, budgets.warning) == (480, 420, 180, 30)
    assert [topic.title for topic in state.checklist.seasonal] == ["秸秆禁烧", "防汛值班"]


async def test_emptied_or_reset_a_setting_is_as_it_was_made(desk, path):
    await desk.change("paper.retention", "=存支部档案柜，永久", "enter")
    assert read_settings(path).text("paper.retention") == "存支部档案柜，永久"
    await desk.change("paper.retention", "=", "enter")
    assert read_settings(path).text("paper.retention") == ""
    await desk.change("screen.bell")
    await desk.pilot.press("f8")
    await desk.settled()
    assert not read_settings(path).on("screen.bell")


@pytest.mark.parametrize(
    ("key", "data", "told"),
    [
        ("paper.template", None, "There is no file"),
        ("paper.template", b"no Word document", "cannot be used as a template"),
        ("paper.page", b"[paper]\nsize = 1", "paper.size"),
        ("files.keys", None, "There is no file"),
    ],
)
async def test_a_file_that_does_not_do_is_said_and_the_old_one_stays(desk, path, tmp_path, key, data, told):
    file = tmp_path / "named.docx"
    if data is not None:
        file.write_bytes(data)
    await desk.change(key, f"={file}", "enter")
    assert told in desk.notice and "\n" not in desk.notice
    assert desk.app.hall.settings.text(key) == "" and not path.exists()


async def test_a_settings_file_that_cannot_be_written_is_said_and_counts_for_now(desk, path):
    path.write_text("[[[")
    await desk.change("screen.bell")
    assert "stays as it is" in desk.notice and desk.app.hall.settings.on("screen.bell")
    assert path.read_text() == "[[["


# The branch's own


async def test_what_belongs_to_the_branch_is_kept_with_it(desk, archive, path):
    await desk.change("branch.name", "=柳树屯支部", "enter")
    await desk.change("branch.language", "2")
    await desk.change("branch.allowed", "=班子；总的来说", "enter")
    await desk.change("branch.loudness", "1", "1")
    branch = archive.branch()
    assert (branch.name, branch.language, branch.allowed) == ("柳树屯支部", "en", ("班子", "总的来说"))
    assert len(branch.loudness) == 1 and not path.exists()


async def test_an_item_of_the_checklist_is_changed_added_and_taken_off(desk, archive):
    first = archive.branch().standing[0]
    count = len(archive.branch().standing)
    await desk.change("branch.checklist", "1", "=手里的权力", "enter")
    standing = archive.branch().standing
    assert (standing[0].id, standing[0].title) == (first.id, "手里的权力")
    await desk.change("branch.checklist", "up", "enter", "=水费账目", "enter")
    assert archive.branch().standing[-1].title == "水费账目" and len(archive.branch().standing) == count + 1
    await desk.change("branch.checklist", "1", "=", "enter")
    assert first.id not in [topic.id for topic in archive.branch().standing]


async def test_a_branch_that_cannot_be_kept_is_said_and_the_old_one_stands_again(desk, archive, monkeypatch):
    def full(_path, _branch, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.archive.write_branch", full)
    await desk.change("branch.name", "=柳树屯支部", "enter")
    assert "cannot be written" in desk.notice and "石桥湾支部" in desk.row("branch.name")


async def test_a_branch_that_cannot_be_read_is_said_and_never_written_over(archive, path):
    (archive.folder / "branch.json").write_text("{")
    app = ShaitaiApp(archive, settings=Settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot)
        await app.push_screen(SettingsScreen(app.hall))
        await desk.settled()
        assert "cannot be read" in desk.notice
        await desk.change("branch.name", "=柳树屯支部", "enter")
        assert "cannot be read" in desk.notice
        await desk.change("screen.bell")
        assert read_settings(path).on("screen.bell")
    assert (archive.folder / "branch.json").read_text() == "{"


# The language


async def test_the_language_changes_at_once_and_the_settings_stay_open(desk, path):
    await desk.change("screen.language", "2")
    assert locales.current() == "zh"
    assert isinstance(desk.app.screen, SettingsScreen) and "界面语言" in desk.row("screen.language")
    assert [type(screen) for screen in desk.app.screen_stack[1:]] == [HomeScreen, SettingsScreen]
    assert read_settings(path).text("screen.language") == "zh"
    await desk.pilot.press("f10")
    await desk.settled()
    assert isinstance(desk.app.screen, HomeScreen)


async def test_in_a_meeting_the_language_changes_and_not_a_character_is_lost(archive):
    async with live_room(archive, c.Next(), c.Say(text="第一件")) as room:
        await room.type("还没写完的半句")
        await room.run("house.language", "palette")
        await room.app.workers.wait_for_complete()
        for _turn in range(3):
            await room.pilot.pause()
        assert isinstance(room.app.screen, LiveScreen)
        assert "预计散会" in room.text and room.entry.value == "还没写完的半句"
        assert sum(isinstance(screen, LiveScreen) for screen in room.app.screen_stack) == 1
        await room.press("enter")
        assert [line.text for line in room.state.lines] == ["第一件", "还没写完的半句"]
        assert all(isinstance(screen, HouseScreen) for screen in room.app.screen_stack[1:])


async def test_the_record_stays_in_the_language_of_its_branch(archive):
    async with live_room(archive) as room:
        language = room.state.called.language
        await room.run("house.language", "palette")
        await room.app.workers.wait_for_complete()
        assert room.state.called.language == language == "zh"
