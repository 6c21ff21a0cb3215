"""The live room's floor: Next and its guards, the clock's words, the order."""

from __future__ import annotations

from datetime import date

from meeting import commands as c
from meeting.attendance import Presence
from meeting.kinds import Kind
from meeting.state import FollowUp, Outcome, Phase
from meeting.topics import Mark
from screens.widgets.checklist import ChecklistPanel
from screens.widgets.speaker import Speaker
from tests.screens.room import live_room
from tui.app import ShaitaiApp

FIRST = c.Next()
DODGE = "我们把三月的罚款收早了。"


async def test_next_says_what_is_missing_and_a_second_press_goes_on(archive):
    async with live_room(archive, FIRST) as room:
        room.later(30)
        await room.press("f5")
        assert "栗长河 has not covered" in room.text and "有无收受钱物" in room.text
        await room.press("enter")
        assert room.state.speaker.name == "栗长河"
        await room.press("f5", "f5")
        assert room.state.speaker.name == "苗一凡"


async def test_a_double_press_is_one_press(archive):
    async with live_room(archive) as room:
        room.later(5)
        for _press in range(2):
            room.later(0.3)
            await room.pilot.press("f5")
            await room.pilot.pause()
        assert [turn.ended for turn in room.state.turns] == [None]
        assert len(room.app.screen_stack) == 3
        room.later(5)
        for _press in range(2):
            room.later(0.3)
            await room.pilot.press("f5")
            await room.pilot.pause()
        assert room.state.speaker.name == "栗长河" and "has not covered" in room.text


async def test_the_clock_says_its_state_in_words_and_the_final_time_stays(archive):
    async with live_room(archive, FIRST) as room:

        def says() -> str:
            room.live._show_clock()
            return room.live.query_one(Speaker).query_one("#says").text

        assert says() == "left"
        room.later(430)
        assert says() == "soon over"
        room.later(60)
        assert says() == "over time" and room.live.query_one(Speaker).has_class("-over")
        await room.press("f8")
        assert says() == "questions: left" and room.state.turn.phase is Phase.QUESTIONS
        await room.press("f6")
        assert says() == "questions: paused"
        await room.press("f9")
        room.later(600)
        assert says().startswith("ended, used 8 min")
        await room.press("f9")
        assert room.state.turn is not None and "goes on, with the time used so far" in room.text


async def test_the_forecast_and_the_leader_s_banner_stand_on_the_screen(archive):
    async with live_room(archive, FIRST) as room:
        assert "Expected end" in room.text and " as an ordinary Party member " in room.text
        assert "以普通党员身份" not in room.text
        await room.press("f5", "f5", "f5", "f5")
        assert room.state.speaker.name == "焉如玉"
        assert " as an ordinary Party member " not in room.text


async def test_a_member_out_of_rank_needs_a_reason_that_is_shown(archive):
    async with live_room(archive, size=(120, 36)) as room:
        await room.press("f4")
        await room.type("wf")
        await room.press("enter")
        assert "Out of rank only with a reason" in room.text
        await room.type("要赶火车")
        await room.press("enter")
        assert room.state.speaker.name == "王芳" and "out of rank: 要赶火车" in room.text


async def test_a_latecomer_joins_the_queue_in_rank_and_a_leaver_goes(archive):
    late = c.Attend(member="m2", presence=Presence.ABSENT, reason="在路上")
    async with live_room(archive, late, FIRST) as room:
        assert "苗一凡" not in [m.name for m in room.state.queue]
        await room.press("ctrl+r")
        await room.type("myf")
        await room.press("enter", "2", "enter")
        assert room.state.queue[0].name == "苗一凡"
        await room.press("ctrl+r")
        await room.type("wf")
        await room.press("enter", "3")
        await room.type("接孩子")
        await room.press("enter")
        assert "王芳" not in [m.name for m in room.state.queue]


async def test_the_skipped_come_back_at_the_end_and_say_so(archive):
    async with live_room(archive, size=(120, 36)) as room:
        await room.press("ctrl+s")
        assert room.state.queue[-1].name == "栗长河" and "栗长河 (passed over)" in room.text
        await room.press("f4")
        await room.type("lch")
        await room.press("enter")
        assert room.state.speaker.name == "栗长河"


async def test_number_keys_mark_through_three_states_and_reach_beyond_ten(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("没说完")
        await room.press("f2")
        panel = room.live.query_one("#side ChecklistPanel", ChecklistPanel)
        assert panel.has_focus
        await room.type("１")
        await room.press("2", "2")
        marks = {topic: mark for (_member, topic), mark in room.state.marks.items()}
        assert marks["duty"] == "covered" and marks["eight_rules"] == "nothing"
        await room.press("2")
        assert ("m1", "eight_rules") not in room.state.marks
        await room.press("pagedown", "1")
        assert ("m1", "s1") in room.state.marks
        await room.press("enter")
        await room.type("的话")
        assert room.entry.has_focus and room.entry.value == "没说完的话"


async def test_on_a_narrow_screen_the_tick_mode_takes_the_record_s_place(archive):
    async with live_room(archive, FIRST, size=(60, 18)) as room:
        assert "Laid open" not in room.text
        await room.press("f2")
        assert "Number keys mark" in room.text and "近期履职情况" in room.text
        await room.press("f2")
        assert "近期履职情况" not in room.text


async def test_a_proposed_tick_is_shown_as_such_and_taken_by_one_key(archive):
    async with live_room(archive, FIRST) as room:
        await room.line("退过一次礼金，没有吃请。")
        assert "[?] proposed: covered 有" in room.text and "Tab ticks “有无" in room.text
        await room.press("tab", "tab")
        assert {topic: mark for (_member, topic), mark in room.state.marks.items()} == {
            "gifts": Mark.COVERED,
            "extortion": Mark.NOTHING,
        }
        await room.press("tab")
        assert "Nothing is proposed." in room.text


async def test_the_program_s_own_words_propose_ticks_too(archive):
    async with live_room(archive, FIRST) as room:
        room.app.hall.propose = ShaitaiApp(archive).hall.propose
        await room.line("五月李某送来两条烟，我当场退回。")
        assert room.live.proposed()["gifts"] is Mark.COVERED


async def test_the_progress_of_all_is_counted(archive):
    async with live_room(archive, FIRST, c.MarkTopic(topic="duty", mark=Mark.COVERED)) as room:
        assert "Laid open: 1 of" in room.text


async def test_a_dismissed_flag_can_be_allowed_for_the_branch(archive):
    async with live_room(archive, FIRST) as room:
        await room.line(DODGE)
        await room.press("f3")
        assert "以集体代个人" not in room.text and "The collective for" in room.text
        await room.press("4")
        assert room.names() == ["LineRecorded", "FlagRaised", "FlagSettled"]
        await room.app.workers.wait_for_complete()
        assert archive.branch().allowed == (room.state.flags[0].words,)
        await room.line(DODGE)
        assert room.state.flags[0].words not in [flag.words for flag in room.state.pending_flags]


async def test_a_flag_becomes_the_chair_s_reminder_in_the_source_s_words(archive):
    import locales

    locales.use("zh")
    async with live_room(archive, FIRST) as room:
        await room.line(DODGE)
        await room.press("f3", "3", "enter")
        reminder = room.state.lines[-1]
        assert reminder.text == "长河同志，请注意不要用“我们”这个词，现在你是以普通党员身份参加“晒权责”的。"
        assert room.state.flags[0].verdict == "reminded"


async def test_the_look_back_opens_the_meeting_open_pledges_first_one_key_each(archive):
    carried = (
        FollowUp(number=1, text="公示账目", owner="m1", outcome=Outcome.DONE),
        FollowUp(number=2, text="补齐照片", owner="m2", due=date(2026, 4, 30)),
        FollowUp(number=3, text="清理台账", owner="m3"),
    )
    async with live_room(archive, carried=carried) as room:
        assert room.text.index("补齐照片") < room.text.index("公示账目")
        await room.press("2")
        await room.press("3")
        await room.type("六月底")
        await room.press("enter")
        done, photos, list_ = room.state.carried
        assert (photos.outcome, list_.outcome, list_.due) == ("not_done", "extended", date(2026, 6, 30))
        assert done.outcome is Outcome.DONE and room.app.screen is room.live


async def test_the_board_face_shows_no_notes_drafts_or_flags(archive):
    async with live_room(archive, FIRST, c.Say(text="家里的备注", kind=Kind.NOTE)) as room:
        await room.line(DODGE)
        await room.type("草稿")
        await room.press("f12")
        assert "栗 长 河" in room.text and "left" in room.text and "有无收受钱物" in room.text
        for words in ("家里的备注", "草稿", "flags", "我们把", "proposed"):
            assert words not in room.text
        await room.press("f3", "ctrl+f", "ctrl+o", "f6")
        assert "paused" in room.text and room.app.screen is room.live
        await room.press("f12")
        assert room.entry.has_focus and room.entry.value == "草稿"
