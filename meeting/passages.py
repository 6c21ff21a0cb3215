"""What was said, as paragraphs: who spoke, the words, what was struck out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from .document import Ink, Paragraph, Role, Run
from .kinds import Kind
from .state import Line, MeetingState

Translate = Callable[[str], str]


def spoken(lines: Iterable[Line], state: MeetingState, _: Translate) -> Iterator[Paragraph]:
    """One paragraph for each line; the recorder's own notes are in none."""
    leads = _leads(_)
    for line in lines:
        if line.kind is Kind.NOTE:
            continue
        lead = leads.get(line.kind, "")
        if lead:
            lead = lead.format(name=state.name_of(line.by) or state.called.chair)
        first = (Run(lead),) if lead else ()
        struck = tuple(Run(old.was, Ink.STRUCK) for old in line.corrections)
        now = Run(line.text, Ink.STRUCK if line.struck else Ink.PLAIN)
        yield Paragraph(Role.BODY, (*first, *struck, now, *_details(line, _)))


def by_turn(lines: Iterable[Line]) -> Mapping[int, tuple[Line, ...]]:
    """The lines of every turn (0: of none), in one pass over the record."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.turn].append(line)
    return {turn: tuple(said) for turn, said in found.items()}


def _leads(_: Translate) -> dict[Kind, str]:
    return {
        Kind.QUESTION: _("{name} asked: "),
        Kind.REPLY: _("{name} replied: "),
        Kind.REMARK: _("{name} remarked: "),
        Kind.REMINDER: _("The chair, {name}, reminded: "),
        Kind.PLEDGE: _("{name} pledged: "),
        Kind.PRESSURE: _("{name} reported pressure: "),
    }


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
