"""What is said, flagged, pledged, signed and sealed."""

from __future__ import annotations

from datetime import date

import pytest

from meeting import commands as c
from meeting.attendance import Presence
from meeting.document import Ink, Paragraph, Role, Table
from meeting.kinds import Kind, split_kind
from meeting.language.ear import ear
from meeting.minutes import minutes
from meeting.seal import intact
from meeting.state import Office, Outcome, Pressure, Stage, Verdict
from meeting.topics import Mark, missing
from tests.meeting.stage import Stage as Scene


@pytest.fixture
def speaking(members):
    """A meeting in which the secretary has the floor and the ear listens."""
    meeting = Scene.opened(members, ear=ear())
    meeting.do(c.Next())
    return meeting


def say(meeting, text, **more):
    return meeting.do(c.Say(text=text, **more)).lines[-1]


def test_a_line_belongs_to_whoever_has_the_floor(speaking):
    line = say(speaking, "五月我签批支出两笔，共八百元。")
    assert (line.by, line.turn, line.kind) == ("m1", speaking.state.turn.number, Kind.STATEMENT)


def test_no_statement_is_taken_while_nobody_has_the_floor_but_a_note_is(meeting):
    assert "The line is kept" in meeting.refuses(c.Say(text="五月我签批支出两笔。"))
    assert say(meeting, "投影仪晚开了五分钟", kind=Kind.NOTE).turn == 0


def test_a_question_needs_its_asker_and_not_the_speaker(speaking):
    speaking.refuses(c.Say(text="为什么？", kind=Kind.QUESTION))
    speaking.refuses(c.Say(text="为什么？", kind=Kind.QUESTION, by="栗长河"))
    speaking.refuses(c.Say(text="为什么？", kind=Kind.QUESTION, by="没有此人"))
    assert say(speaking, "为什么？", kind=Kind.QUESTION, by="焉如玉").by == "m3"


def test_an_observer_may_ask_and_is_never_flagged(speaking):
    speaking.do(c.Invite(name="阎守正", post="乡纪委干事"))
    say(speaking, "总体不错，我没有意见，再接再厉。", kind=Kind.REMARK, by="阎守正")
    assert not speaking.state.flags
    say(speaking, "总体不错，我没有意见，再接再厉。", kind=Kind.REMARK, by="焉如玉")
    assert {flag.category for flag in speaking.state.flags} == {"soft"}


def test_a_we_line_is_flagged_and_a_quotation_is_not(speaking):
    say(speaking, "他说“咱们都是老熟人”，我没答应，五月六日当场退了。")
    assert not speaking.state.flags
    say(speaking, "我们班子在近期工作中，能够做到分工明确。")
    assert speaking.state.pending_flags[0].words == "我们"


def test_a_flag_is_confirmed_dismissed_or_spoken_by_the_chair(speaking):
    for verdict in (Verdict.CONFIRMED, Verdict.DISMISSED):
        say(speaking, "我们班子在近期工作中，能够做到分工明确。")
        flag = speaking.state.pending_flags[0].number
        speaking.do(c.Settle(flag=flag, verdict=verdict))
        assert not speaking.state.pending_flags or speaking.state.pending_flags[0].number != flag
        for other in speaking.state.pending_flags:
            speaking.do(c.Settle(flag=other.number, verdict=verdict))
    say(speaking, "我们班子在近期工作中，能够做到分工明确。")
    state = speaking.do(c.Remind(flag=speaking.state.pending_flags[0].number, text="请用“我”。"))
    assert (state.lines[-1].kind, state.lines[-1].by) == (Kind.REMINDER, "m1")


def test_a_correction_keeps_the_old_words_and_drops_the_flag_on_them(speaking):
    line = say(speaking, "我们班子在近期工作中，能够做到分工明确。")
    state = speaking.do(c.Correct(line=line.number, text="五月我签批支出两笔，共八百元。"))
    assert state.lines[-1].corrections[0].was == line.text
    assert not state.flags


def test_a_pledge_becomes_a_follow_up_with_the_date_it_names(speaking):
    say(speaking, "七月二十日前逐个打电话更正。", kind=Kind.PLEDGE)
    pledge = speaking.state.follow_ups[0]
    assert (pledge.owner, pledge.due) == ("m1", date(2026, 7, 20))
    state = speaking.do(c.Correct(line=pledge.line, text="六月底前逐个打电话更正。"))
    assert [item.due for item in state.follow_ups] == [date(2026, 6, 30)]
    assert not speaking.do(c.Strike(line=pledge.line)).follow_ups


def test_the_principal_has_more_to_lay_open_and_each_their_own_duties(meeting):
    def topics(name):
        member = meeting.state.roster.member(name)
        return {topic.id for topic in meeting.state.checklist.topics_for(member)}

    assert topics("栗长河") - topics("王芳") == {"eight_rules", "three_important", "five_not_direct"}
    assert topics("仇大力") - topics("王芳") == {"m4d1"}
    assert "s1" in topics("王芳")


def test_a_topic_is_covered_or_declared_empty_or_missing(speaking):
    member = speaking.state.speaker
    before = len(missing(speaking.state.checklist, member, speaking.state.marks))
    speaking.do(c.MarkTopic(topic="gifts", mark=Mark.NOTHING))
    state = speaking.do(c.MarkTopic(topic="duty", mark=Mark.COVERED))
    assert len(missing(state.checklist, member, state.marks)) == before - 2
    state = speaking.do(c.MarkTopic(topic="duty", mark=Mark.MISSING))
    assert len(missing(state.checklist, member, state.marks)) == before - 1
    assert "not on" in speaking.refuses(c.MarkTopic(topic="m4d1", mark=Mark.COVERED))


def test_leave_needs_a_reason_and_the_counts_follow(preparing):
    assert "say why" in preparing.refuses(c.Attend(member="王芳", presence=Presence.LEAVE))
    state = preparing.do(c.Attend(member="丁一禾", presence=Presence.LEAVE, reason="住院"))
    assert (state.roll.due.total, state.roll.came.total, state.roll.came.probationary) == (6, 5, 0)
    assert state.roll.more_than_half


def sign(meeting):
    meeting.do(c.Sign(office=Office.CHAIR, name="栗长河"))
    meeting.do(c.Sign(office=Office.RECORDER, name="王芳"))


@pytest.fixture
def closed(speaking):
    """A closed meeting with a line, a correction, a question and a note."""
    line = say(speaking, "五月我签批支出两笔，共八百元。")
    speaking.do(c.Correct(line=line.number, text="五月我签批支出两笔，共九百元。"))
    say(speaking, "票据呢？", kind=Kind.QUESTION, by="焉如玉")
    say(speaking, "有意压低声音", kind=Kind.NOTE)
    pressure = Pressure(did="我没有答应", who="一名包工头", times="两次")
    say(speaking, "", kind=Kind.PRESSURE, pressure=pressure)
    speaking.do(c.End())
    speaking.do(c.Adjourn())
    return speaking


def test_only_chair_and_recorder_sign_and_only_then_the_record_is_sealed(closed):
    assert "not signed" in closed.refuses(c.SealRecord(digest="a" * 64))
    closed.leave_rest()
    assert "is 栗长河" in closed.refuses(c.Sign(office=Office.CHAIR, name="焉如玉"))
    sign(closed)
    closed.refuses(c.Correct(line=closed.state.lines[0].number, text="改"))
    state = closed.seal("x")
    assert state.stage is Stage.SEALED and intact("x", closed.rows)
    assert not intact("y", closed.rows)
    assert "sealed" in closed.refuses(c.Undo())


def test_the_minutes_hold_what_was_said_and_nothing_of_the_recorder(closed):
    document = minutes(closed.state)
    text = "\n".join(block.text for block in document.paragraphs())
    assert "焉如玉问：票据呢？" in text and "有意压低声音" not in text
    assert "何人：一名包工头；次数：两次" in text
    assert document.watermark == "草稿"
    struck = [run.text for block in document.paragraphs() for run in block.runs if run.ink is Ink.STRUCK]
    assert struck == ["五月我签批支出两笔，共八百元。"]
    assert document.blocks[0].role is Role.TITLE
    assert not any(isinstance(block, Table) for block in document.blocks)
    closing = [b for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.CLOSING]
    assert closing[0].text.endswith("散会。")


def test_last_meetings_pledges_are_looked_back_on(members):
    from meeting.state import FollowUp

    carried = (FollowUp(number=1, text="公示账目", owner="m1"),)
    meeting = Scene.opened(members, carried=carried)
    meeting.refuses(c.Review(follow_up=1, outcome=Outcome.EXTENDED))
    meeting.refuses(c.Review(follow_up=9, outcome=Outcome.DONE))
    state = meeting.do(c.Review(follow_up=1, outcome=Outcome.DONE, note="已贴出"))
    assert state.carried[0].outcome is Outcome.DONE
    text = "\n".join(block.text for block in minutes(state).paragraphs())
    assert "栗长河：公示账目——已完成（已贴出）" in text


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("?wmj 为什么", Kind.QUESTION, "wmj 为什么"),
        ("？为什么", Kind.QUESTION, "为什么"),
        ("＞六月底前", Kind.PLEDGE, "六月底前"),
        ("=有", Kind.REPLY, "有"),
        ("＃备忘", Kind.NOTE, "备忘"),
        ("！请用我", Kind.REMINDER, "请用我"),
        ("没有", None, "没有"),
    ],
)
def test_the_first_character_chooses_the_kind_in_either_width(typed, kind, words):
    assert split_kind(typed) == (kind, words)


def test_several_lines_said_at_once_are_one_step(meeting):
    from meeting.kinds import Kind

    meeting.do(c.Next())
    before = meeting.session.last_step
    meeting.do(c.SayLines(texts=("六月底前补齐票据", " ", "七月底前公示账目"), kind=Kind.PLEDGE))
    state = meeting.state
    assert [line.text for line in state.lines] == ["六月底前补齐票据", "七月底前公示账目"]
    assert [pledge.line for pledge in state.follow_ups] == [line.number for line in state.lines]
    assert meeting.session.last_step == before + 1
    meeting.do(c.Undo())
    assert meeting.state.lines == ()


def test_of_several_lines_none_is_recorded_where_one_is_refused(meeting):
    meeting.do(c.Next())
    assert "at most" in meeting.refuses(c.SayLines(texts=("好", "长" * 10_001)))
    assert "nothing to record" in meeting.refuses(c.SayLines(texts=(" ", "")))
