"""A new meeting from the branch's last one: roster, order, place, and every pledge that still carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meeting import commands as c
from meeting.kinds import Kind
from meeting.refusal import Refused
from meeting.state import Budgets, Outcome
from meeting.topics import Mark
from store.branch import Branch
from store.from_past import look_back, new_from_past
from store.settings import Settings
from tests.store.conftest import running, steps_of_small
from tui.verbs.replaying import hold

TODAY = date(2026, 6, 24)


def closed(archive, members, *commands: c.Command, day=date(2026, 5, 24), **more) -> str:
    """A meeting of the branch at hand that was held and is not signed."""
    record = archive.new_meeting(day)
    given = {"chair": "栗长河", "recorder": "王芳", "place": "二楼会议室", **more}
    record.do(c.Prepare(branch=archive.branch().name, members=members, day=day, **given))
    for command in (c.Open(), c.Next(), *commands, c.End(), c.Adjourn()):
        record.do(command)
    record.close()
    return record.id


PLEDGE = c.Say(text="六月底前公示账目", kind=Kind.PLEDGE)


def test_without_a_past_it_is_the_branch_as_it_is(archive, members):
    new = new_from_past(archive, Settings(), TODAY)
    assert (new.members, new.number, new.place, new.carried, new.order) == (members, 1, "", (), ())


def test_place_order_offices_and_number_are_those_of_the_last(archive, members):
    closed(archive, members, c.Move(member="丁一禾", before="王芳"), number=5)
    new = new_from_past(archive, Settings(), TODAY)
    assert (new.place, new.chair, new.recorder, new.number) == ("二楼会议室", "栗长河", "王芳", 6)
    assert new.order.index("丁一禾") < new.order.index("王芳")
    record = archive.new_meeting(TODAY)
    state = record.do(new).state
    record.close()
    assert [state.name_of(key) for key in state.order] == list(new.order)


def test_the_times_allowed_and_the_seasons_topics_are_those_of_the_settings(archive, members):
    closed(archive, members, budgets=Budgets(member=240))
    settings = Settings(values={"clock.member_minutes": 6, "meeting.seasonal": ("水费收缴",)})
    new = new_from_past(archive, settings, TODAY)
    assert (new.budgets.member, new.seasonal) == (360, ("水费收缴",))


def test_whoever_left_the_roster_holds_no_office(archive, members):
    closed(archive, members)
    rest = tuple(member for member in members if member.name != "王芳")
    archive.keep_branch(replace(archive.branch(), members=rest))
    assert new_from_past(archive, Settings(), TODAY).recorder != "王芳"


def test_a_recorder_from_outside_the_branch_stays_in_office(archive, members):
    closed(archive, members, recorder="宓小满")
    assert new_from_past(archive, Settings(), TODAY).recorder == "宓小满"


def test_an_unsigned_meeting_hands_its_pledges_on_too(archive, members):
    id = closed(archive, members, PLEDGE)
    new = new_from_past(archive, Settings(), TODAY)
    (pledge,) = new.carried
    assert (pledge.text, pledge.owner, pledge.since, pledge.outcome) == (PLEDGE.text, "m1", id, Outcome.OPEN)
    record = archive.new_meeting(TODAY)
    back = look_back(archive, record.id, record.do(new).state)
    record.close()
    assert back.unsigned == date(2026, 5, 24) and back.newest is None


def test_what_was_done_carries_no_more_and_what_was_not_looked_at_does(archive, members):
    first = closed(archive, members, PLEDGE, c.Say(text="补齐照片", kind=Kind.PLEDGE))
    new = new_from_past(archive, Settings(), TODAY)
    second = archive.new_meeting(TODAY)
    for command in (new, c.Open(), c.Review(follow_up=1, outcome=Outcome.DONE), c.Adjourn()):
        second.do(command)
    second.close()
    (left,) = new_from_past(archive, Settings(), date(2026, 7, 24)).carried
    assert (left.text, left.since) == ("补齐照片", first)


def test_a_pledge_of_the_meeting_before_the_last_is_not_lost(archive, members):
    """The last meeting was prepared without it, as by a script."""
    closed(archive, members, PLEDGE, day=date(2026, 4, 24))
    closed(archive, members, day=date(2026, 5, 24))
    assert [pledge.text for pledge in new_from_past(archive, Settings(), TODAY).carried] == [PLEDGE.text]


def test_another_branch_hands_nothing_on(archive, members):
    closed(archive, members, PLEDGE, number=7)
    archive.choose_branch(Branch(number=2, name="云岭支部", members=members))
    new = new_from_past(archive, Settings(), TODAY)
    assert (new.branch, new.number, new.place, new.carried) == ("云岭支部", 1, "", ())


def test_a_renamed_branch_goes_on_with_its_pledges_and_its_numbers(archive, members):
    closed(archive, members, PLEDGE, number=3)
    archive.keep_branch(replace(archive.branch(), name="石桥湾村支部"))
    new = new_from_past(archive, Settings(), TODAY)
    assert (new.branch, new.number, len(new.carried)) == ("石桥湾村支部", 4, 1)


def test_a_pledge_belongs_to_a_name_not_to_an_id_given_anew(archive, members):
    closed(archive, members, PLEDGE)
    stranger = replace(members[1], id="m1")
    archive.keep_branch(replace(archive.branch(), members=(stranger,)))
    (pledge,) = new_from_past(archive, Settings(), TODAY).carried
    assert pledge.owner == "栗长河"
    record = archive.new_meeting(TODAY)
    record.do(new_from_past(archive, Settings(), TODAY))
    record.close()
    (pledged,) = archive.pledges("石桥湾支部")
    assert (pledged.owner, pledged.carried) == ("栗长河", True)


def test_without_a_roster_it_is_that_of_the_last_meeting(archive, members):
    closed(archive, members)
    archive.keep_branch(replace(archive.branch(), members=()))
    assert [member.name for member in new_from_past(archive, Settings(), TODAY).members] == [
        m.name for m in members
    ]


def test_the_same_month_a_year_ago_is_looked_up(archive, members):
    mark = c.MarkTopic(topic="s2", mark=Mark.COVERED)
    closed(archive, members, mark, day=date(2025, 6, 20), seasonal=("防汛", "夏粮收购"))
    closed(archive, members, mark, day=date(2025, 5, 20), seasonal=("别的", "又一件"))
    record = archive.new_meeting(TODAY)
    state = record.do(new_from_past(archive, Settings(), TODAY)).state
    record.close()
    assert look_back(archive, record.id, state).season == ("夏粮收购",)


@pytest.mark.parametrize("today", [date(1, 1, 1), date(1970, 1, 1), date(9999, 12, 31)])
def test_a_clock_in_any_year_blocks_nothing(archive, members, today):
    hold(steps_of_small(), archive)
    new = new_from_past(archive, Settings(), today)
    assert len(new.carried) == 1
    record = archive.new_meeting(today)
    back = look_back(archive, record.id, record.do(new).state)
    record.close()
    assert back.newest == date(2026, 3, 20)
    assert len(archive.summaries()) == 2 and archive.read(record.id).called.day == today


def test_a_running_meeting_counts_as_held_and_one_only_prepared_does_not(archive, members):
    running(archive, members).close()
    assert new_from_past(archive, Settings(), TODAY).number == 2
    assert look_back(archive, "", running(archive, members).state).newest is None


def test_without_a_name_or_roster_it_is_refused(tmp_path):
    from store.archive import Archive

    archive = Archive(tmp_path / "empty")
    record = archive.new_meeting(TODAY)
    with pytest.raises(Refused):
        record.do(new_from_past(archive, Settings(), TODAY))
    record.close()
