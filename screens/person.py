"""One member down the months, ready to be shown or written: facts only, no score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exports.tabled import Sheet
from locales import _
from meeting.coverage import pressures_of
from meeting.kinds import Kind
from meeting.part import Part
from meeting.pledges import Standing, standing
from meeting.state import Pressure
from meeting.topics import Mark
from store.reading import Hit, PastMeetings, Pledged, Wanted

from .told import facts_told, pledge_told, standing_label


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a branch in all its meetings."""

    name: str
    parts: tuple[Part, ...]
    """Newest first."""
    lines: Mapping[str, Sequence[Hit]]
    """What was said at each meeting, by its id, in order."""
    pledges: Sequence[Pledged]
    """Oldest first."""

    def part(self, meeting: str) -> Part | None:
        """Their part in the meeting with this id."""
        return next((part for part in self.parts if part.meeting == meeting), None)

    def said(self, part: Part) -> list[str]:
        """Their statements and replies at one meeting, in order."""
        own = (Kind.STATEMENT, Kind.REPLY, Kind.PLEDGE)
        return [line.text for line in self.lines.get(part.meeting, ()) if line.kind in own]


def person(past: PastMeetings, branches: Sequence[str], name: str) -> Person:
    """Everything that the meetings of a branch say of a member; Refused where they cannot be read."""
    parts = past.parts(*branches, name=name)
    lines: dict[str, list[Hit]] = {part.meeting: [] for part in parts}
    for hit in reversed(past.search(Wanted(text="", member=name))):
        if hit.meeting in lines:
            lines[hit.meeting].append(hit)
    return Person(name, tuple(reversed(parts)), lines, past.pledges(*branches, owner=name))


def row(part: Part) -> str:
    """One month in the list."""
    day = part.day.isoformat()
    if not part.spoke:
        return f"{day}  {part.presence.label if not part.presence.came else _('no turn')}"
    told = _("{day}  laid open {open}, nothing {nothing}, missing {missing}  facts {facts}")
    return told.format(
        day=day,
        open=len(part.marked(Mark.COVERED)),
        nothing=len(part.marked(Mark.NOTHING)),
        missing=len(part.marked(Mark.MISSING)),
        facts=part.facts.facts,
    )


def month(person: Person, part: Part) -> Iterator[str]:
    """One meeting in full: items, facts, then every line."""
    if part.spoke:
        yield from items(part)
        yield facts_told(part.facts)
    for line in person.lines.get(part.meeting, ()):
        yield f"[{Kind(line.kind).label}] {line.text}"


def items(part: Part) -> Iterator[str]:
    """What was laid open, declared empty and missing, a sentence each where there is any."""
    for label, mark in (
        (_("Laid open: {items}"), Mark.COVERED),
        (_("Nothing to report: {items}"), Mark.NOTHING),
        (_("Missing: {items}"), Mark.MISSING),
    ):
        if titles := part.marked(mark):
            yield label.format(items=_(", ").join(titles))


def pledges_row(pledges: Sequence[Pledged], today: date) -> str:
    """How many pledges stand how."""
    stands = [standing(pledged.pledge, today) for pledged in pledges]
    told = [f"{standing_label(each)} {stands.count(each)}" for each in Standing if each in stands]
    return _("Pledges {count}").format(count=len(pledges)) + (f"  {_(', ').join(told)}" if told else "")


def pressure_words(day: date, pressure: Pressure) -> str:
    """A pressure record in a line: its day, what the speaker did, and the fields that are known."""
    fields = (
        (_("who"), pressure.who),
        (_("when"), pressure.when),
        (_("what for"), pressure.what_for),
        (_("offered"), pressure.offered),
        (_("how often"), pressure.times),
    )
    known = _("; ").join(
        _("{field}: {value}").format(field=field, value=value) for field, value in fields if value
    )
    told = f"{day.isoformat()}  {pressure.did}"
    return told + (_(" ({note})").format(note=known) if known else "")


def sheet(person: Person, today: date) -> Sheet:
    """All of it as one table: a row for every line, item, pledge and count."""
    rows: list[tuple[str, ...]] = []
    for part in person.parts:
        day = part.day.isoformat()
        rows.append(
            (
                day,
                _("attendance"),
                part.presence.label if part.spoke or not part.presence.came else _("no turn"),
            )
        )
        if part.spoke:
            rows += [(day, item.mark.label, item.title) for item in part.items]
            rows.append((day, _("facts"), facts_told(part.facts)))
        rows += [(day, Kind(line.kind).label, line.text) for line in person.lines.get(part.meeting, ())]
    rows += [
        (pledged.made_on.isoformat(), _("pledge: what became of it"), pledge_told(pledged, today))
        for pledged in person.pledges
    ]
    rows += [
        (day.isoformat(), _("pressure record"), pressure_words(day, found))
        for day, found in pressures_of(person.parts)
    ]
    return Sheet(
        name=_("member-{name}").format(name=person.name),
        title=_("{name}, month by month").format(name=person.name),
        header=(_("Day"), _("What"), _("Words")),
        rows=tuple(rows),
        widths=(3, 3, 14),
    )
