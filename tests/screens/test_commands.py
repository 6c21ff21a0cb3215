"""Every command of the live room, by its key and by the palette; what it leaves in the record."""

from __future__ import annotations

from datetime import date

import pytest

from meeting import commands as c
from meeting.kinds import Kind
from meeting.state import FollowUp
from screens.keys import KEYS
from screens.signoff import SignOffScreen
from tests.screens.room import live_room

FIRST = c.Next()
DODGE = c.Say(text="我们把三月的罚款收早了。")
LINE = c.Say(text="五月我签批支出两笔，共九百元。")

# id → (what came before, the keys that follow, the facts that come of it)
RECORDED = {
    "live.next": ((), (), ["TurnStarted"]),
    "live.start": ((), ("enter",), ["TurnStarted"]),
    "live.late": ((), (), ["TurnStarted"]),
    "live.tick": ((FIRST,), ("2",), ["TopicMarked"]),
    "live.flags": ((FIRST, DODGE), ("1",), ["FlagSettled"]),
    "live.pause": ((FIRST,), (), ["ClockPaused"]),
    "live.extend": ((FIRST,), (), ["TurnExtended"]),
    "live.phase": ((FIRST,), (), ["PhaseEntered"]),
    "live.end": ((FIRST,), (), ["TurnEnded"]),
    "live.close": ((), ("down", "enter"), ["MeetingAdjourned"]),
    "live.accept": ((FIRST, c.Say(text="没有收过礼金。")), (), ["TopicMarked"]),
    "live.undo": ((FIRST,), (), ["Undone"]),
    "live.redo": ((FIRST, c.Undo()), (), ["Redone"]),
    "live.attend": ((), ("down", "enter", "2", "enter"), ["AttendanceMarked"]),
    "live.skip": ((), (), ["SpeakerSkipped"]),
    "live.order": ((), ("down", "down", "down", "down", "enter", "1"), ["OrderChanged"]),
    "live.ear": ((FIRST, LINE), ("3",), ["FlagRaised"]),
    "live.review": ((), ("1",), ["FollowUpReviewed"]),
}
SHOWN = {
    "live.help": ((), "Help: Live room"),
    "live.face": ((FIRST,), "栗 长 河"),
    "live.kind": ((), "question"),
    "live.pressure": ((FIRST,), "What the speaker did"),
    "live.older": ((FIRST, *(c.Say(text=f"第{n}件") for n in range(40))), "rows below"),
    "live.newer": ((FIRST, *(c.Say(text=f"第{n}件") for n in range(40))), "第39件"),
    "live.copy": ((), "Save a copy as:"),
    "live.play": ((), ""),
    "live.turn": ((FIRST, c.Say(text="四月我签批了两笔。")), "This turn: 栗长河"),
    "live.script": ((c.Attach(member="m1", text="五月我签批两笔。"), FIRST), "Record 1 lines"),
    "live.home": ((), "Go on with the meeting"),
    "house.quit": ((), "Leave the program?"),
    "house.search": ((), "Search in all meetings"),
    "house.member": ((), "Whose months?"),
    "house.coverage": ((), "Coverage 20"),
    "house.theme": ((), ""),
    "house.guide": ((), "A page for recorders"),
    "house.language": ((), "预计散会"),
    "house.settings": ((), "Language of the screen"),
    "house.suspend": ((), ""),
    "house.palette": ((), "What is to be done?"),
    "house.blank": ((), ""),
}
CARRIED = (FollowUp(number=1, text="公示账目", owner="m1", due=date(2026, 5, 1)),)


def test_every_command_of_the_room_is_tried():
    assert set(RECORDED) | set(SHOWN) == {key.id for key in KEYS if key.screen in ("live", "house")}


@pytest.mark.parametrize("how", ("key", "palette"))
@pytest.mark.parametrize("id", RECORDED)
async def test_a_command_leaves_its_facts(archive, id, how):
    before, keys, facts = RECORDED[id]
    carried = CARRIED if id == "live.review" else ()
    async with live_room(archive, *before, carried=carried) as room:
        if carried:
            # The look back opens by itself.
            await room.press("escape")
        room.later(5)
        await room.run(id, how)
        await room.press(*keys)
        assert room.names() == facts, room.text
        if id == "live.close":
            assert isinstance(room.app.screen, SignOffScreen)


@pytest.mark.parametrize("how", ("key", "palette"))
@pytest.mark.parametrize(
    "id", ("live.help", "live.face", "live.kind", "live.pressure", "live.older", "live.newer", "house.search")
)
async def test_a_command_shows_something(archive, id, how):
    before, words = SHOWN[id]
    async with live_room(archive, *before) as room:
        await room.run(id, how)
        assert words in room.text
        assert room.names() == []


async def test_a_statement_at_hand_is_in_the_palette_alone(archive):
    before, words = SHOWN["live.script"]
    async with live_room(archive, *before) as room:
        await room.run("live.script", "palette")
        assert words in room.text


@pytest.mark.parametrize("id", ("house.member", "house.coverage"))
async def test_past_meetings_are_looked_up_from_the_palette(archive, id):
    async with live_room(archive) as room:
        await room.run(id, "palette")
        await room.app.workers.wait_for_complete()
        await room.pilot.pause()
        assert SHOWN[id][1] in room.text
        assert room.names() == []


async def test_home_and_the_palette_and_leaving(archive):
    async with live_room(archive) as room:
        for id in ("live.home", "house.palette"):
            await room.run(id)
            assert SHOWN[id][1] in room.text
            await room.press("escape", "1")
        await room.run("house.quit")
        assert "Leave the program?" in room.text
        await room.press("enter")
        assert room.app.is_running and room.state.stage == "running"


@pytest.mark.parametrize("how", ("key", "palette"))
async def test_blank_is_black_in_any_state_and_comes_back_to_it(archive, how):
    async with live_room(archive, FIRST) as room:
        await room.type("还没写完")
        await room.run("house.blank", how)
        assert not room.text.strip()
        await room.press("ctrl+b")
        assert "还没写完" in room.text
        await room.press("f4", "f10")
        await room.press("ctrl+b")
        assert not room.app.screen._compositor.render_strips()[5].text.strip()


async def test_the_theme_changes_by_the_palette(archive):
    async with live_room(archive) as room:
        before = room.app.theme
        await room.run("house.theme", "palette")
        assert room.app.theme != before


async def test_the_palette_finds_by_pinyin_initials(archive):
    import locales

    locales.use("zh")
    async with live_room(archive) as room:
        await room.press("ctrl+p")
        await room.type("xyw")
        await room.press("enter")
        assert room.names() == ["TurnStarted"]


async def test_what_cannot_be_done_now_is_not_offered_but_its_key_says_why(archive):
    async with live_room(archive) as room:
        await room.press("ctrl+p")
        assert "one more minute" not in room.text
        await room.press("escape")
        await room.press("f7")
        assert "Nobody has the floor" in room.text
        await room.press("f3")
        assert "No flags are pending." in room.text


async def test_a_remark_is_undone_with_a_word_of_it(archive):
    async with live_room(archive, FIRST) as room:
        await room.line("*yry 票据要补齐")
        await room.press("f7")
        await room.press("ctrl+z")
        assert "Taken back: the extra time" in room.text
        await room.press("ctrl+z")
        assert "Taken back: the line “票据要补齐”" in room.text
        assert room.state.lines == ()
        await room.press("ctrl+y")
        assert "Done again: the line “票据要补齐”" in room.text
        assert room.state.lines[0].kind is Kind.REMARK


async def test_undoing_the_opening_leads_back_to_the_preparation(archive):
    from screens.prepare import PrepareScreen

    async with live_room(archive) as room:
        await room.press("ctrl+z")
        assert isinstance(room.app.screen, PrepareScreen)
