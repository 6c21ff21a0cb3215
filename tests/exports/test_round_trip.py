"""Every word of the record is on the paper, in order, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.offer import Order, make
from meeting import commands as c
from meeting.kinds import Kind
from meeting.language.ear import reason
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.roster import Member, PartyRole
from meeting.state import MeetingState
from meeting.text import clean_line
from meeting.timing import timings
from tests.exports.meeting import NOTE, full_meeting
from tests.exports.paper import Paper, W
from tests.meeting.stage import Stage as Scene

FRAMES = re.findall(
    r"\S+",
    "会议记录 会议名称： 时间： 地点： 主持人： 记录人： 应到： 实到： 出席： 迟到： 请假： 列席： 议题： "
    "晒权责 上次会议整改事项回头看 晒权责发言 整改事项 责任人 完成时限 序号 说明遇到的说情打招呼： "
    "整改承诺： 提醒： 点评： 问： 答： 何人： 所为何事： 次数： 许诺好处： 已完成 延期至 附件 书面发言材料 "
    "主持人（签字）： 记录人（签字）： 散会 支部党员大会 正式党员 预备党员 主持人 次 第",
)
"""All words that the paper has of itself."""


def told(state: MeetingState) -> str:
    """Every word of the body of the paper, struck ones too."""
    made = Paper(make(state, "x", Order()).data)
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in made.find("word/document.xml", ".//w:body//w:p")
    )


def said(state: MeetingState) -> Iterator[str]:
    """The record's words in the order in which they must stand on paper, taken from the state itself."""
    for pledge in state.carried:
        yield from (state.name_of(pledge.owner), pledge.text, pledge.note)
    for turn in state.turns:
        yield state.name_of(turn.member)
        for line in state.lines_of(turn.number):
            if line.kind is Kind.NOTE:
                continue
            if line.kind is not Kind.STATEMENT:
                yield state.name_of(line.by)
            yield from (old.was for old in line.corrections)
            yield line.text
            if line.pressure:
                given = line.pressure
                yield from (given.who, given.when, given.what_for, given.offered, given.times)
    for pledge in state.follow_ups:
        yield from (pledge.text, state.name_of(pledge.owner))
    for signature in state.signatures:
        yield signature.name
    for script in state.scripts:
        yield from ((script.title or state.name_of(script.member)), *script.text.split("\n"))


def test_every_word_of_the_record_is_on_the_paper_in_order():
    text, place = told(full_meeting()), 0
    for words in said(full_meeting()):
        found = text.find(words, place)
        assert found >= 0, words
        place = found + len(words)


def test_nothing_else_is_on_the_paper():
    state = full_meeting()
    rest = told(state)
    head = state.called
    people = [member.name for member in state.roster] + [guest.name for guest in state.observers]
    frame = [head.branch, head.place, *[topic.title for topic in state.checklist.seasonal]]
    reasons = [mark.reason for mark in state.attendance.values()] + [guest.post for guest in state.observers]
    own = [*said(state), *frame, *reasons, *people, *[f"{n[0]}\u3000{n[1]}" for n in people if len(n) == 2]]
    for words in sorted(set(own), key=len, reverse=True):
        rest = rest.replace(words, "\n") if words else rest
    for words in sorted(FRAMES, key=len, reverse=True):
        rest = rest.replace(words, "\n")
    assert re.fullmatch(r"[\s\d：、；，。（）—:人年月日至一二三四五六七八九十]*", rest), rest


def test_flags_depth_timing_and_notes_are_nowhere_in_the_file():
    state = full_meeting()
    whole = b"".join(Paper(make(state, "x", Order()).data).parts.values()).decode("utf-8", "replace")
    assert state.flags and NOTE not in whole
    for flag in state.flags:
        assert reason(flag.rule, "zh") not in whole
    for word in ("提示", "用时", "超时", "剩余", "已讲", "未讲", "无情况"):
        assert word not in whole
    for timing in timings(state):
        assert f"{timing.actual // 60}分{timing.actual % 60}秒" not in whole


LINE = st.text(min_size=1, max_size=60).map(clean_line).filter(bool)
MEMBERS = (
    Member(id="m1", name="栗长河", role=PartyRole.SECRETARY, principal=True),
    Member(id="m5", name="王芳"),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(LINE, st.sampled_from([Kind.STATEMENT, Kind.REPLY, Kind.REMINDER])), max_size=8))
def test_whatever_is_typed_comes_out_as_it_was_recorded(lines):
    scene = Scene.opened(MEMBERS)
    scene.do(c.Next())
    for text, kind in lines:
        try:
            scene.do(c.Say(text=text, kind=kind))
        except Refused:
            continue
    whole, place = told(scene.state), 0
    for line in scene.state.lines:
        place = whole.index(line.text, place) + len(line.text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_records_language_is_the_branchs(language: str):
    state = full_meeting()
    state = replace(state, head=replace(state.called, language=language))
    assert ("Annex 1" in told(state)) is (language == "en")
    assert minutes(state).language == language
