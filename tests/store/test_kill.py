"""A kill at any instant loses no line that was said to be saved, and leaves no file unreadable."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.archive import Archive
from store.meeting_file import MeetingFile
from tui.verbs.replaying import hold
from tui.verbs.script import read_script

KILLS = int(os.environ.get("SHAITAI_KILLS", "100"))
"""Continuous integration asks for 500."""
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


def played(player, folder: Path, target: int, moment: int) -> int:
    """Play once in `folder`; the last event said to be on disk.

    Killed `moment` turns of a loop after event `target` was said to be there, in the midst of what follows.
    """
    player.stdin.write(f"{folder}\n")
    player.stdin.flush()
    child = int(player.stdout.readline())
    saved, killed = 0, False
    while (number := 0 if target == 0 and not killed else int(player.stdout.readline())) >= 0:
        saved = max(saved, number)
        if number >= target and not killed:
            killed = True
            for _turn in range(moment):
                pass
            # Where the meeting ended first, nobody is left to be killed.
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    return saved


def test_kills_lose_no_acknowledged_line_and_leave_no_file_unreadable(player, tmp_path, script):
    whole = Archive(tmp_path / "whole")
    hold(read_script(script.read_text("utf-8")), whole)
    expected = [row for row in whole.file("last").rows() if row["fact"] != "RecordSealed"]
    chance = random.Random(20260524)
    cut = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved = played(player, folder, chance.randrange(len(expected)), chance.randrange(20_000))
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
    assert cut > KILLS / 4, f"the kills must fall into the meeting, not behind it: {cut} of {KILLS} did"


def _one_more(rows: list) -> list:
    return [{**rows[-1], "id": len(rows) + 1}] if rows else [{"v": 2, "id": 1, "fact": "x"}]
