"""The bell: off by default, once for the warning, three times when the time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meeting import commands as c
from meeting.state import Phase
from screens.bell import ClockBell
from tests.screens.room import live_room

FIRST = c.Next()


@pytest.fixture
async def room(archive):
    """A live room in its first turn that notes every ring in `rung`."""
    async with live_room(archive, FIRST) as room:
        room.rung = []
        room.app.bell = lambda: room.rung.append(room.clock.now)
        yield room


def tick(room, seconds: float) -> int:
    """Let time pass; how often the bell has begun to ring."""
    before = len(room.rung)
    room.later(seconds)
    room.live._tick()
    return len(room.rung) - before


async def test_by_default_nothing_rings(room):
    assert [tick(room, 100) for _time in range(8)] == [0] * 8


async def test_the_warning_and_the_end_ring_once_each(room):
    room.app.hall.settings.change("screen.bell", True)
    rung = [tick(room, 60) for _time in range(12)]
    assert sum(rung) == 2


async def test_rings_are_told_apart(room):
    bell, now = ClockBell(), room.record.now()
    seen = [bell.rings(room.state, now + timedelta(seconds=second)) for second in range(0, 600, 10)]
    assert [times for times in seen if times] == [1, 3]


async def test_a_pause_rings_nothing_and_what_was_rung_is_not_rung_again(room):
    bell, now = ClockBell(), room.record.now()
    bell.rings(room.state, now)
    assert bell.rings(room.state, now + timedelta(seconds=440)) == 1
    room.later(440)
    room.do(c.Pause())
    assert bell.rings(room.state, room.record.now() + timedelta(seconds=900)) == 0
    room.do(c.Resume())
    assert bell.rings(room.state, room.record.now()) == 0


async def test_a_room_entered_late_does_not_ring_for_what_is_past(room):
    assert ClockBell().rings(room.state, room.record.now() + timedelta(seconds=900)) == 0


async def test_the_questions_have_a_bell_of_their_own(room):
    bell = ClockBell()
    bell.rings(room.state, room.record.now() + timedelta(seconds=900))
    room.do(c.Enter(phase=Phase.QUESTIONS))
    assert bell.rings(room.state, room.record.now()) == 0
    assert bell.rings(room.state, room.record.now() + timedelta(seconds=150)) == 1
