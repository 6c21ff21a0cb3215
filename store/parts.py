"""What each member did at each meeting, in plain columns, so that a whole year is read at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from meeting.attendance import Presence
from meeting.codec import from_plain, to_plain
from meeting.part import Item, Part, Sort
from meeting.state import Pressure, Stage
from meeting.topics import Mark

from .search import UNTIL

PartRow = tuple[str, int, str, int, str, str, str, int, int, int, int, int, int, int, str]
"""The columns of `parts` behind the meeting's place."""
COLUMNS: Final = (
    "name, presence, spoke, covered, empty, missing, dates, sums, persons, decisions, documents,"
    " own_acts, said, pressures"
)
"""What `parts_of` reads of a part, in its order."""
_MARKS: Final = (Mark.COVERED, Mark.NOTHING, Mark.MISSING)


def part_row(place: int, part: Part) -> PartRow:
    """The row of a part; `place` is the member's on the roster."""
    covered, nothing, missing = (
        " ".join(item.id for item in part.items if item.mark is mark) for mark in _MARKS
    )
    facts = part.facts
    return (
        part.name,
        place,
        part.presence.value,
        part.spoke,
        covered,
        nothing,
        missing,
        facts.dates,
        facts.sums,
        facts.persons,
        facts.decisions,
        facts.documents,
        facts.own_acts,
        facts.lines,
        json.dumps(to_plain(part.pressures), ensure_ascii=False) if part.pressures else "",
    )


def items_told(parts: tuple[Part, ...]) -> str:
    """The items of a meeting as JSON, (id, title, sort) each once, in the order of the checklist."""
    found = {item.id: (item.id, item.title, item.sort.value) for part in parts for item in part.items}
    order = list(Sort)
    rows = sorted(found.values(), key=lambda row: order.index(Sort(row[2])))
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def find_parts(
    db: sqlite3.Connection, branches: Sequence[str], name: str, since: str, until: str
) -> Iterator[Part]:
    """The parts of a branch, or of one member of it, oldest first."""
    given = [("name = ?", name), ("day >= ?", since), (UNTIL, until)]
    narrowed = [(condition, value) for condition, value in given if value]
    conditions = "".join(f" AND {condition}" for condition, _value in narrowed)
    rows = db.execute(
        f"SELECT id, day, stage, items, {COLUMNS} FROM meetings JOIN parts ON meeting = meetings.place"
        f" WHERE branch IN ({', '.join('?' * len(branches))}){conditions}"
        " ORDER BY meetings.place, parts.place",
        (*branches, *(value for _condition, value in narrowed)),
    )
    return parts_of(rows)


def parts_of(rows: Iterable[Sequence[Any]]) -> Iterator[Part]:
    """The parts that rows tell: a meeting's id, day, stage and items, then `COLUMNS`."""
    # Loaded here: the program starts without it.
    from meeting.language.disclosure import Disclosure

    for id, day, stage, items, name, presence, spoke, *marked, pressures in rows:
        dates, sums, persons, decisions, documents, own_acts, said = marked[3:]
        found = tuple(_found(items, *marked[:3]))
        done = sum(item.mark is not Mark.MISSING for item in found)
        yield Part(
            meeting=id,
            day=date.fromisoformat(day),
            stage=Stage(stage),
            name=name,
            presence=Presence(presence),
            spoke=bool(spoke),
            items=found,
            facts=Disclosure(
                dates=dates,
                sums=sums,
                persons=persons,
                decisions=decisions,
                documents=documents,
                covered=done,
                topics=len(found),
                own_acts=own_acts,
                lines=said,
            ),
            pressures=from_plain(tuple[Pressure, ...], json.loads(pressures)) if pressures else (),
        )


def _found(items: str, *marked: str) -> Iterator[Item]:
    marks = {id: mark for mark, ids in zip(_MARKS, marked, strict=True) for id in ids.split()}
    return (Item(id, title, sort, marks[id]) for id, title, sort in _items(items) if id in marks)


@cache
def _items(told: str) -> tuple[tuple[str, str, Sort], ...]:
    return tuple((id, title, Sort(sort)) for id, title, sort in json.loads(told or "[]"))
