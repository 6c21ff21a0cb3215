"""Nothing vanishes: every open pledge is carried on after the seal, or closed by what is recorded."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from meeting import commands as c
from meeting import events as e
from meeting.going_on import Fate, going_on
from meeting.kinds import Kind
from meeting.pledges import carried_now, handed_on, own_now
from meeting.refusal import Refused
from meeting.state import FollowUp, Office, Outcome
from meeting.state import Stage as At
from tests.meeting.stage import Stage
from tests.meeting.test_properties import MEMBERS, commands

outcomes = st.sampled_from([None, Outcome.DONE, Outcome.NOT_DONE, Outcome.EXTENDED])


def carried(count: int) -> tuple[FollowUp, ...]:
    """So many pledges of an earlier meeting."""
    return tuple(
        FollowUp(number=number, text=f"上次第{number}件", owner="m1", since="2026-04-24-0000")
        for number in range(1, count + 1)
    )


def next_of(state) -> list[str]:
    """What the next meeting looks back on, by its words."""
    return [pledge.text for pledge in handed_on((*carried_now(state), *own_now(state)))]


def looked_at(meeting: Stage, number: int, outcome: Outcome | None) -> None:
    if outcome is not None:
        due = date(2026, 9, 1) if outcome is Outcome.EXTENDED else None
        meeting.do(c.Review(follow_up=number, outcome=outcome, due=due))


@settings(max_examples=60, deadline=None)
@given(st.lists(outcomes, max_size=4), st.lists(st.booleans(), max_size=4), st.lists(outcomes, max_size=3))
def test_every_pledge_is_open_and_carried_or_closed_after_the_seal(before, kept, later):
    meeting = Stage.opened(MEMBERS, carried=carried(len(before)))
    for number, outcome in enumerate(before, start=1):
        looked_at(meeting, number, outcome)
    meeting.do(c.Next())
    for number, keep in enumerate(kept):
        line = meeting.do(c.Say(text=f"今天第{number}件", kind=Kind.PLEDGE)).lines[-1]
        if not keep:
            meeting.do(c.Strike(line=line.number))
    for command in (c.End(), c.Adjourn()):
        meeting.do(command)
    meeting.leave_rest()
    named = {each.pledge.text: each for each in going_on(meeting.state)}
    assert len(named) == len(before) + len(kept)
    for number, outcome in enumerate(before, start=1):
        goes = named[f"上次第{number}件"]
        assert goes.fate is (Fate.CLOSED if outcome is Outcome.DONE else Fate.CARRIED)
        assert goes.unseen is (outcome is None)
    for number, keep in enumerate(kept):
        assert named[f"今天第{number}件"].fate is (Fate.MADE if keep else Fate.DROPPED)
    for office, name in ((Office.CHAIR, "栗长河"), (Office.RECORDER, "王芳")):
        meeting.do(c.Sign(office=office, name=name))
    state = meeting.seal()
    on = {text for text, goes in named.items() if goes.fate in (Fate.MADE, Fate.CARRIED)}
    assert state.stage is At.SEALED and set(next_of(state)) == on
    for pledge, outcome in zip(carried_now(state), later, strict=False):
        if outcome is None:
            continue
        command = c.FollowUpLater(
            follow_up=pledge.number, carried=True, outcome=outcome, note="现场看过", due=date(2026, 12, 1)
        )
        state = meeting.do(command)
        on = on - {pledge.text} if outcome is Outcome.DONE else on | {pledge.text}
    assert set(next_of(state)) == on


@settings(max_examples=100, deadline=None)
@given(st.lists(commands, max_size=50))
def test_whatever_is_done_in_a_meeting_nothing_carried_into_it_goes_unnamed(steps):
    meeting = Stage.opened(MEMBERS, carried=carried(3))
    for command in steps:
        try:
            meeting.do(command)
        except Refused:
            continue
    if not meeting.state.carried:
        # The preparation itself was taken back.
        return
    done = {
        event.fact.follow_up
        for event in meeting.events
        if isinstance(event.fact, e.FollowUpReviewed | e.PledgeFollowed)
        and event.fact.outcome is Outcome.DONE
    }
    goes = going_on(meeting.state)
    for number in (1, 2, 3):
        (found,) = [each for each in goes if each.pledge.text == f"上次第{number}件"]
        assert found.fate is Fate.CARRIED or number in done
        assert (found.pledge.text in next_of(meeting.state)) is (found.fate is Fate.CARRIED)
    named = [each.pledge for each in goes]
    assert all(pledge in named for pledge in own_now(meeting.state))
