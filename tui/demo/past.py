"""The made-up branch's past meetings: held through the same door as a real one, signed and sealed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any, Final

from meeting import commands as c
from meeting.attendance import Presence
from meeting.kinds import Kind
from meeting.language.ear import ear
from meeting.roster import Member
from meeting.state import FollowUp, MeetingState, Office, Outcome, Phase, Verdict
from meeting.topics import Mark
from store.archive import Archive
from store.record import Record
from store.summary import open_pledges

_DAY: Final = 24
"""The day of the month on which the branch meets."""
_STEP: Final = timedelta(seconds=20)


def hold_past(archive: Archive, like: c.Prepare, now: datetime) -> tuple[FollowUp, ...]:
    """Hold the past meetings, one in each month before `now`, as `like` prepares them.

    What the last one has left open is given back.
    """
    text = resources.files("tui").joinpath("data/demo_past.toml").read_text("utf-8")
    meetings = tomllib.loads(text)["meeting"]
    carried: tuple[FollowUp, ...] = ()
    for ago, told in zip(range(len(meetings), 0, -1), meetings, strict=True):
        day = months_before(now.date(), ago)
        prepare = replace(
            like,
            day=day,
            number=told["number"],
            place=told["place"],
            seasonal=tuple(told["seasonal"]),
            carried=carried,
        )
        record = archive.new_meeting(day, ear=ear())
        try:
            moment = datetime.combine(day, time(9), now.tzinfo)
            record.do(prepare, moment)
            for command in _meeting(told, record):
                moment += _STEP
                record.do(command, moment)
            archive.seal(record, moment + _STEP)
        finally:
            record.close()
        carried = open_pledges(record.state, record.id)
    return carried


def months_before(day: date, ago: int) -> date:
    """The branch's day, `ago` months before `day`."""
    months = day.year * 12 + day.month - 1 - ago
    return date(months // 12, months % 12 + 1, _DAY)


def _meeting(told: Mapping[str, Any], record: Record) -> Iterator[c.Command]:
    """The commands of one meeting; each sees what the ones before it have brought about."""
    for key, reason in told["away"].items():
        yield c.Attend(member=key, presence=Presence.LEAVE, reason=reason)
    yield c.Invite(name="阎守正", post="乡纪委干事")
    yield c.Open()
    for number, note in enumerate(told["reviewed"], start=1):
        yield c.Review(follow_up=number, outcome=Outcome.DONE, note=note)
    while record.state.queue:
        yield c.Next()
        assert record.state.speaker is not None
        yield from _turn(record.state.speaker, told["turns"][record.state.speaker.id], record.state)
    yield c.End()
    # Whatever the ear hears in made-up words, the chair has looked at it.
    while record.state.pending_flags:
        yield c.Settle(flag=record.state.pending_flags[0].number, verdict=Verdict.DISMISSED)
    yield c.Adjourn()
    for turn in record.state.turns:
        yield c.Confirm(member=turn.member)
    yield c.Sign(office=Office.CHAIR, name=record.state.called.chair)
    yield c.Sign(office=Office.RECORDER, name=record.state.called.recorder)


def _turn(member: Member, told: Mapping[str, Any], state: MeetingState) -> Iterator[c.Command]:
    for text in told["said"]:
        yield c.Say(text=text)
    for topic in state.checklist.topics_for(member):
        yield c.MarkTopic(topic=topic.id, mark=Mark.COVERED if topic.id in told["covered"] else Mark.NOTHING)
    if "asked" in told:
        name, question, answer = told["asked"]
        asker = next(person.id for person in (*state.roster, *state.observers) if person.name == name)
        yield c.Enter(phase=Phase.QUESTIONS)
        yield c.Say(text=question, kind=Kind.QUESTION, by=asker)
        yield c.Say(text=answer, kind=Kind.REPLY)
    if "pledge" in told:
        yield c.Enter(phase=Phase.PLEDGES)
        yield c.Say(text=told["pledge"], kind=Kind.PLEDGE)
