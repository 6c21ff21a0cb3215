"""A kill at any instant loses no line that was said to be saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from meeting import commands as c

KILLS = int(os.environ.get("SHAITAI_KILLS", "12"))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_killed_program_has_lost_no_saved_line(archive, members):
    record = archive.new_meeting(date(2026, 5, 24))
    prepare = c.Prepare(
        branch="石桥湾支部", members=members, day=date(2026, 5, 24), chair="栗长河", recorder="王芳"
    )
    for command in (prepare, c.Open(), c.Next()):
        record.do(command)
    record.close()
    root = Path(__file__).parents[2]
    chance = random.Random(20260524)
    for _kill in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("recording.py")), str(archive.folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        saved = int(child.stdout.readline())
        # The kill comes at a chance moment of the writing that goes on.
        timer = threading.Timer(chance.uniform(0, 0.05), child.kill)
        timer.start()
        for line in child.stdout:
            if line.endswith("\n"):
                saved = int(line)
        child.wait()
        events = archive.file(record.id).read()
        assert [event.id for event in events] == list(range(1, len(events) + 1))
        assert events[-1].id >= saved
