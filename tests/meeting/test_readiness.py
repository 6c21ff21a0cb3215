"""The check before the signatures."""

from __future__ import annotations

from datetime import date

import pytest

from meeting import commands as c
from meeting.attendance import Presence
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.readiness import Lack, gaps, open_gaps
from meeting.state import FollowUp, Office, Stage
from meeting.topics import Mark
from tests.meeting.stage import Stage as Scene


@pytest.fixture
def scene(members):
    """A closed meeting in which nearly everything is missing."""
    carried = (FollowUp(number=1, text="公示账目", owner="m1"),)
    scene = Scene.opened(members, carried=carried)
    scene.do(c.Attend(member="丁一禾", presence=Presence.ABSENT))
    scene.do(c.Next())
    scene.do(c.Say(text="五月我签批支出两笔。"))
    scene.do(c.Say(text="票据呢？", kind=Kind.QUESTION, by="焉如玉"))
    scene.do(c.Say(text="抓紧补办手续", kind=Kind.PLEDGE))
    scene.do(c.RaiseFlag(line=scene.state.lines[0].number, category="vague"))
    scene.do(c.End())
    scene.do(c.Adjourn())
    return scene


def lacking(scene) -> list[Lack]:
    return [gap.lack for gap in open_gaps(scene.state)]


def gap(scene, lack: Lack):
    return next(gap for gap in gaps(scene.state) if gap.lack is lack)


def test_everything_that_is_missing_is_in_one_list_in_the_order_of_the_paper(scene):
    assert lacking(scene) == [
        Lack.HEAD,
        Lack.ABSENCE,
        Lack.CARRIED,
        *[Lack.UNSPOKEN] * 4,
        Lack.QUESTION,
        Lack.FLAG,
        Lack.TOPICS,
        Lack.PASSAGE,
        Lack.DUE,
    ]


def test_a_turn_that_still_runs_is_missing_its_end(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    assert Lack.TURN in lacking(scene)


def test_nobody_signs_while_something_is_open(scene):
    assert "11 things are open. First: head of the record (place)" in scene.refuses(
        c.Sign(office=Office.CHAIR, name="栗长河")
    )


def test_each_gap_closes_when_it_is_filled_in(scene):
    question = gap(scene, Lack.QUESTION)
    pledge = scene.state.follow_ups[0].number
    scene.do(c.ChangeHead(place="二楼会议室"))
    scene.do(c.Attend(member="丁一禾", presence=Presence.ABSENT, reason="外出未归"))
    scene.do(c.Review(follow_up=1, outcome="done"))
    scene.do(c.Say(text="在会计处。", kind=Kind.REPLY, turn=scene.state.turns[0].number))
    scene.do(c.Assign(pledge=pledge, due=date(2026, 6, 30)))
    for topic in scene.state.checklist.topics_for(scene.state.roster.member("m1")):
        scene.do(c.MarkTopic(topic=topic.id, mark=Mark.COVERED, member="m1"))
    scene.do(c.Confirm(member="m1"))
    assert question.key not in {gap.key for gap in gaps(scene.state)}
    assert lacking(scene) == [*[Lack.UNSPOKEN] * 4, Lack.FLAG]
    assert scene.state.follow_ups[0].due == date(2026, 6, 30)


def test_a_topic_marked_missing_on_purpose_is_no_gap(scene):
    before = gap(scene, Lack.TOPICS).told
    scene.do(c.MarkTopic(topic="gifts", mark=Mark.MISSING, member="m1"))
    assert gap(scene, Lack.TOPICS).told != before or "gifts" not in before


def test_one_reply_answers_the_questions_before_it_and_none_after(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    for text in ("一问", "二问"):
        scene.do(c.Say(text=text, kind=Kind.QUESTION, by="焉如玉"))
    scene.do(c.Say(text="一并答复。", kind=Kind.REPLY))
    last = scene.do(c.Say(text="三问", kind=Kind.QUESTION, by="焉如玉")).lines[-1]
    assert [gap.place for gap in gaps(scene.state) if gap.lack is Lack.QUESTION] == [str(last.number)]
    scene.do(c.Strike(line=last.number))
    assert Lack.QUESTION not in lacking(scene)


def test_what_may_be_left_is_left_with_a_reason_one_by_one_or_by_kind(scene):
    assert "needs a reason" in scene.refuses(c.Excuse(gap="topics", reason=" "))
    scene.do(c.Excuse(gap=gap(scene, Lack.QUESTION).key, reason="会后书面答复"))
    scene.do(c.Excuse(gap="unspoken", reason="时间不够，下次先晒"))
    assert not {Lack.QUESTION, Lack.UNSPOKEN} & set(lacking(scene))
    assert "Nothing called" in scene.refuses(c.Excuse(gap="question:999", reason="无"))
    state = scene.do(c.Undo())
    assert Lack.UNSPOKEN in [gap.lack for gap in open_gaps(state)]


def test_what_must_not_be_left_is_never_excused(scene):
    assert "cannot be left open" in scene.refuses(c.Excuse(gap="head:place", reason="忘了"))
    assert "cannot be left open" in scene.refuses(c.Excuse(gap="owner", reason="忘了"))


def test_flags_hold_nobody_up_and_all_else_does(scene):
    scene.leave_rest()
    scene.do(c.Undo())  # the last excuse, of somebody who has not spoken
    scene.refuses(c.Sign(office=Office.CHAIR, name="栗长河"))
    scene.do(c.Redo())
    scene.do(c.Sign(office=Office.CHAIR, name="栗长河"))
    scene.refuses(c.Excuse(gap="topics", reason="晚了"))
    scene.do(c.Sign(office=Office.RECORDER, name="王芳"))
    assert scene.do(c.SealRecord(digest="a" * 64)).stage is Stage.SEALED


def test_why_somebody_did_not_speak_or_confirm_is_in_the_record_and_the_rest_is_not(scene):
    scene.do(c.Excuse(gap="unspoken:m5", reason="临时接访"))
    scene.do(c.Excuse(gap="passage", reason="会后有急事先走"))
    scene.do(c.Excuse(gap="topics", reason="清单理由不上纸"))
    text = "\n".join(block.text for block in minutes(scene.state).paragraphs())
    assert "（王芳未发言：临时接访）" in text
    assert "（本段未经本人核对：会后有急事先走）" in text
    assert "清单理由不上纸" not in text


def test_a_correction_after_the_confirmation_asks_for_a_new_one(scene):
    scene.do(c.Confirm(member="m1"))
    scene.do(c.Correct(line=scene.state.lines[0].number, text="五月我签批支出三笔。"))
    assert Lack.PASSAGE in lacking(scene)
    scene.do(c.Confirm(member="m1"))
    scene.do(c.Say(text="只给自己看的", kind=Kind.NOTE, turn=scene.state.turns[0].number))
    assert Lack.PASSAGE not in lacking(scene)


def test_a_script_is_attached_in_paragraphs_and_taken_out_again(scene):
    assert "empty" in scene.refuses(c.Attach(member="m1", text=" \n\x00\n"))
    assert "at most" in scene.refuses(c.Attach(member="m1", text="晒" * 100_001))
    state = scene.do(c.Attach(member="m1", text="第一段\x1b[31m\r\n\r\n　第二段  \u2028第三段"))
    assert state.scripts[0].text == "第一段\n第二段\n第三段"
    text = [block.text for block in minutes(state).paragraphs()]
    assert text[-5:] == ["附件1", "栗长河书面发言材料", "第一段", "第二段", "第三段"]
    scene.refuses(c.Detach(script=999))
    assert scene.do(c.Detach(script=state.scripts[0].number)).scripts == ()
