"""An event as a row: how it is written down, and how rows of earlier versions are read.

A row keeps the version it was written in for ever, because a seal covers the rows as they stand: older
ones are brought up to date each time they are read, never on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from locales import _

from .codec import from_plain, to_plain
from .events import FACTS, Event
from .refusal import Refused

Row = dict[str, Any]

FORMAT: Final = 2
"""The version of the rows written today. Rows of version 1 did not say theirs."""

_STAMP: Final = ("id", "step", "at", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    id: int
    step: int
    at: datetime
    by: str


def row_of(event: Event) -> Row:
    """An event as it is stored: the row's version, its stamp, its fact's name and the fact's fields."""
    return {**stamp_of(event), "fact": type(event.fact).__name__, "data": to_plain(event.fact)}


def stamp_of(event: Event) -> Row:
    """The row's version, then when, by whom and in which step: all of an event but its fact."""
    return {"v": FORMAT, "id": event.id, "step": event.step, "at": event.at.isoformat(), "by": event.by}


def event_of(row: Row) -> Event:
    """The event that a row of any version tells; Refused when it is none, or of a newer version."""
    today = up_to_date(row)
    kind = FACTS.get(str(today.get("fact")))
    if kind is None:
        raise Refused(
            _("The record holds an entry of an unknown kind: {kind}.").format(kind=today.get("fact"))
        )
    stamp = from_plain(_Stamp, {name: today[name] for name in _STAMP if name in today})
    fact = from_plain(kind, today.get("data"), kind.__name__)
    return Event(id=stamp.id, step=stamp.step, at=stamp.at, by=stamp.by, fact=fact)


def version_of(row: Mapping[str, Any]) -> int:
    """The version a row was written in; Refused when that is no version or a newer one."""
    version = row.get("v", 1)
    if type(version) is not int or version < 1:
        raise Refused(_("An entry of the record does not say its version."))
    if version > FORMAT:
        raise Refused(_("The record was written by a newer version of the program: please update."))
    return version


def up_to_date(row: Row) -> Row:
    """`row` as today's version would have written it; the row itself is left alone."""
    for version in range(version_of(row), FORMAT):
        row = _CONVERTERS[version](row)
    return row


def _from_1(row: Row) -> Row:
    """Version 2 says by which scheme a seal was computed, and numbers its rows' version."""
    told = {**row, "v": 2}
    if row.get("fact") == "RecordSealed" and isinstance(row.get("data"), dict):
        told["data"] = {**row["data"], "scheme": 1}
    return told


_CONVERTERS: Final[dict[int, Callable[[Row], Row]]] = {1: _from_1}
"""Version → how its rows become rows of the next version."""
