"""Following pledges up after the seal: what was sealed stays, the newest word counts, all are printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting import commands as c
from meeting.document import Paragraph
from meeting.ledger import ledger_rows
from meeting.minutes import minutes
from meeting.pledges import Standing, carried_now, own_now, standing
from meeting.refusal import Refused
from meeting.seal import intact
from meeting.session import replay
from meeting.state import FollowUp, Kind, Office, Outcome
from meeting.version import WHOLE, Part
from tests.meeting.stage import Stage
from tests.meeting.test_properties import MEMBERS, later, number, words

OLD = FollowUp(number=1, text="公示水费账目", owner="m2", due=date(2026, 4, 30), since="2026-04-20-aaaa")


def sealed() -> Stage:
    """A sealed meeting with one pledge carried into it (not done) and one made in it."""
    meeting = Stage.opened(MEMBERS, carried=(OLD,))
    meeting.do(c.Review(follow_up=1, outcome=Outcome.NOT_DONE, note="表坏了"))
    meeting.do(c.Next())
    meeting.do(c.Say(text="六月底前补办手续。", kind=Kind.PLEDGE))
    meeting.do(c.End())
    meeting.do(c.Adjourn())
    meeting.leave_rest()
    meeting.do(c.Sign(office=Office.CHAIR, name="栗长河"))
    meeting.do(c.Sign(office=Office.RECORDER, name="王芳"))
    meeting.seal()
    return meeting


def follow(meeting: Stage, command: c.Command) -> None:
    """Do what is said after the seal, and seal it anew, as the door to the disk does."""
    meeting.do(command)
    meeting.seal(previous=meeting.state.seals[-1].digest)


def test_the_newest_word_counts_and_what_was_sealed_stays():
    meeting = sealed()
    before = meeting.state
    own = before.follow_ups[0].number
    follow(meeting, c.FollowUpLater(follow_up=own, outcome=Outcome.NOT_DONE, note="材料不齐"))
    follow(meeting, c.FollowUpLater(follow_up=own, outcome=Outcome.DONE, note="手续已办"))
    follow(meeting, c.FollowUpLater(follow_up=1, carried=True, outcome=Outcome.DONE, note="表已修好"))
    state = meeting.state
    assert (state.follow_ups, state.carried, state.lines) == (before.follow_ups, before.carried, before.lines)
    assert [pledge.outcome for pledge in own_now(state) + carried_now(state)] == [Outcome.DONE] * 2
    assert [row[4] for row in ledger_rows(state)] == ["已完成（表已修好）", "已完成（手续已办）"]
    assert intact("m", meeting.rows)


def test_the_paper_prints_every_word_after_the_signatures():
    meeting = sealed()
    own = meeting.state.follow_ups[0].number
    follow(
        meeting,
        c.FollowUpLater(follow_up=own, outcome=Outcome.EXTENDED, note="等公章。", due=date(2026, 7, 10)),
    )
    blocks = minutes(meeting.state).blocks
    text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert "栗长河" in text and "延期至2026年7月10日" in text and "等公章。" in text
    assert minutes(meeting.state).watermark == ""
    without = WHOLE.switched(Part.PLEDGES, on=False)
    hidden = "\n".join(b.text for b in minutes(meeting.state, without).blocks if isinstance(b, Paragraph))
    assert "等公章" not in hidden


def test_what_is_asked_wrongly_is_refused():
    meeting = sealed()
    own = meeting.state.follow_ups[0].number
    assert "no pledge" in meeting.refuses(c.FollowUpLater(follow_up=99, outcome=Outcome.DONE, note="x"))
    assert "no pledge" in meeting.refuses(
        c.FollowUpLater(follow_up=own, carried=True, outcome=Outcome.DONE, note="x")
    )
    assert "note" in meeting.refuses(c.FollowUpLater(follow_up=own, outcome=Outcome.DONE, note=" "))
    assert "date" in meeting.refuses(c.FollowUpLater(follow_up=own, outcome=Outcome.EXTENDED, note="x"))
    same = c.FollowUpLater(follow_up=1, carried=True, outcome=Outcome.NOT_DONE, note="表坏了")
    assert "already" in meeting.refuses(same)


def test_before_the_seal_pledges_are_looked_back_on_in_the_meeting():
    meeting = Stage.opened(MEMBERS, carried=(OLD,))
    assert "running" in meeting.refuses(
        c.FollowUpLater(follow_up=1, carried=True, outcome=Outcome.DONE, note="表已修好")
    )


@pytest.mark.parametrize(
    ("outcome", "day", "stands"),
    [
        (Outcome.OPEN, date(2026, 4, 22), Standing.OPEN),
        (Outcome.OPEN, date(2026, 4, 23), Standing.DUE),
        (Outcome.OPEN, date(2026, 4, 30), Standing.DUE),
        (Outcome.OPEN, date(2026, 5, 1), Standing.OVERDUE),
        (Outcome.EXTENDED, date(2026, 4, 1), Standing.EXTENDED),
        (Outcome.EXTENDED, date(2026, 5, 1), Standing.OVERDUE),
        (Outcome.DONE, date(2026, 5, 1), Standing.DONE),
        (Outcome.NOT_DONE, date(2026, 5, 1), Standing.NOT_DONE),
    ],
)
def test_how_a_pledge_stands_follows_from_its_date(outcome, day, stands):
    assert standing(replace(OLD, outcome=outcome), day) is stands


@settings(max_examples=40, deadline=None)
@given(st.lists(later | st.builds(c.Amend, line=number, text=words, reason=words), max_size=8))
def test_whatever_is_added_after_the_seal_the_sealed_words_stay_and_the_seals_hold(commands):
    meeting = sealed()
    before = meeting.state
    # Numbers that are there are tried as often as others.
    own = before.follow_ups[0].number
    commands += [c.FollowUpLater(follow_up=own, outcome=Outcome.DONE, note=f"第{len(commands)}次看过")]
    for command in commands:
        session = meeting.session
        try:
            follow(meeting, command)
        except Refused:
            assert meeting.session is session
    state = meeting.state
    assert (state.lines, state.carried, state.follow_ups) == (before.lines, before.carried, before.follow_ups)
    assert intact("m", meeting.rows) and not state.to_seal_anew
    assert len(state.seals) == 1 + len(state.amendments) + len(state.followed)
    assert replay(meeting.events) == meeting.session
    assert minutes(state).seal == state.seal.digest
