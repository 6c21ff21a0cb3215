"""What a new meeting takes over: the order, the season, the pledges; and is the date to be believed?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import commands as c
from meeting.doubt import doubtful
from meeting.order import as_before, speaking_order
from meeting.roster import Member, PartyRole, Roster
from meeting.scripts import attached, named_in, script_of
from meeting.season import a_year_ago, raised
from meeting.topics import Mark
from tests.meeting.stage import Stage

PEOPLE = (
    Member(id="m1", name="栗长河", role=PartyRole.SECRETARY),
    Member(id="m2", name="焉如玉", role=PartyRole.DISCIPLINE),
    Member(id="m3", name="王芳"),
    Member(id="m4", name="王芳芳"),
    Member(id="m5", name="丁一禾"),
)
NAMES = [member.name for member in PEOPLE]


@given(st.permutations(PEOPLE), st.lists(st.sampled_from([*NAMES, "谁也不是"]), unique=True))
def test_an_earlier_order_is_kept_inside_each_rank_and_nobody_is_lost(roster, before):
    order = as_before(speaking_order(roster), before)
    assert sorted(order, key=str) == sorted(roster, key=str)
    assert [member.rank for member in order] == sorted(member.rank for member in roster)
    members = [m.name for m in order if m.role is PartyRole.MEMBER and m.name in before]
    assert members == [name for name in before if name in members]


def test_a_meeting_is_prepared_in_the_order_of_the_last_one(members):
    last = Stage.prepared(members)
    last.do(c.Move(member="王芳", before=""))
    order = tuple(last.state.name_of(key) for key in last.state.order)
    new = Stage.prepared(members, order=order)
    assert new.state.order == last.state.order
    assert [type(event.fact).__name__ for event in Stage.prepared(members).events] == ["MeetingPrepared"]


def test_a_year_ago_is_the_same_month_and_what_somebody_laid_open_in_it(members):
    assert a_year_ago(date(2026, 5, 24)) == "2025-05" and a_year_ago(date.min) == "0000-01"
    meeting = Stage.opened(members)
    assert raised(meeting.state) == ()
    meeting.do(c.Next())
    meeting.do(c.MarkTopic(topic="s1", mark=Mark.MISSING))
    assert raised(meeting.state) == ()
    meeting.do(c.MarkTopic(topic="s1", mark=Mark.NOTHING))
    assert raised(meeting.state) == ("秸秆禁烧",)


NEWEST = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("today", "newest", "why"),
    [
        (date(2026, 5, 24), NEWEST, False),
        (NEWEST, NEWEST, False),
        (NEWEST - timedelta(days=1), NEWEST, True),
        (date(2027, 4, 21), NEWEST, False),
        (date(2027, 4, 22), NEWEST, True),
        (date.max, NEWEST, True),
        (date(2019, 12, 31), None, True),
        (date.min, NEWEST, True),
        (date(2026, 5, 24), None, False),
    ],
)
def test_a_date_is_doubted_in_a_wrong_year(today, newest, why):
    assert doubtful(today, newest) is why


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("5月发言稿-栗长河", "m1"),
        ("王　芳 发言", "m3"),
        ("王芳芳", "m4"),
        ("王芳和栗长河", None),
        ("发言稿", None),
        ("", None),
    ],
)
def test_a_file_is_whose_name_it_bears(title, who):
    member = named_in(title, Roster(PEOPLE))
    assert (member.id if member else None) == who


def test_the_script_that_was_attached_last_is_at_hand():
    meeting = Stage.prepared(PEOPLE)
    assert script_of("m3", meeting.state) is None
    meeting.do(c.Attach(member="m3", text="先一稿"))
    state = meeting.do(c.Attach(member="m3", text="再一稿\r\n两段"))
    assert script_of("m3", state).text == "再一稿\n两段"
    assert attached("再一稿\n两段\n", state) == state.scripts[1] and attached("没有", state) is None
