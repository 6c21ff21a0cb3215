"""The minutes (会议记录): from a meeting's state to the words on the page.

The record carries no feelings or additions of the recorder: flags, timing and desk notes stay out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from locales import words

from .dates import numeral, written_clock, written_day
from .document import Block, Ink, Minutes, Paragraph, Role, Run, Signature, SignatureBlock, Table
from .head import head_fields
from .kinds import Kind
from .state import FollowUp, Line, MeetingState, Office, Outcome, Stage, Turn
from .titles import record_title

Translate = Callable[[str], str]


def minutes(state: MeetingState) -> Minutes:
    """The record of a meeting that is at least prepared, in its own language; a draft until it is sealed."""
    head = state.called
    _ = words(head.language)
    watermark = "" if state.stage is Stage.SEALED else _("DRAFT")
    return Minutes(
        title=record_title(head),
        blocks=tuple(_blocks(state, _)),
        language=head.language,
        watermark=_("DEMO") if head.demo else watermark,
        seal=state.seal.digest if state.seal else "",
        branch=head.branch,
        recorder=head.recorder,
        day=head.day.isoformat(),
    )


def _blocks(state: MeetingState, _: Translate) -> Iterator[Block]:
    head = state.called
    yield Paragraph(Role.TITLE, (Run(record_title(head)),))
    yield from head_fields(state, _)
    sections = [
        (_("Looking back on the last meeting's pledges"), _carried(state, _)),
        (_("Disclosures"), _passages(state, _)),
        (_("Other words"), _paragraphs(state.lines_of(0), state, None, _)),
        (_("Pledges"), _pledges(state, _)),
    ]
    number = 0
    for title, content in sections:
        if blocks := tuple(content):
            number += 1
            yield Paragraph(Role.HEADING, (Run(_counted(number, head.language, 1) + title),))
            yield from blocks
    if state.adjourned is not None:
        closing = _("The meeting closed at {time}.").format(time=written_clock(state.adjourned))
        yield Paragraph(Role.CLOSING, (Run(closing),))
    yield _signatures(state, _)


def _counted(number: int, language: str, level: int) -> str:
    """The number before a heading: 一、 and （一）, or 1. and (1)."""
    if language == "zh":
        return f"{numeral(number)}、" if level == 1 else f"（{numeral(number)}）"
    return f"{number}. " if level == 1 else f"({number}) "


def _carried(state: MeetingState, _: Translate) -> Iterator[Block]:
    outcomes = {
        Outcome.OPEN: _("open"),
        Outcome.DONE: _("done"),
        Outcome.NOT_DONE: _("not done"),
        Outcome.EXTENDED: _("extended"),
    }
    for pledge in state.carried:
        became = outcomes[pledge.outcome]
        if pledge.outcome is Outcome.EXTENDED and pledge.due:
            became = _("extended to {day}").format(day=written_day(pledge.due, state.called.language))
        note = _(" ({note})").format(note=pledge.note) if pledge.note else ""
        yield _body(
            _("{owner}: {text} — {became}{note}.").format(
                owner=state.name_of(pledge.owner), text=pledge.text.rstrip("。."), became=became, note=note
            )
        )


def _passages(state: MeetingState, _: Translate) -> Iterator[Block]:
    for number, turn in enumerate(state.turns, start=1):
        member = state.roster.member(turn.member)
        yield Paragraph(Role.SUBHEADING, (Run(_counted(number, state.called.language, 2) + member.name),))
        if turn.out_of_rank:
            yield _body(_("(Spoke out of rank: {reason})").format(reason=turn.out_of_rank))
        yield from _paragraphs(state.lines_of(turn.number), state, turn, _)
        passage = state.passages.get(turn.member)
        if passage is not None and passage.objection:
            yield _body(_("(Did not confirm this passage: {reason})").format(reason=passage.objection))


def _paragraphs(
    lines: Iterable[Line], state: MeetingState, turn: Turn | None, _: Translate
) -> Iterator[Block]:
    lead = {
        Kind.QUESTION: _("{name} asked: "),
        Kind.REPLY: _("{name} replied: "),
        Kind.REMARK: _("{name} remarked: "),
        Kind.REMINDER: _("The chair, {name}, reminded: "),
        Kind.PLEDGE: _("{name} pledged: "),
        Kind.PRESSURE: _("{name} reported pressure: "),
    }
    for line in lines:
        if line.kind is Kind.NOTE:
            continue
        who = state.name_of(line.by) or state.called.chair
        prefix = lead.get(line.kind, "").format(name=who)
        struck = tuple(Run(old.was, Ink.STRUCK) for old in line.corrections)
        now = Run(line.text, Ink.STRUCK if line.struck else Ink.PLAIN)
        yield Paragraph(Role.BODY, (*((Run(prefix),) if prefix else ()), *struck, now, *_details(line, _)))


def _details(line: Line, _: Translate) -> tuple[Run, ...]:
    """The fields of a pressure record after what the speaker did (S36)."""
    if line.pressure is None:
        return ()
    given = line.pressure
    fields = (
        (_("who"), given.who),
        (_("when"), given.when),
        (_("what for"), given.what_for),
        (_("offered"), given.offered),
        (_("how often"), given.times),
    )
    told = _("; ").join(
        _("{field}: {value}").format(field=field, value=value) for field, value in fields if value
    )
    return (Run(_(" ({note})").format(note=told)),) if told else ()


def _pledges(state: MeetingState, _: Translate) -> Iterator[Block]:
    if state.follow_ups:
        yield Table(
            header=(_("No."), _("Pledge"), _("Owner"), _("By")),
            rows=tuple(_row(number, pledge, state) for number, pledge in enumerate(state.follow_ups, 1)),
            widths=(1, 7, 2, 3),
        )


def _row(number: int, pledge: FollowUp, state: MeetingState) -> tuple[str, ...]:
    return (str(number), pledge.text, state.name_of(pledge.owner), _day(pledge.due, state.called.language))


def _day(day: date | None, language: str) -> str:
    return written_day(day, language) if day else "—"


def _body(text: str) -> Paragraph:
    return Paragraph(Role.BODY, (Run(text),))


def _signatures(state: MeetingState, _: Translate) -> SignatureBlock:
    labels = ((Office.CHAIR, _("Chair (signature):")), (Office.RECORDER, _("Recorder (signature):")))
    lines = []
    for office, label in labels:
        given = next((sign for sign in state.signatures if sign.office is office), None)
        if given is None:
            lines.append(Signature(label))
        else:
            day = written_day(given.at.date(), state.called.language)
            lines.append(Signature(label, given.name, f"{day} {written_clock(given.at)}"))
    return SignatureBlock(tuple(lines))
