"""What tests of the store share: a small sealed meeting, and meetings sealed one after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from meeting import commands as c
from store.archive import Archive
from store.record import Record
from tui.verbs.replaying import hold
from tui.verbs.script import Step, read_script

SMALL = Path(__file__).parents[1] / "data" / "meeting-02.jsonl"


def steps_of_small(days_later: int = 0) -> list[Step]:
    """The small scripted meeting (two speakers, sealed), held some days later."""
    later = timedelta(days=days_later)
    steps = read_script(SMALL.read_text("utf-8"))
    moved = [replace(step, at=step.at + later) for step in steps]
    day = (moved[0].at).date().isoformat()
    return [
        replace(step, given=step.given | {"day": day}) if step.do == "prepare" else step for step in moved
    ]


@pytest.fixture
def sealed(archive: Archive) -> str:
    """The id of a small sealed meeting in the archive."""
    return hold(steps_of_small(), archive)


@pytest.fixture
def chain(archive: Archive) -> list[str]:
    """The ids of four meetings of one branch, sealed one after another."""
    return [hold(steps_of_small(30 * month), archive) for month in range(4)]


def running(archive: Archive, members) -> Record:
    """A meeting in which the first speaker has the floor, open for writing."""
    from datetime import date

    record = archive.new_meeting(date(2026, 5, 24))
    record.do(
        c.Prepare(
            branch="石桥湾支部", members=members, day=date(2026, 5, 24), chair="栗长河", recorder="王芳"
        )
    )
    record.do(c.Open())
    record.do(c.Next())
    return record
