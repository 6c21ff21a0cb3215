"""When the disk fails, and when the opening is read by another window."""

from __future__ import annotations

import errno
import json

from meeting import commands as c
from screens.board import BoardScreen
from screens.home import HomeScreen
from tests.screens.room import START, live_room
from tui.app import ShaitaiApp
from tui.following import follow_running


async def test_a_full_disk_is_said_and_a_copy_can_be_saved_elsewhere(archive, tmp_path, monkeypatch):
    async with live_room(archive, c.Next(), size=(120, 36)) as room:

        def full(rows):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as disk:
            disk.setattr(room.record.file, "append", full)
            await room.line("五月我签批支出两笔。")
            room.record.retry().result()
            await room.pilot.pause()
            assert "NOT SAVED: No space left on device" in room.text
            await room.run("live.copy", "palette")
            await room.press("ctrl+u")
            await room.type(str(tmp_path / "copy.json"))
            await room.press("enter")
            assert "五月我签批支出两笔。" in json.dumps(
                json.loads((tmp_path / "copy.json").read_text("utf-8")), ensure_ascii=False
            )
        room.record.retry().result()
        await room.pilot.pause()
        room.live._tick()
        assert "NOT SAVED" not in room.text


async def test_the_board_waits_for_a_meeting_and_shows_its_close(archive):
    def board(hall):
        return BoardScreen(hall, lambda: follow_running(archive), lambda: START)

    app = ShaitaiApp(archive, opening=board)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Waiting for a meeting to open" in text_of(app)
        async with live_room(archive) as room:
            room.record.flush()
            app.screen.look()
            await pilot.pause()
            assert "The meeting is open" in text_of(app) and "Next: 栗长河" in text_of(app)
            room.do(c.Next(), c.Say(text="我先说一件"))
            room.record.flush()
            app.screen.look()
            await pilot.pause()
            assert "栗 长 河" in text_of(app) and "我先说一件" not in text_of(app)
            room.do(c.End(), c.Adjourn())
            room.record.flush()
            app.screen.look()
            await pilot.pause()
            assert "The meeting is closed" in text_of(app)


def text_of(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_a_wrong_key_file_is_said_at_home(archive):
    (archive.folder / "keys.toml").write_text('"live.next" = "f6"\n', "utf-8")
    app = ShaitaiApp(archive)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "F6 is wanted by live.next and by live.pause" in text_of(app)
