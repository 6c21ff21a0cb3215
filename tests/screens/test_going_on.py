"""Before the signatures the room sees what becomes of every pledge."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from meeting import commands as c
from meeting.kinds import Kind
from meeting.readiness import open_gaps
from meeting.state import Outcome, Stage
from screens.dialogs import Ask
from screens.going_on import GoingOn
from screens.signoff import SignOffScreen
from screens.widgets.row import Prose
from tests.screens.room import live_room
from tests.screens.states import CARRIED

BEFORE = (
    c.Review(follow_up=3, outcome=Outcome.EXTENDED, due=date(2026, 9, 1)),
    c.Next(),
    c.Say(text="六月底前公示[red]账目[/red]", kind=Kind.PLEDGE),
    c.Say(text="说错了", kind=Kind.PLEDGE),
)


async def signing(room) -> None:
    """Close the meeting, leave what is open with a reason, and go to sign."""
    room.do(c.Strike(line=room.state.lines[-1].number), c.End(), c.Adjourn())
    if not room.state.called.place:
        room.do(c.ChangeHead(place="二楼会议室"))
    for lack in sorted({gap.lack for gap in open_gaps(room.state) if gap.lack.may_stay}):
        room.do(c.Excuse(gap=lack.value, reason="时间不够"))
    room.app.switch_screen(SignOffScreen(room.app.hall))
    await room.pilot.pause()
    await room.press("f5")


def shown(room) -> str:
    return "\n".join(prose._text for prose in room.app.screen.query(Prose))


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_list_stands_before_the_signatures_and_esc_leads_back(archive, size):
    async with live_room(archive, *BEFORE, carried=CARRIED, size=size) as room:
        await signing(room)
        assert isinstance(room.app.screen, GoingOn)
        assert "pledged today 1 · carried on 2 · done 1 · struck out 1" in shown(room)
        for row in (
            "[pledged today] 栗长河：六月底前公示[red]账目[/red] (by 30 June 2026)",
            "[carried on, not looked at]",
            "[carried on, extended]",
            "[done]",
            "[struck out] 栗长河：说错了",
        ):
            assert row in shown(room)
        await room.press("escape")
        assert isinstance(room.app.screen, SignOffScreen) and room.state.signatures == ()
        await room.press("f5", "enter")
        assert isinstance(room.app.screen, Ask)
        for name in ("栗长河", "宓小满"):
            room.app.screen.query_one(Input).value = name
            await room.press("enter")
        assert "carried on 2" in shown(room) and "Seal the record?" in shown(room)
        await room.press("down", "enter")
        await room.pilot.pause()
        assert room.state.stage is Stage.SEALED
        room.record.flush()
    carried = [pledged for pledged in archive.pledges("石桥湾支部") if pledged.pledge.outcome != "done"]
    assert len(carried) == 3


async def test_the_list_is_a_key_away_and_says_when_there_is_nothing(archive):
    async with live_room(archive, *BEFORE, carried=CARRIED) as room:
        await signing(room)
        await room.press("escape", "ctrl+l")
        assert isinstance(room.app.screen, GoingOn)
        await room.press("enter")
        assert isinstance(room.app.screen, SignOffScreen)
    async with live_room(archive, c.Next(), c.Say(text="五月我签批两笔。")) as room:
        await signing(room)
        assert isinstance(room.app.screen, Ask)
        await room.press("escape", "ctrl+l")
        assert "Nothing was pledged" in room.text
