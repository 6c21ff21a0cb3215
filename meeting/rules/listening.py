"""Listening: topics ticked, flags raised and settled, pledges looked back on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from locales import _

from .. import commands as c
from .. import events as e
from ..kinds import Kind
from ..refusal import Refused
from ..state import Flag, MeetingState, Outcome, Verdict
from ..text import clean_line
from ..topics import Mark
from .table import Moment, applies, decides

_SCANNED = {
    Kind.STATEMENT: False,
    Kind.REPLY: False,
    Kind.PLEDGE: False,
    Kind.QUESTION: True,
    Kind.REMARK: True,
}
"""The kinds of line that are scanned → is it a remark on another?"""


def heard_in(
    line: int, kind: Kind, text: str, by: str, state: MeetingState, moment: Moment
) -> Iterable[e.Fact]:
    """The flags that the ear raises in a line. Observers are never flagged."""
    if kind not in _SCANNED or state.roster.get(by) is None:
        return
    for found in moment.ear(text, _SCANNED[kind]):
        yield e.FlagRaised(
            line=line,
            category=str(found.category),
            start=found.start,
            end=found.end,
            words=text[found.start : found.end],
            rule=found.rule,
        )


@decides(c.MarkTopic)
def _mark_topic(command: c.MarkTopic, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    member = state.roster.member(command.member) if command.member else state.speaker
    if member is None:
        raise Refused(_("Nobody has the floor: say whose topic it is."))
    if all(topic.id != command.topic for topic in state.checklist.topics_for(member)):
        raise Refused(
            _("{topic} is not on {name}'s checklist.").format(topic=command.topic, name=member.name)
        )
    yield e.TopicMarked(member=member.id, topic=command.topic, mark=command.mark)


@applies(e.TopicMarked)
def _topic_marked(fact: e.TopicMarked, state: MeetingState, event: e.Event) -> MeetingState:
    marks = {key: mark for key, mark in state.marks.items() if key != (fact.member, fact.topic)}
    if fact.mark is not Mark.MISSING:
        marks[fact.member, fact.topic] = fact.mark
    return replace(state, marks=marks)


@decides(c.RaiseFlag)
def _raise_flag(command: c.RaiseFlag, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    line = next((line for line in state.lines if line.number == command.line), None)
    if line is None:
        raise Refused(_("There is no line {number}.").format(number=command.line))
    if state.roster.get(line.by) is None:
        raise Refused(_("Only members' words are flagged."))
    words = command.words or line.text
    start = line.text.find(words)
    if start < 0:
        raise Refused(_("Those words are not in the line."))
    yield e.FlagRaised(
        line=line.number,
        category=command.category,
        start=start,
        end=start + len(words),
        words=words,
        rule="",
        by_ear=True,
    )


@applies(e.FlagRaised)
def _flag_raised(fact: e.FlagRaised, state: MeetingState, event: e.Event) -> MeetingState:
    flag = Flag(
        number=event.id,
        line=fact.line,
        category=fact.category,
        start=fact.start,
        end=fact.end,
        words=fact.words,
        rule=fact.rule,
        by_ear=fact.by_ear,
    )
    return replace(state, flags=(*state.flags, flag))


@decides(c.Settle)
def _settle(command: c.Settle, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if _flag(command.flag, state).verdict is command.verdict:
        raise Refused(_("That flag is settled so already."))
    yield e.FlagSettled(flag=command.flag, verdict=command.verdict)


@decides(c.Remind)
def _remind(command: c.Remind, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    flag = _flag(command.flag, state)
    text = clean_line(command.text)
    if not text:
        raise Refused(_("There is nothing to record."))
    turn = next(line.turn for line in state.lines if line.number == flag.line)
    chair = state.roster.get(state.called.chair)
    yield e.LineRecorded(turn=turn, kind=Kind.REMINDER, text=text, by=chair.id if chair else "")
    yield e.FlagSettled(flag=flag.number, verdict=Verdict.REMINDED)


@applies(e.FlagSettled)
def _settled(fact: e.FlagSettled, state: MeetingState, event: e.Event) -> MeetingState:
    flags = tuple(
        replace(flag, verdict=fact.verdict) if flag.number == fact.flag else flag for flag in state.flags
    )
    return replace(state, flags=flags)


def _flag(number: int, state: MeetingState) -> Flag:
    for flag in state.flags:
        if flag.number == number:
            return flag
    raise Refused(_("There is no flag {number}.").format(number=number))


@decides(c.Review)
def _review(command: c.Review, state: MeetingState, moment: Moment) -> Iterable[e.Fact]:
    if all(pledge.number != command.follow_up for pledge in state.carried):
        raise Refused(_("There is no pledge {number} to look back on.").format(number=command.follow_up))
    if command.outcome is Outcome.EXTENDED and command.due is None:
        raise Refused(_("An extended pledge needs its new date."))
    yield e.FollowUpReviewed(
        follow_up=command.follow_up, outcome=command.outcome, note=clean_line(command.note), due=command.due
    )


@applies(e.FollowUpReviewed)
def _reviewed(fact: e.FollowUpReviewed, state: MeetingState, event: e.Event) -> MeetingState:
    carried = tuple(
        replace(pledge, outcome=fact.outcome, note=fact.note, due=fact.due or pledge.due)
        if pledge.number == fact.follow_up
        else pledge
        for pledge in state.carried
    )
    return replace(state, carried=carried)
