"""The roster screen: what is entered, imported and written; every change is kept behind the screen."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import OptionList

from meeting.refusal import Refused
from screens.dialogs import Pick
from screens.home import HomeScreen
from screens.importing import ImportScreen
from screens.roster import RosterScreen
from screens.widgets.row import Notice, Prose
from store.archive import Archive
from tui.app import ShaitaiApp

TABLE = "姓名,党内职务,职务\n栗长河,支部书记,局长\n苗一凡,副书记,副局长\n尉迟春,,会计\n"


class Desk:
    """A pilot on the roster screen."""

    def __init__(self, app: ShaitaiApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            if key.startswith("="):
                self.app.screen.query_one("Input").value = key[1:]
            else:
                await self.pilot.press(key)
            await self.settled()

    async def settled(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def notice(self) -> str:
        return self.app.screen.query_one(Notice).text

    @property
    def stands(self) -> str:
        return self.app.screen.query_one("#stands", Prose)._text

    def rows(self, where: str = "#members") -> list[str]:
        rows = self.app.screen.query_one(where, OptionList)
        return [str(rows.get_option_at_index(place).prompt) for place in range(rows.option_count)]


@pytest.fixture(autouse=True)
def nothing_nearby(monkeypatch):
    """No test offers the files of whoever runs it."""
    monkeypatch.setattr("screens.takes_table.tables_near", lambda folder: sorted(folder.glob("*.csv")))


@pytest.fixture
async def desk(archive, tmp_path):
    """The roster screen on the made-up branch."""
    app = ShaitaiApp(archive, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(RosterScreen(app.hall))
        await pilot.pause()
        yield Desk(app, pilot)


def on_disk(archive: Archive) -> list[str]:
    return [member.name for member in archive.branch().members]


async def test_a_member_is_added_moved_and_taken_off_and_each_is_on_disk(desk, archive):
    await desk.press("f2", "=尉迟春", "enter")
    assert on_disk(archive)[-1] == "尉迟春"
    await desk.press("f5")
    assert on_disk(archive)[-2] == "尉迟春"
    await desk.press("f8", "2")
    assert "尉迟春" not in on_disk(archive)


async def test_writing_never_holds_the_screen_up(desk, archive, monkeypatch):
    go_on, keep = threading.Event(), archive.keep_branch

    def slow(branch):
        go_on.wait(20)
        keep(branch)

    monkeypatch.setattr(archive, "keep_branch", slow)
    for key in ("f6", "f6", "f6"):
        await desk.pilot.press(key)
        await desk.pilot.pause()
    assert "栗长河" in desk.rows()[3].replace("\u3000", "")
    assert on_disk(archive)[0] == "栗长河"
    await desk.pilot.press("f10")
    await desk.pilot.pause()
    assert isinstance(desk.app.screen, RosterScreen)
    go_on.set()
    await desk.settled()
    assert isinstance(desk.app.screen, HomeScreen) and on_disk(archive)[3] == "栗长河"


async def test_what_cannot_be_kept_is_said_and_the_old_roster_stands_again(desk, archive, monkeypatch):
    def full(_branch):
        raise Refused("The archive folder cannot be written.")

    before = desk.rows()
    monkeypatch.setattr(archive, "keep_branch", full)
    await desk.press("f6")
    assert "cannot be written" in desk.notice and desk.rows() == before


async def test_a_name_that_is_taken_is_refused_at_once(desk, archive):
    await desk.press("f2", "=王芳", "enter")
    assert "王芳" in desk.notice and on_disk(archive).count("王芳") == 1


async def test_an_empty_roster_says_what_to_do(tmp_path):
    app = ShaitaiApp(Archive(tmp_path / "new"), tmp_path)
    async with app.run_test(size=(60, 18)) as pilot:
        app.push_screen(RosterScreen(app.hall))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "F2 adds a member, F4 imports a table" in app.screen.query_one("#stands", Prose)._text


# Import


async def test_a_table_is_seen_before_it_is_taken(desk, archive, tmp_path):
    (tmp_path / "名册.csv").write_bytes(TABLE.encode("gbk"))
    before = on_disk(archive)
    await desk.press("f4")
    assert isinstance(desk.app.screen, Pick)
    await desk.press("1")
    assert isinstance(desk.app.screen, ImportScreen)
    assert "3 members: 1 new, 2 changed" in desk.stands
    assert "no longer on the roster: 焉如玉, 仇大力, 王芳, 丁一禾" in desk.stands
    assert "尉迟春" in desk.rows("#rows")[2] and "[new]" in desk.rows("#rows")[2]
    assert on_disk(archive) == before
    await desk.press("f2")
    assert isinstance(desk.app.screen, RosterScreen) and "Imported: 3" in desk.notice
    assert on_disk(archive) == ["栗长河", "苗一凡", "尉迟春"]


async def test_leaving_the_table_changes_nothing(desk, archive, tmp_path):
    (tmp_path / "名册.csv").write_text(TABLE, "utf-8")
    before = archive.branch()
    await desk.press("f4", "1", "f10")
    assert isinstance(desk.app.screen, RosterScreen) and archive.branch() == before


async def test_a_table_with_a_problem_is_not_taken_until_it_is_mended(desk, archive, tmp_path):
    table = tmp_path / "名册.csv"
    table.write_text(TABLE.replace("支部书记", "村长") + "尉迟春,,\n", "utf-8")
    before = archive.branch()
    await desk.press("f4", "1")
    assert "2 rows cannot be taken" in desk.stands
    assert "! row 2: 栗长河 “村长” is not a role" in desk.rows("#rows")[0]
    assert "! row 5" in desk.rows("#rows")[3]
    await desk.press("f2")
    assert "row 2" in desk.notice and archive.branch() == before
    table.write_text(TABLE, "utf-8")
    await desk.press("f5", "f2")
    assert on_disk(archive) == ["栗长河", "苗一凡", "尉迟春"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\xff\xff", b"PK\x03\x04", "职务\n会计\n".encode()])
async def test_what_is_no_roster_is_one_sentence_and_can_only_be_left(desk, archive, tmp_path, data):
    (tmp_path / "名册.csv").write_bytes(data)
    before = archive.branch()
    await desk.press("f4", "1")
    assert desk.stands.count(".") >= 1 and "\n" not in desk.stands and desk.rows("#rows") == []
    await desk.press("f2", "f10")
    assert isinstance(desk.app.screen, RosterScreen) and archive.branch() == before


async def test_another_file_can_be_dropped_on_the_terminal(desk, tmp_path):
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / "名 册.csv").write_text(TABLE, "utf-8")
    await desk.press("f4", f"='{tmp_path / '别处' / '名 册.csv'}'", "enter")
    assert isinstance(desk.app.screen, ImportScreen) and "3 members" in desk.stands


async def test_markup_in_a_table_is_text(desk, tmp_path):
    (tmp_path / "名册.csv").write_text("姓名\n[bold]栗\n[/]苗\n", "utf-8")
    await desk.press("f4", "1")
    assert "[bold]栗" in desk.rows("#rows")[0] and "[/]苗" in desk.rows("#rows")[1]


async def test_the_roster_is_written_as_a_table(desk, archive, tmp_path):
    desk.app.screen.action_export()
    await desk.settled()
    await desk.press(f"={tmp_path / 'out.csv'}", "enter")
    assert "Written" in desk.notice and "焉如玉" in (tmp_path / "out.csv").read_text("utf-8-sig")
