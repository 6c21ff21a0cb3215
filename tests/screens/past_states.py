"""The states of the screens that look back on past meetings, with two meetings held before."""

from __future__ import annotations

from textual.screen import Screen

from screens.county import CountyScreen
from screens.county_view import CountyViewScreen
from screens.coverage import CoverageScreen
from screens.member import MemberScreen
from store.county.view import Month, months
from tests.screens.room import Room
from tests.store.conftest import steps_of_small
from tui.verbs.replaying import hold

BRANCHES = (
    "县自然资源和规划局机关党支部",
    "县水务局灌区管理处党支部",
    "杏花岭村党支部",
    "柳树屯支部",
    "河西街道办事处退休干部第二党支部",
    "石桥湾支部",
    "野鸭滩村党支部",
    "青石坎村党支部",
)


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
    await look_back(room, CountyScreen(room.app.hall, "db.county.example/shaitai", branches_in_months))


async def view(room: Room) -> None:
    room.app.hall.read_only = True
    await look_back(room, CountyViewScreen(room.app.hall, branches_in_months), "down")


async def view_counts(room: Room) -> None:
    room.app.hall.read_only = True
    await look_back(room, CountyViewScreen(room.app.hall, branches_in_months), "f3")


def branches_in_months(since: str, until: str) -> list[Month]:
    """A county of eight branches, as its server would tell of it: some send every month, one never."""
    every = months(since, until)
    return [
        Month(
            branch=branch,
            month=month,
            meetings=held,
            late=int(held and number % 4 == 1 and place % 3 == 1),
            gaps=(place + number) % 3 if held else 0,
            missing=(place * number) % 13 if held else 0,
            unconfirmed=number % 2 if held else 0,
        )
        for number, branch in enumerate(BRANCHES)
        for place, month in enumerate(every)
        for held in [int(month < "2026-05" and number != 6 and (number + place) % 6 != 5)]
    ]
