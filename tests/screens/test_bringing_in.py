"""Importing on the screen: from the list of past meetings, behind a bar, cancelled by Esc."""

from __future__ import annotations

import shutil
import threading

import pytest
from textual.widgets import Input

import screens.bringing_in
from screens.bringing_in import Importing
from screens.past import PastScreen
from screens.widgets.row import Prose
from store.archive import Archive
from store.backup import back_up
from tests.screens.test_home import rows, settled
from tests.store.conftest import running, steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold


@pytest.fixture
def chain(archive) -> list[str]:
    """The ids of four sealed meetings."""
    return [hold(steps_of_small(30 * month), archive) for month in range(4)]


@pytest.fixture
def here(tmp_path):
    """An empty archive to import into."""
    return Archive(tmp_path / "here")


async def importing(app, pilot, path) -> None:
    """Ask for the import of `path`."""
    await settled(app, pilot)
    await pilot.press("f6")
    await pilot.pause()
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


def told(app) -> str:
    return app.screen.query_one("#told", Prose)._text


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_stick_is_imported_and_what_is_left_behind_is_named(archive, chain, here, members, size):
    running(archive, members).close()
    shutil.copytree(archive.folder, here.folder.parent / "stick" / "shaitai")
    app = ShaitaiApp(here, opening=PastScreen)
    async with app.run_test(size=size) as pilot:
        await importing(app, pilot, here.folder.parent / "stick")
        await settled(app, pilot)
        assert isinstance(app.screen, Importing)
        assert "imported 4, left behind 1" in told(app) and "not sealed" in told(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, PastScreen) and len(rows(app, "#meetings")) == 4


async def test_esc_cancels_and_nothing_has_changed(archive, chain, here, monkeypatch):
    begun, pressed = threading.Event(), threading.Event()
    bring_in = screens.bringing_in.bring_in

    def slowly(into, source, progress):
        begun.set()
        pressed.wait()
        return bring_in(into, source, progress)

    monkeypatch.setattr(screens.bringing_in, "bring_in", slowly)
    app = ShaitaiApp(here, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await importing(app, pilot, archive.folder)
        while not begun.is_set():
            await pilot.pause()
        await pilot.press("escape")
        pressed.set()
        await settled(app, pilot)
        assert told(app) == "Cancelled: nothing has changed."
        await pilot.press("escape")
        await settled(app, pilot)
        assert rows(app, "#meetings") == []
    assert here.ids() == []


async def test_what_is_no_archive_is_said(here, tmp_path):
    app = ShaitaiApp(here, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await importing(app, pilot, tmp_path / "nowhere")
        await settled(app, pilot)
        assert "cannot be read" in told(app)


async def test_an_encrypted_backup_asks_for_its_passphrase(archive, chain, here, tmp_path):
    pytest.importorskip("pyrage")
    back_up(archive, tmp_path / "b.age", "四个词")
    app = ShaitaiApp(here, opening=PastScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await importing(app, pilot, tmp_path / "b.age")
        await settled(app, pilot)
        app.screen.query_one(Input).value = "四个词"
        await pilot.press("enter")
        await settled(app, pilot)
        assert told(app).startswith("imported 4")
