"""Whatever is asked of a meeting: replay gives the same state, a refusal changes nothing."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from meeting import commands as c
from meeting.attendance import Presence
from meeting.codec import canonical, from_plain, to_plain
from meeting.kinds import Kind
from meeting.refusal import Refused
from meeting.roster import Member, PartyRole
from meeting.rows import event_of, row_of
from meeting.session import UNDO_DEPTH, replay
from meeting.state import Office, Outcome, Phase, Verdict
from meeting.topics import Mark
from tests.meeting.stage import Stage

MEMBERS = (
    Member(id="m1", name="栗长河", role=PartyRole.SECRETARY, principal=True),
    Member(id="m2", name="焉如玉", role=PartyRole.DISCIPLINE),
    Member(id="m5", name="王芳"),
    Member(id="m6", name="丁一禾", role=PartyRole.PROBATIONARY),
)
who = st.sampled_from(["m1", "m2", "m5", "m6", "王芳", "没有此人", ""])
words = st.one_of(
    st.sampled_from(["我们班子分工明确。", "五月我退了两笔。", "六月底前补办。"]), st.text(max_size=20)
)
number = st.integers(0, 60)
later = st.builds(
    c.FollowUpLater,
    follow_up=number,
    outcome=st.sampled_from(Outcome),
    note=words,
    due=st.none() | st.dates(),
    carried=st.booleans(),
)
commands = st.one_of(
    st.builds(c.Attend, member=who, presence=st.sampled_from(Presence), reason=words),
    st.builds(c.Invite, name=words),
    st.builds(c.Move, member=who, before=who),
    st.just(c.Open()),
    st.builds(c.Start, member=who, reason=words, ago=st.integers(-5, 700)),
    st.just(c.Next()),
    st.just(c.Next()),
    st.builds(c.Enter, phase=st.sampled_from(Phase)),
    st.just(c.Pause()),
    st.just(c.Resume()),
    st.builds(c.Extend, seconds=st.integers(-1, 4000)),
    st.just(c.End()),
    st.just(c.Reopen()),
    st.builds(c.Skip, member=who),
    st.builds(c.Say, text=words, kind=st.sampled_from(Kind), by=who),
    st.builds(c.Correct, line=number, text=words),
    st.builds(c.Strike, line=number),
    st.builds(
        c.MarkTopic, topic=st.sampled_from(["duty", "gifts", "x"]), mark=st.sampled_from(Mark), member=who
    ),
    st.builds(c.RaiseFlag, line=number, category=st.just("vague")),
    st.builds(c.Settle, flag=number, verdict=st.sampled_from(Verdict)),
    st.builds(c.Remind, flag=number, text=words),
    st.builds(c.Review, follow_up=number, outcome=st.sampled_from(Outcome)),
    st.builds(c.Assign, pledge=number, owner=who),
    st.builds(c.Attach, member=who, text=words, title=words),
    st.builds(c.Detach, script=number),
    st.just(c.Adjourn()),
    st.builds(c.Excuse, gap=st.sampled_from(["topics", "unspoken", "head", "passage:m1", "x"]), reason=words),
    st.builds(c.Confirm, member=who),
    st.builds(c.Sign, office=st.sampled_from(Office), name=st.sampled_from(["栗长河", "王芳"])),
    st.builds(c.Amend, line=number, text=words, reason=words),
    later,
    st.builds(c.SealRecord, digest=st.sampled_from(["a" * 64, "x"])),
    st.just(c.Undo()),
    st.just(c.Redo()),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(commands, st.integers(0, 400)), max_size=60))
def test_replay_gives_the_same_state_and_a_refusal_changes_nothing(steps):
    meeting = Stage.prepared(MEMBERS)
    for command, after in steps:
        before = meeting.session
        plain = canonical(to_plain(before.state.lines))
        try:
            meeting.do(command, after)
        except Refused as refused:
            assert refused.reason and meeting.session is before
            assert canonical(to_plain(before.state.lines)) == plain
    assert replay(meeting.events) == meeting.session
    ids = [event.id for event in meeting.events]
    assert ids == sorted(set(ids))
    stored = [event_of(row_of(event)) for event in meeting.events]
    assert stored == meeting.events


@settings(max_examples=60, deadline=None)
@given(st.lists(commands, max_size=25), st.integers(1, UNDO_DEPTH))
def test_what_is_undone_and_redone_is_as_it_was(steps, depth):
    meeting = Stage.opened(MEMBERS)
    for command in steps:
        try:
            meeting.do(command)
        except Refused:
            continue
    states = [meeting.state]
    for _step in range(min(depth, len(meeting.session.past))):
        states.append(meeting.do(c.Undo()))
    for state in reversed(states[:-1]):
        assert meeting.do(c.Redo()) == state


@given(commands)
def test_every_command_survives_a_script(command):
    assert from_plain(type(command), to_plain(command)) == command


def test_the_history_of_one_record_goes_on_after_hours():
    meeting = Stage.opened(MEMBERS)
    meeting.do(c.Next(), after=int(timedelta(hours=3).total_seconds()))
    assert replay(meeting.events) == meeting.session
