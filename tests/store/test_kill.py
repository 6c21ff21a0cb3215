"""A kill at any instant loses no line that was said to be saved, and leaves no file unreadable."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.archive import Archive
from store.meeting_file import MeetingFile
from tui.verbs.replaying import hold
from tui.verbs.script import read_script

KILLS = int(os.environ.get("SHAITAI_KILLS", "500"))
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif("os.name != 'posix'", reason="SIGKILL is POSIX")


@pytest.fixture
def player(script):
    """A process that plays the scripted meeting in children of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.playing", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def played(player, folder: Path, kill_after: float | None) -> int:
    """Play once in `folder`, killed after so many seconds; the last event said to be on disk."""
    player.stdin.write(f"{folder}\n")
    player.stdin.flush()
    child = int(player.stdout.readline())
    timer = threading.Timer(kill_after, os.kill, (child, signal.SIGKILL)) if kill_after is not None else None
    if timer:
        timer.start()
    saved = 0
    while (number := int(player.stdout.readline())) >= 0:
        saved = number
    if timer:
        # Where the meeting ended first, nobody is left to be killed.
        timer.cancel()
    return saved


def test_500_kills_lose_no_acknowledged_line_and_leave_no_file_unreadable(player, tmp_path, script):
    whole = Archive(tmp_path / "whole")
    hold(read_script(script.read_text("utf-8")), whole)
    expected = [row for row in whole.file("last").rows() if row["fact"] != "RecordSealed"]
    chance = random.Random(20260524)
    cut = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved = played(player, folder, chance.uniform(0, 0.15))
        file = MeetingFile(folder / "2026-05-24-0000.json", outgrown=4096)
        if not file.path.exists():
            # Killed before anything was there to be lost.
            assert saved == 0
            continue
        rows = file.rows()
        assert len(rows) >= saved, f"kill {number}: {saved} lines acknowledged, {len(rows)} there"
        assert rows[: len(expected)] == expected[: len(rows)], f"kill {number}"
        cut += len(rows) < len(expected)
        # The file is opened again, takes a line more, and is a TinyDB file once closed.
        file.append(_one_more(rows))
        file.close()
        with TinyDB(file.path, access_mode="r", encoding="utf-8") as db:
            assert len(db.table("events")) == len(rows) + 1
    assert cut > KILLS / 4, "the kills must fall into the meeting, not behind it"


def _one_more(rows: list) -> list:
    return [{**rows[-1], "id": len(rows) + 1}] if rows else [{"v": 2, "id": 1, "fact": "x"}]
