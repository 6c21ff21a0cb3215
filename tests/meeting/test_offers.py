"""What the live room offers: ticks from words, reminders from flags."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import locales
from meeting import commands as c
from meeting.kinds import Kind
from meeting.language.kinds import Category
from meeting.proposals import nothing_proposed, proposals
from meeting.reminders import given_name, reminder
from meeting.topics import Mark


def by_word(text, topics):
    assert all(topic.title for topic in topics)
    known = {"礼金": "gifts", "吃请": "extortion", "上天": "no_topic"}
    return [
        SimpleNamespace(topic=topic, mark=Mark.NOTHING if f"没有{word}" in text else Mark.COVERED)
        for word, topic in known.items()
        if word in text
    ]


def test_the_speaker_s_words_propose_what_is_still_missing_the_latest_first(meeting):
    meeting.do(c.Next())
    meeting.do(c.Say(text="没有收过礼金，也没有上天"))
    meeting.do(c.Say(text="没有吃请"))
    meeting.do(c.Say(text="礼金呢", kind=Kind.QUESTION, by="王芳"))
    assert list(proposals(meeting.state, by_word).items()) == [
        ("extortion", Mark.NOTHING),
        ("gifts", Mark.COVERED),
    ]
    meeting.do(c.MarkTopic(topic="extortion", mark=Mark.NOTHING))
    assert proposals(meeting.state, by_word) == {"gifts": Mark.COVERED}
    meeting.do(c.Strike(line=meeting.state.lines[0].number))
    assert proposals(meeting.state, by_word) == {}


def test_another_s_turn_proposes_nothing_to_the_next_speaker(meeting):
    assert proposals(meeting.state, by_word) == {}
    meeting.do(c.Next())
    meeting.do(c.Say(text="没有收过礼金"))
    meeting.do(c.Next())
    assert proposals(meeting.state, by_word) == {}
    assert proposals(meeting.state, nothing_proposed) == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("杨德平", "德平"),
        ("王芳", "王芳"),
        ("欧阳长河", "长河"),
        ("尉迟春", "尉迟春"),
        ("阿依古丽·买买提江", "阿依古丽·买买提江"),
    ],
)
def test_a_comrade_is_addressed_by_a_given_name_of_two_characters(name, said):
    assert given_name(name) == said


def test_every_category_has_words_for_the_chair_and_we_has_the_source_s_own():
    # The interface may speak English: what the chair says goes into the record.
    locales.use("en")
    offered = {category: reminder(category.value, "杨德平", "zh") for category in Category}
    assert (
        offered[Category.COLLECTIVE]
        == "德平同志，请注意不要用“我们”这个词，现在你是以普通党员身份参加“晒权责”的。"
    )
    assert len(set(offered.values())) == len(Category) and all(
        "德平同志" in words for words in offered.values()
    )
