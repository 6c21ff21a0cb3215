"""What each member did, meeting by meeting: the catalogue tells what the records say."""

from __future__ import annotations

from datetime import date

import pytest

from meeting import commands as c
from meeting.attendance import Presence
from meeting.kinds import Kind
from meeting.language.disclosure import disclosure
from meeting.part import Sort, parts
from meeting.state import Pressure
from meeting.topics import Mark
from store.archive import Archive
from store.reading import Wanted

from .conftest import running

SAID = ("五月我签批支出两笔，共九百元。", "比价单在会计处。")


@pytest.fixture
def filled(archive, members) -> Archive:
    """An archive with one running meeting in which the first speaker has laid something open."""
    record = running(archive, members)
    for line in SAID:
        record.do(c.Say(text=line))
    record.do(c.Say(text="谁经手的？", kind=Kind.QUESTION, by="焉如玉"))
    record.do(c.Say(text="没有答应", kind=Kind.PRESSURE, pressure=Pressure(did="没有答应", who="一名包工头")))
    record.do(c.MarkTopic(topic="duty", mark=Mark.COVERED))
    record.do(c.MarkTopic(topic="gifts", mark=Mark.NOTHING))
    record.do(c.Attend(member="m5", presence=Presence.LEAVE, reason="住院"))
    record.close()
    return archive


def parts_of(archive: Archive, **narrowed: str):
    archive.catalogue.catch_up()
    return archive.catalogue.parts("石桥湾支部", **narrowed)


def test_the_catalogue_tells_the_parts_that_the_record_tells(filled):
    (id,) = filled.ids()
    assert parts_of(filled) == list(parts(id, filled.read(id)))


def test_who_spoke_has_items_facts_and_pressure_records(filled, members):
    first, *rest = parts_of(filled)
    assert (first.name, first.spoke, first.day) == ("栗长河", True, date(2026, 5, 24))
    assert len(first.marked(Mark.COVERED)) == 1 and len(first.marked(Mark.NOTHING)) == 1
    assert first.open_items == 2 and first.facts.topics == len(first.items)
    state = filled.read("last")
    assert first.facts == disclosure(SAID, members[0], state.checklist, state.marks)
    assert first.facts.facts > 0
    assert first.pressures == (Pressure(did="没有答应", who="一名包工头"),)
    assert not any(part.spoke or part.open_items or part.facts.facts for part in rest)
    assert {part.name: part.presence for part in rest}["王芳"] is Presence.LEAVE


def test_an_item_knows_where_it_comes_from(filled):
    (own,) = [part for part in parts_of(filled) if part.name == "仇大力"]
    assert [item.title for item in own.items if item.sort is Sort.DUTY] == ["低保复核"]
    assert own.items[0].sort is Sort.STANDING


def test_one_member_or_one_stretch_of_time_is_told_by_itself(archive, chain):
    whole = parts_of(archive)
    assert [part.day.isoformat()[:7] for part in whole] == sorted(part.day.isoformat()[:7] for part in whole)
    name = whole[0].name
    assert parts_of(archive, name=name) == [part for part in whole if part.name == name]
    may = parts_of(archive, since="2026-05", until="2026-05")
    assert may and may == [part for part in whole if part.day.month == 5]
    assert parts_of(archive, since="2027") == []


def test_members_are_those_of_the_branch_who_were_on_a_roster(filled, members):
    filled.catalogue.catch_up()
    assert sorted(filled.catalogue.members("石桥湾支部")) == sorted(member.name for member in members)
    assert filled.catalogue.members("云岭支部") == []


def test_before_a_meeting_is_opened_nobody_has_a_part(archive, members):
    record = archive.new_meeting(date(2026, 5, 24))
    record.do(c.Prepare(branch="石桥湾支部", members=members, day=date(2026, 5, 24), chair="", recorder=""))
    record.close()
    assert parts_of(archive) == []


def test_what_is_said_later_changes_the_part_and_a_meeting_that_is_gone_has_none(filled):
    before = parts_of(filled)[0].facts
    record = filled.open("last")
    record.do(c.Say(text="四月十二日收了老王三百元，当天退了。"))
    record.close()
    assert parts_of(filled)[0].facts.facts > before.facts
    (path,) = (filled.folder / "meetings").glob("*.json")
    path.unlink()
    assert parts_of(filled) == []


def test_pledges_of_one_owner_are_those_of_the_branch_that_are_theirs(archive, chain):
    archive.catalogue.catch_up()
    every = archive.catalogue.pledges("石桥湾支部")
    for owner in {pledged.owner for pledged in every}:
        own = [pledged for pledged in every if pledged.owner == owner]
        assert archive.catalogue.pledges("石桥湾支部", owner=owner) == own


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-04", ""),
        ("", "2026-04"),
        ("2026-04", "2026-04"),
        ("2026-04-19", "2026-05-19"),
        ("2026", "2026"),
        ("2026-00", "2026-13"),
        ("2026-05-32", ""),
        ("", "2025"),
        ("0000", "9999"),
    ],
)
def test_a_search_by_time_finds_the_lines_of_the_days_that_sort_into_it(archive, chain, since, until):
    for text in ("", "公示"):
        every = archive.search(Wanted(text=text, kind=Kind.PLEDGE.value))
        assert every
        found = archive.search(Wanted(text=text, kind=Kind.PLEDGE.value, since=since, until=until))
        fits = [hit for hit in every if since <= hit.day and (not until or hit.day <= f"{until}~")]
        assert found == fits
