"""The county is read as an archive's own catalogue is: the same answers to the same questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import commands as c
from meeting.refusal import Refused
from meeting.state import MeetingKind, Outcome, Stage
from store.county.names import apart, county_id
from store.county.push import push
from store.county.reading import CountyMeetings
from store.reading import Narrowing, Wanted, Word

from .test_push import BRANCH, unmasked


@pytest.fixture
def both(county, archive, chain):
    """(the archive's own catalogue, the county's meetings) with the same four meetings in them."""
    login = county.branch(BRANCH)
    push(archive, county.server(login), unmasked)
    meetings = CountyMeetings(county.server(county.reader()))
    yield archive.catalogue, meetings
    meetings.close()


def bare(value):
    """A value of the county as an archive's own has it."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, tuple):
        return (apart(value[0])[1], *value[1:])
    if hasattr(value, "id"):
        return replace(value, id=apart(value.id)[1])
    told = replace(value, meeting=apart(value.meeting)[1])
    if hasattr(told, "pledge"):
        told = replace(told, pledge=replace(told.pledge, since=apart(told.pledge.since)[1]))
    return told


NARROWED = [
    Narrowing(),
    Narrowing(words=(Word(day="2026-06"),)),
    Narrowing(words=(Word(month=7),)),
    Narrowing(words=(Word(kinds=frozenset(MeetingKind)), Word(stages=frozenset({Stage.SEALED})))),
    Narrowing(words=(Word(stages=frozenset({Stage.RUNNING})),)),
    Narrowing(words=(Word(branches=frozenset({BRANCH})),)),
    Narrowing(words=(Word(topic="履职"),)),
    Narrowing(words=(Word(topic="standing"),)),
    Narrowing(words=(Word(id="2026-05"),)),
    Narrowing(words=(Word(),)),
]


def test_the_list_narrows_alike(both):
    own, county = both
    for narrowed in NARROWED:
        assert bare(county.page(narrowed, 50)) == own.page(narrowed, 50), narrowed


def test_the_list_comes_a_page_at_a_time(both):
    own, county = both
    first = county.page(Narrowing(), 3)
    rest = county.page(Narrowing(), 3, first[-1].id)
    assert bare(first + rest) == own.page(Narrowing(), 50)


WANTED = [
    Wanted(text="九百元"),
    Wanted(text="月"),
    Wanted(text="三月 公示"),
    Wanted(text="没有人说过"),
    Wanted(text="", member="栗长河"),
    Wanted(text="", kind="pledge"),
    Wanted(text="", topic="gifts"),
    Wanted(text="月", since="2026-06", until="2026-07"),
    Wanted(text="月", branch="没有这个支部"),
    Wanted(text=""),
    Wanted(text="%"),
]


def test_the_same_lines_are_found(both):
    own, county = both
    for wanted in WANTED:
        assert bare(county.search(wanted)) == own.search(wanted), wanted
        assert bare(county.search(wanted, 2, 1)) == own.search(wanted, 2, 1), wanted


def test_members_pledges_and_months_are_the_same(both):
    own, county = both
    assert bare(county.pledges(BRANCH)) == own.pledges(BRANCH)
    assert bare(county.parts(BRANCH)) == own.parts(BRANCH)
    name = own.parts(BRANCH)[0].name
    assert bare(county.parts(BRANCH, name=name, since="2026-06", until="2026")) == own.parts(
        BRANCH, name=name, since="2026-06", until="2026"
    )
    assert sorted(bare(county.months(BRANCH))) == sorted(own.months(BRANCH))
    assert county.branches() == own.branches()
    assert sorted(county.members(BRANCH)) == sorted(own.members(BRANCH))
    assert county.names() == own.names()


def test_a_record_is_read_by_its_id_with_or_without_the_branch_and_by_its_day(both, chain):
    own, county = both
    for named in (county_id(BRANCH, chain[0]), chain[0], chain[0][:10]):
        assert county.read(named) == own.read(chain[0])
    assert county.read("last") == own.read(chain[-1])
    with pytest.raises(Refused, match="There is no meeting"):
        county.read("1999-01-01")


def test_what_was_amended_is_read_in_its_newest_version(both, archive, county, chain):
    own, read = both
    said = own.search(Wanted(text="", kind="statement"))[-1]
    pledged = own.pledges(BRANCH)[0]
    archive.amend(said.meeting, c.Amend(line=said.line, text="应为九连环三户", reason="记录有误"))
    archive.amend(
        pledged.meeting,
        c.FollowUpLater(
            follow_up=pledged.pledge.number, carried=pledged.carried, outcome=Outcome.DONE, note="已看过台账"
        ),
    )
    assert read.search(Wanted(text="九连环")) == []
    login = county.branch(BRANCH)
    sent = push(archive, county.server(login), unmasked)
    assert sorted(sent.sent) == sorted({said.meeting, pledged.meeting})
    assert bare(read.page(Narrowing(), 50)) == own.page(Narrowing(), 50)
    assert bare(read.search(Wanted(text="九连环"))) == own.search(Wanted(text="九连环")) != []
    assert bare(read.pledges(BRANCH)) == own.pledges(BRANCH)
    assert bare(read.parts(BRANCH)) == own.parts(BRANCH)
    assert read.read(said.meeting) == own.read(said.meeting)


def test_the_connection_is_made_anew_when_it_broke_off(both, county):
    own, read = both
    with county.admin() as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shaitai'"
        )
    assert bare(read.page(Narrowing(), 50)) == own.page(Narrowing(), 50)
