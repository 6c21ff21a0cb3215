"""A half-copied archive, as on a stick, opens: what is there is shown, what is missing is said."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from textual.widgets import Input, Label, OptionList

import store.archive
from meeting import commands as c
from screens.live import LiveScreen
from screens.past import PastScreen
from screens.prepare import PrepareScreen
from screens.read import ReadScreen
from screens.widgets.row import Prose
from store.archive import Archive
from store.backup import back_up
from store.journal import journal_of
from tests.screens.test_home import rows, settled
from tests.store.conftest import running, steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

NOW = datetime(2026, 6, 24, 9, tzinfo=UTC)


@pytest.fixture
def chain(archive) -> list[str]:
    """The ids of three sealed meetings."""
    return [hold(steps_of_small(30 * month), archive) for month in range(3)]


def said(app) -> str:
    return app.screen.query_one("#notice").text


def row(app, words: str) -> int:
    """The place of the row with these words, with the cursor put on it."""
    place = next(place for place, told in enumerate(rows(app, "#meetings")) if words in told)
    app.screen.query_one(OptionList).highlighted = place
    return place


async def home(archive) -> tuple[str, str, str]:
    """What the home screen says: of the branch, of the months, on its notice line."""
    app = ShaitaiApp(archive, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        branch = str(app.screen.query_one("#branch", Label).render())
        return branch, app.screen.query_one("#cadence", Prose)._text, said(app)


async def offered(app, pilot, words: str) -> list[str]:
    """What is offered for the meeting in the row with these words."""
    await settled(app, pilot)
    row(app, words)
    await pilot.press("enter")
    await settled(app, pilot)
    found = app.screen.query(OptionList)
    listed = found.last()
    return [str(listed.get_option_at_index(place).prompt) for place in range(listed.option_count)]


async def backup_given(app, pilot, path) -> None:
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await settled(app, pilot)
    await settled(app, pilot)


async def test_a_removed_meeting_is_listed_and_brought_back_from_a_backup(archive, chain, tmp_path):
    back_up(archive, tmp_path / "b.zip")
    archive.named(chain[2]).path.unlink()
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        (only,) = await offered(app, pilot, "was sealed and is gone")
        assert "backup" in only
        await pilot.press("1")
        await pilot.pause()
        await backup_given(app, pilot, tmp_path / "b.zip")
        assert "restored" in said(app) and "gone" not in "".join(rows(app, "#meetings"))
    assert archive.read(chain[2]).seals


async def test_a_removed_meeting_is_named_by_a_catalogue_made_anew_too(archive, chain):
    archive.named(chain[0]).path.unlink()
    archive.catalogue.forget()
    (lost,) = archive.unreadable()
    assert lost.id == chain[0] and "backup" in lost.problem
    assert "Cannot be read: 1" in (await home(archive))[1]
    assert archive.catalogue.behind() == 0
    shutil.copy(archive.named(chain[1]).path, archive.named(chain[0]).path)
    (archive.folder / "seals.json").unlink()
    assert [summary.id for summary in archive.unreadable()] == [chain[0]]


async def test_a_damaged_meeting_is_listed_and_what_holds_is_saved(archive, members):
    record = running(archive, members)
    record.do(c.Say(text="五月我签批两笔。"))
    record.close()
    data = record.file.path.read_bytes()
    record.file.path.write_bytes(data[: len(data) - 40])
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(60, 18)) as pilot:
        deeds = await offered(app, pilot, "cannot be read")
        assert len(deeds) == 2 and "Save what holds" in deeds[0].replace("\n", " ")
        await pilot.press("1")
        await settled(app, pilot)
        await settled(app, pilot)
        assert "was damaged" in said(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadScreen)


async def test_a_meeting_of_a_newer_program_is_listed_as_such(archive, chain):
    path = archive.named(chain[2]).path
    path.write_bytes(path.read_bytes().replace(b'"format":', b'"format":9', 1))
    tables = json.loads(path.read_text("utf-8"))
    assert str(tables["meeting"]["1"]["format"]).startswith("9")
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await offered(app, pilot, "newer version")
        assert isinstance(app.screen, PastScreen) and "please update" in said(app)


async def test_a_backup_without_the_meeting_is_said(archive, chain, tmp_path):
    path = archive.named(chain[2]).path
    data = path.read_bytes()
    path.unlink()
    back_up(archive, tmp_path / "b.zip")
    path.write_bytes(data[:100])
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await offered(app, pilot, "cannot be read")
        await pilot.press("2")
        await pilot.pause()
        await backup_given(app, pilot, tmp_path / "b.zip")
        assert "not in this backup" in said(app)


async def test_a_truncated_journal_opens_with_what_holds(archive, members):
    record = running(archive, members)
    for number in range(5):
        record.do(c.Say(text=f"第{number}件"))
        record.flush()
    stick = Archive(archive.folder.parent / "stick")
    for path in record.file.parts:
        shutil.copy(path, stick.folder / "meetings")
    record.close()
    journal = journal_of(stick.named(record.id).path)
    journal.write_bytes(journal.read_bytes()[:-20])
    (summary,) = stick.summaries()
    assert summary.stage == "running" and summary.problem == ""
    assert [line.text for line in stick.read(record.id).lines] == [f"第{number}件" for number in range(4)]


async def test_a_journal_without_its_snapshot_is_listed_as_half_a_meeting(archive, members):
    record = running(archive, members)
    record.flush()
    stick = Archive(archive.folder.parent / "stick")
    shutil.copy(journal_of(record.file.path), stick.folder / "meetings")
    record.close()
    app = ShaitaiApp(stick, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        (only,) = await offered(app, pilot, "only its journal is here")
        assert "backup" in only
    shutil.copy(record.file.path, stick.folder / "meetings")
    journal_of(stick.named(record.id).path).unlink()
    assert stick.unreadable() == []


@pytest.mark.parametrize("branch", [None, b"", b"{", b"\0" * 100])
async def test_without_its_roster_or_with_a_damaged_one_it_opens(archive, chain, branch):
    path = archive.folder / "branch.json"
    path.unlink()
    if branch is not None:
        path.write_bytes(branch)
    told, _months, _notice = await home(archive)
    assert "branch.json" in told
    app = ShaitaiApp(archive, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert len(rows(app, "#meetings")) == 3
        app.action_search()
        await settled(app, pilot)
    app = ShaitaiApp(archive)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f6", "f8", "f9"):
            await settled(app, pilot)
            await pilot.press(key)
            await settled(app, pilot)
            await pilot.press("escape")
    if branch is not None:
        assert path.read_bytes() == branch


def locked(archive, monkeypatch) -> Archive:
    """The archive as on a stick that cannot be written."""
    access = store.archive.os.access
    monkeypatch.setattr(
        store.archive.os, "access", lambda path, mode: mode != store.archive.os.W_OK and access(path, mode)
    )
    return Archive(archive.folder)


async def test_a_read_only_archive_is_read_and_says_so(archive, chain, monkeypatch):
    archive.catalogue.forget()
    stick = locked(archive, monkeypatch)
    before = sorted(path.name for path in archive.folder.rglob("*"))
    branch, _months, notice = await home(stick)
    assert "石桥湾支部" in branch and "can only be read" in notice
    app = ShaitaiApp(stick, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert len(rows(app, "#meetings")) == 3
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen)
    assert sorted(path.name for path in archive.folder.rglob("*")) == before


async def test_in_a_read_only_archive_no_meeting_is_begun_and_it_says_why(archive, chain, monkeypatch):
    stick = locked(archive, monkeypatch)
    app = ShaitaiApp(stick, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("1")
        await settled(app, pilot)
        await settled(app, pilot)
        assert not isinstance(app.screen, PrepareScreen) and "cannot be written" in said(app)
    assert len(archive.ids()) == 3


async def test_with_a_damaged_roster_a_running_meeting_goes_on_and_nothing_is_written_over(archive, members):
    running(archive, members).close()
    path = archive.folder / "branch.json"
    path.write_bytes(b"{")
    app = ShaitaiApp(archive, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        listed = rows(app, "#menu")
        roster = next(place for place, told in enumerate(listed, start=1) if "Roster" in told)
        await pilot.press(str(roster))
        await settled(app, pilot)
        assert "branch.json cannot be read" in said(app)
        await pilot.press("f9")
        await settled(app, pilot)
        assert "branch.json cannot be read" in said(app)
        await pilot.press("1")
        await settled(app, pilot)
        assert isinstance(app.screen, LiveScreen)
    assert path.read_bytes() == b"{"
