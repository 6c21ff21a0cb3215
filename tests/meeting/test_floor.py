"""Who speaks, in what order, by which clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meeting import commands as c
from meeting.attendance import Presence
from meeting.clock import ClockState, elapsed, forecast, read
from meeting.refusal import Refused
from meeting.state import Phase, Stage


def test_the_committee_leads_then_leaders_then_members(meeting):
    names = [member.name for member in meeting.state.queue]
    assert names == ["栗长河", "苗一凡", "焉如玉", "仇大力", "王芳", "丁一禾"]


def test_a_member_cannot_start_before_the_committee_has_spoken(meeting):
    reason = meeting.refuses(c.Start(member="王芳"))
    assert "栗长河" in reason and "committee leads" in reason


def test_a_member_speaks_out_of_rank_with_a_reason_that_is_kept(meeting):
    state = meeting.do(c.Start(member="王芳", reason="要赶去值班"))
    assert state.speaker.name == "王芳"
    assert state.turn.out_of_rank == "要赶去值班"


def test_no_reason_is_kept_where_none_was_needed(meeting):
    assert meeting.do(c.Start(member="栗长河", reason="带头")).turn.out_of_rank == ""


def test_nobody_speaks_twice_or_while_another_has_the_floor(meeting):
    meeting.do(c.Next())
    assert "has the floor" in meeting.refuses(c.Start(member="苗一凡"))
    meeting.do(c.End())
    assert "spoken already" in meeting.refuses(c.Start(member="栗长河"))


def test_somebody_on_leave_cannot_speak_and_blocks_nobody(preparing):
    for id in ("m1", "m2", "m3", "m4"):
        preparing.do(c.Attend(member=id, presence=Presence.LEAVE, reason="出差"))
    preparing.do(c.Open())
    assert "not in the room" in preparing.refuses(c.Start(member="m1"))
    assert preparing.do(c.Start(member="王芳")).speaker.name == "王芳"


def test_a_latecomer_joins_the_queue_in_their_rank(preparing):
    preparing.do(c.Attend(member="苗一凡", presence=Presence.ABSENT))
    preparing.do(c.Open())
    assert "苗一凡" not in [member.name for member in preparing.state.queue]
    state = preparing.do(c.Attend(member="苗一凡", presence=Presence.LATE, reason="堵车"))
    assert state.queue[1].name == "苗一凡"


def test_a_skipped_speaker_comes_back_after_the_others(meeting):
    state = meeting.do(c.Skip(member="栗长河"))
    assert state.queue[0].name == "苗一凡"
    assert state.queue[-1].name == "栗长河"
    for _speaker in range(6):
        state = meeting.do(c.Next())
    assert state.speaker.name == "栗长河" and not state.skipped


def test_next_ends_the_turn_and_calls_the_next_in_one_step(meeting):
    meeting.do(c.Next())
    state = meeting.do(c.Next(), after=60)
    assert [turn.member for turn in state.turns] == ["m1", "m2"]
    assert state.turns[0].ended == meeting.now
    assert meeting.do(c.Undo()).speaker.name == "栗长河"


def test_the_clock_counts_only_while_it_runs(meeting):
    meeting.do(c.Next())
    meeting.do(c.Pause(), after=100)
    meeting.do(c.Resume(), after=1000)
    now = meeting.now + timedelta(seconds=20)
    reading = read(meeting.state.turn, meeting.state.called.budgets, now)
    assert (reading.elapsed, reading.left, reading.state) == (120, 360, ClockState.RUNNING)


@pytest.mark.parametrize(
    ("after", "state"),
    [(419, ClockState.RUNNING), (420, ClockState.WARNING), (480, ClockState.WARNING), (481, ClockState.OVER)],
)
def test_the_clock_warns_a_minute_before_zero(meeting, after, state):
    meeting.do(c.Next())
    now = meeting.now + timedelta(seconds=after)
    assert read(meeting.state.turn, meeting.state.called.budgets, now).state is state


def test_leaders_get_eight_minutes_and_members_five(meeting):
    assert meeting.do(c.Next()).turn.budget == 480
    meeting.do(c.End())
    assert meeting.do(c.Start(member="王芳", reason="值班")).turn.budget == 300


def test_questions_have_a_clock_of_their_own(meeting):
    meeting.do(c.Next())
    meeting.do(c.Enter(phase=Phase.QUESTIONS), after=200)
    meeting.do(c.Extend(seconds=60), after=30)
    turn = meeting.state.turn
    assert elapsed(turn, meeting.now, Phase.DISCLOSURE) == 200
    assert (turn.budget, turn.questions_budget) == (480, 240)
    assert read(turn, meeting.state.called.budgets, meeting.now).left == 210


def test_a_turn_ended_by_mistake_goes_on_with_its_time(meeting):
    meeting.do(c.Next())
    meeting.do(c.End(), after=50)
    meeting.do(c.Reopen(), after=600)
    assert elapsed(meeting.state.turn, meeting.now) == 50


def test_a_turn_may_have_begun_a_little_before_the_key_but_not_before_the_last_one_ended(meeting):
    meeting.do(c.Start(member="栗长河", ago=30), after=60)
    assert elapsed(meeting.state.turn, meeting.now) == 30
    meeting.do(c.End(), after=10)
    meeting.do(c.Start(member="苗一凡", ago=30), after=5)
    assert elapsed(meeting.state.turn, meeting.now) == 5
    meeting.do(c.End())
    meeting.refuses(c.Start(member="焉如玉", ago=100_000))


def test_the_forecast_adds_up_what_is_allowed(meeting):
    budgets = 3 * 300 + 3 * 480 + 6 * 180
    assert forecast(meeting.state, meeting.now) == meeting.now + timedelta(seconds=budgets)


def test_time_never_runs_backwards(meeting):
    meeting.now -= timedelta(hours=1)
    assert "backwards" in meeting.refuses(c.Next())


def test_the_order_changes_only_inside_a_rank(meeting):
    state = meeting.do(c.Move(member="丁一禾", before="王芳"))
    assert [member.name for member in state.queue][-2:] == ["丁一禾", "王芳"]
    assert "different rank" in meeting.refuses(c.Move(member="王芳", before="栗长河"))
    assert meeting.do(c.Move(member="丁一禾")).queue[-1].name == "丁一禾"


def test_the_meeting_does_not_close_while_somebody_speaks(meeting):
    meeting.do(c.Next())
    meeting.refuses(c.Adjourn())
    meeting.do(c.End())
    assert meeting.do(c.Adjourn()).stage is Stage.ADJOURNED
    with pytest.raises(Refused, match="closed"):
        meeting.do(c.Next())


def test_a_clock_said_to_have_begun_earlier_never_runs_into_the_one_before(meeting):
    meeting.do(c.Next(), after=40)
    meeting.do(c.Backdate(seconds=30), after=5)
    assert elapsed(meeting.state.turn, meeting.now) == 35
    meeting.do(c.Backdate(seconds=30))
    assert elapsed(meeting.state.turn, meeting.now) == 46
    assert "cannot have begun earlier" in meeting.refuses(c.Backdate())
    meeting.do(c.Pause())
    assert "paused" in meeting.refuses(c.Backdate())
    meeting.do(c.Resume(), after=10)
    meeting.do(c.Backdate(seconds=30))
    before, after = meeting.state.turn.stretches
    assert after.start == before.end
    meeting.do(c.End())
    assert "Nobody has the floor" in meeting.refuses(c.Backdate())


def test_a_clock_is_set_back_by_a_minute_at_most_ten(meeting):
    meeting.do(c.Next(), after=900)
    for seconds in (0, -1, 601):
        assert "at most 600 seconds" in meeting.refuses(c.Backdate(seconds=seconds))
