"""The minutes (会议记录): from a meeting's state to the words on the page.

The record carries no feelings or additions of the recorder: flags, timing and desk notes stay out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from locales import words

from .dates import numeral, written_clock, written_day
from .document import Block, Minutes, Paragraph, Role, Run, Signature, SignatureBlock, Table
from .head import head_fields
from .passages import by_turn, spoken
from .readiness import Lack, excuse_of, gaps
from .state import FollowUp, MeetingState, Office, Outcome, Stage
from .text import padded
from .titles import version_title
from .trimming import trimmed
from .version import WHOLE, Part, Version

Translate = Callable[[str], str]


def minutes(state: MeetingState, version: Version = WHOLE) -> Minutes:
    """The record of a meeting that is at least prepared, in its own language; a draft until it is sealed."""
    state, head = trimmed(state, version), state.called
    _ = words(head.language)
    sealed = state.stage is Stage.SEALED and not state.to_seal_anew
    watermark = "" if sealed else _("DRAFT")
    return Minutes(
        title=version_title(head, version.audience),
        blocks=tuple(_blocks(state, version, _)),
        language=head.language,
        watermark=_("DEMO") if head.demo else watermark,
        seal=state.seal.digest if state.seal else "",
        branch=head.branch,
        recorder=head.recorder,
        day=head.day.isoformat(),
        version=version.told,
    )


def _blocks(state: MeetingState, version: Version, _: Translate) -> Iterator[Block]:
    head = state.called
    yield Paragraph(Role.TITLE, (Run(version_title(head, version.audience)),))
    yield from head_fields(state, _)
    sections: tuple[tuple[str, Iterable[Block]], ...] = (
        (_("Looking back on the last meeting's pledges"), _carried(state, _)),
        (_("Disclosures"), _passages(state, _)),
        (_("Other words"), spoken(state.lines_of(0), state, _)),
        (_("Pledges"), _pledges(state, _)),
    )
    number = 0
    for title, content in sections:
        if blocks := tuple(content):
            number += 1
            yield Paragraph(Role.HEADING, (Run(_counted(number, head.language, 1) + title),))
            yield from blocks
    if state.adjourned is not None:
        closing = _("The meeting closed at {time}.").format(time=written_clock(state.adjourned))
        yield Paragraph(Role.CLOSING, (Run(closing),))
    if version.shows(Part.SIGNATURES):
        yield _signatures(state, _)
    yield from _amendments(state, _)
    yield from _followed(state, _)
    yield from _annexes(state, _)


def _counted(number: int, language: str, level: int) -> str:
    """The number before a heading: 一、 and （一）, or 1. and (1)."""
    if language == "zh":
        return f"{numeral(number)}、" if level == 1 else f"（{numeral(number)}）"
    return f"{number}. " if level == 1 else f"({number}) "


def _carried(state: MeetingState, _: Translate) -> Iterator[Block]:
    for pledge in state.carried:
        became = _became(pledge.outcome, pledge.due, state.called.language, _)
        note = _(" ({note})").format(note=pledge.note) if pledge.note else ""
        yield _body(
            _("{owner}: {text} — {became}{note}.").format(
                owner=state.name_of(pledge.owner), text=pledge.text.rstrip("。."), became=became, note=note
            )
        )


def outcome_words(_: Translate) -> dict[Outcome, str]:
    """What became of a pledge, in the record's language."""
    return {
        Outcome.OPEN: _("open"),
        Outcome.DONE: _("done"),
        Outcome.NOT_DONE: _("not done"),
        Outcome.EXTENDED: _("extended"),
    }


def _passages(state: MeetingState, _: Translate) -> Iterator[Block]:
    unread = _excuses(state, Lack.PASSAGE)
    said = by_turn(state.lines)
    for number, turn in enumerate(state.turns, start=1):
        member = state.roster.member(turn.member)
        yield Paragraph(Role.SUBHEADING, (Run(_counted(number, state.called.language, 2) + member.name),))
        if turn.out_of_rank:
            yield _body(_("(Spoke out of rank: {reason})").format(reason=turn.out_of_rank))
        yield from spoken(said.get(turn.number, ()), state, _)
        passage = state.passages.get(turn.member)
        if passage is not None and passage.objection:
            yield _body(_("(Did not confirm this passage: {reason})").format(reason=passage.objection))
        elif turn.member in unread:
            yield _body(_("(This passage was not read back: {reason})").format(reason=unread[turn.member]))
    for absent, reason in _excuses(state, Lack.UNSPOKEN).items():
        yield _body(_("({name} did not speak: {reason})").format(name=state.name_of(absent), reason=reason))


def _excuses(state: MeetingState, lack: Lack) -> dict[str, str]:
    """Member → why a gap of this kind was left open."""
    if not state.excused:
        return {}
    found = {gap.place: excuse_of(gap, state) for gap in gaps(state) if gap.lack is lack}
    return {member: reason for member, reason in found.items() if reason}


def _pledges(state: MeetingState, _: Translate) -> Iterator[Block]:
    if state.follow_ups:
        yield Table(
            header=(_("No."), _("Pledge"), _("Owner"), _("By")),
            rows=tuple(_row(number, pledge, state) for number, pledge in enumerate(state.follow_ups, 1)),
            widths=(1, 6, 2, 3),
        )


def _row(number: int, pledge: FollowUp, state: MeetingState) -> tuple[str, ...]:
    owner = padded(state.name_of(pledge.owner))
    return (str(number), pledge.text, owner, day_or_dash(pledge.due, state.called.language))


def day_or_dash(day: date | None, language: str) -> str:
    """The day as it is written, — for none."""
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


def _amendments(state: MeetingState, _: Translate) -> Iterator[Block]:
    """更正: what was found wrong after the seal, numbered; the original stays where it is."""
    if state.amendments:
        yield Paragraph(Role.HEADING, (Run(_("Amendments")),))
    speakers = {line.number: line.by for line in state.lines}
    for each in state.amendments:
        name = state.name_of(speakers.get(each.line, "")) or state.called.chair
        day = written_day(each.at.date(), state.called.language)
        told = _("No. {number}, {day} {clock}, written by {by}: where {name} is recorded as saying “{was}”, ")
        now = _("read “{text}”. Reason: {reason}.")
        yield _body(
            told.format(
                number=each.number, day=day, clock=written_clock(each.at), by=each.by, name=name, was=each.was
            )
            + now.format(text=each.text, reason=each.reason.rstrip("。."))
        )


def _followed(state: MeetingState, _: Translate) -> Iterator[Block]:
    """What became of pledges after the seal, numbered; what the record said of them stays where it is."""
    if state.followed:
        yield Paragraph(Role.HEADING, (Run(_("Pledges followed up after the seal")),))
    language = state.called.language
    pledges = {(True, pledge.number): pledge for pledge in state.carried}
    pledges |= {(False, pledge.number): pledge for pledge in state.follow_ups}
    for each in state.followed:
        pledge = pledges[each.carried, each.follow_up]
        day = written_day(each.at.date(), language)
        told = _("No. {number}, {day} {clock}, written by {by}: {owner}'s pledge “{text}”: {became}. {note}.")
        yield _body(
            told.format(
                number=each.number,
                day=day,
                clock=written_clock(each.at),
                by=each.by,
                owner=state.name_of(pledge.owner),
                text=pledge.text.rstrip("。."),
                became=_became(each.outcome, each.due, language, _),
                note=each.note.rstrip("。."),
            )
        )


def _became(outcome: Outcome, due: date | None, language: str, _: Translate) -> str:
    if outcome is Outcome.EXTENDED and due is not None:
        return _("extended to {day}").format(day=written_day(due, language))
    return outcome_words(_)[outcome]


def _annexes(state: MeetingState, _: Translate) -> Iterator[Block]:
    """The prepared scripts, each on a page of its own, one paragraph a line."""
    for number, script in enumerate(state.scripts, start=1):
        yield Paragraph(Role.ANNEX, (Run(_("Annex {number}").format(number=number)),))
        title = script.title or _("Prepared script of {name}").format(name=state.name_of(script.member))
        yield Paragraph(Role.SUBTITLE, (Run(title),))
        yield from (_body(text) for text in script.text.split("\n"))
