"""A year of a branch in counts: who laid open what in which month. No score, no ranking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .part import Item, Part, Sort
from .state import Pressure
from .topics import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Several parts added up."""

    meetings: int = 0
    """At how many meetings somebody of these was on the roster."""
    came: int = 0
    spoke: int = 0
    """How many turns of disclosure there were."""
    items: int = 0
    """Items laid open or declared empty, each once a turn."""
    due: int = 0
    """Items that were to be laid open by those who came to speak."""
    facts: int = 0
    """Dates, sums, persons, acts and documents named."""
    own_acts: int = 0
    """Lines with an act, vote, signature, refusal or decision of the speaker's own."""
    pressures: int = 0


def counts(parts: Iterable[Part]) -> Counts:
    """What these parts add up to."""
    known = list(parts)
    spoken = [part for part in known if part.spoke]
    return Counts(
        meetings=len({part.meeting for part in known}),
        came=sum(part.presence.came for part in known),
        spoke=len(spoken),
        items=sum(part.open_items for part in spoken),
        due=sum(len(part.items) for part in spoken),
        facts=sum(part.facts.facts for part in known),
        own_acts=sum(part.facts.own_acts for part in known),
        pressures=sum(len(part.pressures) for part in known),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One standing item, or all seasonal ones, or all of the members' own duties."""

    sort: Sort
    title: str = ""
    """The standing item's title; empty for the other two."""

    def holds(self, item: Item) -> bool:
        """Does the item belong into this column?"""
        return item.sort is self.sort and (self.sort is not Sort.STANDING or item.title == self.title)


@dataclass(frozen=True)
class Coverage:
    """What a branch laid open in a year: all parts of its members, oldest first."""

    year: int
    parts: tuple[Part, ...]

    @cached_property
    def members(self) -> tuple[str, ...]:
        """In the order of the newest roster, then whoever was on an earlier one only."""
        newest = sorted(self.parts, key=lambda part: part.day, reverse=True)
        return tuple(dict.fromkeys(part.name for part in newest))

    @cached_property
    def held(self) -> tuple[int, ...]:
        """The months in which a meeting was held, 1 to 12."""
        return tuple(sorted({part.day.month for part in self.parts}))

    @cached_property
    def _by_cell(self) -> dict[tuple[str, int], list[Part]]:
        found: dict[tuple[str, int], list[Part]] = {}
        for part in self.parts:
            found.setdefault((part.name, part.day.month), []).append(part)
        return found

    def of(self, name: str, month: int) -> Sequence[Part]:
        """A member's parts in one month; more than one where several meetings were held."""
        return self._by_cell.get((name, month), ())

    def in_month(self, month: int) -> list[Part]:
        """Everybody's parts in one month."""
        return [part for part in self.parts if part.day.month == month]

    @cached_property
    def _by_name(self) -> dict[str, list[Part]]:
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.name, []).append(part)
        return found

    def by(self, name: str) -> Sequence[Part]:
        """A member's parts in the whole year."""
        return self._by_name.get(name, ())

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The standing items in their order, then the seasonal ones and the own duties, if there are any."""
        items = [item for part in self.parts for item in part.items]
        standing = dict.fromkeys(item.title for item in items if item.sort is Sort.STANDING)
        others = [sort for sort in (Sort.SEASONAL, Sort.DUTY) if any(item.sort is sort for item in items)]
        return (*(Column(Sort.STANDING, title) for title in standing), *map(Column, others))

    def item(self, name: str, column: Column) -> tuple[int, int]:
        """How often a member laid items of the column open or declared them empty; how often they were due.

        Due is what was on the list whenever the member spoke.
        """
        found = [item for part in self.by(name) if part.spoke for item in part.items if column.holds(item)]
        return sum(item.mark is not Mark.MISSING for item in found), len(found)

    def undisclosed(self, month: int) -> tuple[str, ...]:
        """Who was on a roster in the month and did not speak at any of its meetings."""
        return tuple(
            name for name in self.members if (own := self.of(name, month)) and not any(p.spoke for p in own)
        )

    def skipped(self, first: date | None, today: date) -> tuple[int, ...]:
        """The months of the year without a meeting: after the branch's `first` one, before today's month."""
        if first is None:
            return ()
        return tuple(
            month
            for month in range(1, 13)
            if month not in self.held
            and (first.year, first.month) < (self.year, month) < (today.year, today.month)
        )

    def meetings(self) -> list[tuple[date, str, Counts]]:
        """(day, id, counts) of each meeting, oldest first."""
        found: dict[tuple[date, str], list[Part]] = {}
        for part in self.parts:
            found.setdefault((part.day, part.meeting), []).append(part)
        return [(day, id, counts(parts)) for (day, id), parts in found.items()]


def pressures_of(parts: Iterable[Part]) -> list[tuple[date, Pressure]]:
    """The pressure records in these parts, each with its day."""
    return [(part.day, pressure) for part in parts for pressure in part.pressures]
