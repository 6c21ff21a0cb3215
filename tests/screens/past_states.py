"""The states of the screens that look back on past meetings, with two meetings held before."""

from __future__ import annotations

from textual.screen import Screen

from screens.county import CountyScreen
from screens.coverage import CoverageScreen
from screens.member import MemberScreen
from tests.screens.room import Room
from tests.store.conftest import steps_of_small
from tui.verbs.replaying import hold


async def look_back(room: Room, screen: Screen, *keys: str) -> None:
    """Hold two meetings, then show a screen and press keys on it."""
    hall = room.app.hall
    for days in (0, 29):
        hold(steps_of_small(days), hall.archive)
    hall.clock = room.clock
    room.record.flush()
    room.app.push_screen(screen)
    await settled(room)
    for key in keys:
        await room.press(key)
        await settled(room)


async def settled(room: Room) -> None:
    """Wait for what is read aside."""
    await room.app.workers.wait_for_complete()
    await room.pilot.pause()
    await room.pilot.pause()


async def member(room: Room) -> None:
    await look_back(room, MemberScreen(room.app.hall, "栗长河"), "down")


async def pledged(room: Room) -> None:
    await look_back(room, MemberScreen(room.app.hall, "栗长河"), "up", "up")


async def two_months(room: Room) -> None:
    await look_back(room, MemberScreen(room.app.hall, "栗长河"), "f2")


async def by_months(room: Room) -> None:
    await look_back(room, CoverageScreen(room.app.hall, 2026))


async def by_items(room: Room) -> None:
    await look_back(room, CoverageScreen(room.app.hall, 2026), "f3")


async def by_meetings(room: Room) -> None:
    await look_back(room, CoverageScreen(room.app.hall, 2026), "f4")


async def exporting(room: Room) -> None:
    await look_back(room, CoverageScreen(room.app.hall, 2026), "f7")


async def county(room: Room) -> None:
    room.app.hall.read_only = True
    await look_back(room, CountyScreen(room.app.hall, "db.county.example/shaitai"))
