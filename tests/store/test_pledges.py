"""A branch's pledges: each once, as its newest meeting has it; later words are sealed and carried."""

from __future__ import annotations

import json
from datetime import date

import pytest

from meeting import commands as c
from meeting.refusal import Refused
from meeting.state import Outcome, Stage
from store.archive import Archive
from store.meeting_file import packed
from store.summary import open_pledges
from store.verify import Finding, Verifier
from tests.store.conftest import steps_of_small
from tui.verbs.replaying import hold

BRANCH = "石桥湾支部"


def finding(archive: Archive, id: str) -> Finding:
    return Verifier(archive).meeting(archive.named(id)).finding


def later(archive: Archive, id: str, outcome=Outcome.DONE, note="账目已上墙，四月二日看过", **more):
    (pledge,) = archive.read(id).follow_ups
    return archive.amend(id, c.FollowUpLater(follow_up=pledge.number, outcome=outcome, note=note, **more))


def carried_into(archive: Archive, id: str) -> str:
    """A second meeting a month later, with what the first hands on; not sealed."""
    record = archive.new_meeting(date(2026, 4, 20))
    state = archive.read(id)
    record.do(
        c.Prepare(
            branch=BRANCH,
            members=tuple(state.roster),
            day=date(2026, 4, 20),
            chair="栗长河",
            recorder="宓小满",
            carried=open_pledges(state, id),
        )
    )
    record.close()
    return record.id


def test_what_became_of_a_pledge_is_sealed_anew_and_the_record_stays_as_it_was(archive, sealed):
    before = archive.read(sealed)
    after = later(archive, sealed)
    assert after.follow_ups == before.follow_ups and after.stage is Stage.SEALED
    (word,) = after.followed
    assert (word.number, word.outcome, word.by) == (1, Outcome.DONE, "宓小满")
    assert [seal.previous for seal in after.seals[1:]] == [before.seal.digest]
    assert finding(archive, sealed) is Finding.INTACT
    assert [entry.meeting for entry in archive.ledger.entries()] == [sealed, sealed]
    assert archive.sealed(sealed, before.seal.digest).followed == ()


def test_an_altered_word_on_a_pledge_is_found(archive, sealed):
    later(archive, sealed)
    file = archive.named(sealed)
    rows = json.loads(json.dumps(file.rows(), ensure_ascii=False).replace("四月二日看过", "四月三日看过"))
    file.path.write_bytes(packed(file.id, rows))
    assert finding(archive, sealed) is Finding.ALTERED


def test_a_refused_word_leaves_the_sealed_record_as_it_is(archive, sealed):
    rows = archive.named(sealed).rows()
    for outcome, note, due in ((Outcome.DONE, "  ", None), (Outcome.EXTENDED, "等雨停", None)):
        with pytest.raises(Refused):
            later(archive, sealed, outcome, note, due=due)
    assert archive.named(sealed).rows() == rows


def test_what_is_done_is_not_carried_and_what_is_extended_is_by_its_new_date(archive, sealed):
    (pledge,) = open_pledges(archive.read(sealed), sealed)
    assert pledge.due == date(2026, 3, 31)
    later(archive, sealed, Outcome.EXTENDED, "公示栏在修", due=date(2026, 4, 10))
    (pledge,) = open_pledges(archive.read(sealed), sealed)
    assert (pledge.due, pledge.since, pledge.outcome) == (date(2026, 4, 10), sealed, Outcome.OPEN)
    later(archive, sealed)
    assert open_pledges(archive.read(sealed), sealed) == ()
    assert archive.summaries()[0].open_pledges == 0


def test_a_carried_pledge_is_listed_once_where_it_stands_now(archive, sealed):
    (own,) = archive.pledges(BRANCH)
    assert (own.meeting, own.carried, own.made_in, own.owner) == (sealed, False, sealed, "栗长河")
    second = carried_into(archive, sealed)
    (carried,) = archive.pledges(BRANCH)
    assert (carried.meeting, carried.carried, carried.made_in) == (second, True, sealed)
    assert carried.stage is Stage.PREPARED
    assert archive.pledges("另一个支部") == []


def test_the_ledger_follows_what_is_said_after_the_seal_and_what_is_removed(archive, sealed):
    archive.pledges(BRANCH)
    later(archive, sealed)
    (pledge,) = archive.pledges(BRANCH)
    assert (pledge.pledge.outcome, pledge.pledge.note) == (Outcome.DONE, "账目已上墙，四月二日看过")
    archive.named(sealed).path.unlink()
    assert archive.pledges(BRANCH) == []


def test_pledges_alike_are_carried_each_for_itself(archive):
    steps = steps_of_small()
    place = next(place for place, step in enumerate(steps) if step.given.get("kind") == "pledge")
    steps.insert(place, steps[place])
    id = hold(steps, archive)
    assert len(archive.pledges(BRANCH)) == 2
    carried_into(archive, id)
    assert [pledge.carried for pledge in archive.pledges(BRANCH)] == [True, True]
