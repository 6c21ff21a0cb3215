"""The seal: SHA-256 over the canonical record, chained to the branch's previous seal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from locales import _

from .codec import canonical, from_plain, to_plain
from .events import FACTS, Event, RecordSealed
from .refusal import Refused


def event_to_plain(event: Event) -> dict[str, object]:
    """An event as it is stored: its stamp, its fact's name and the fact's fields."""
    return {
        "id": event.id,
        "step": event.step,
        "at": event.at.isoformat(),
        "by": event.by,
        "fact": type(event.fact).__name__,
        "data": to_plain(event.fact),
    }


def event_from_plain(data: dict[str, object]) -> Event:
    """The event that `event_to_plain` wrote; Refused when it is not one."""
    kind = FACTS.get(str(data.get("fact")))
    if kind is None:
        raise Refused(
            _("The record holds an entry of an unknown kind: {kind}.").format(kind=data.get("fact"))
        )
    stamp = from_plain(_Stamp, {name: data[name] for name in ("id", "step", "at", "by") if name in data})
    fact = from_plain(kind, data.get("data"), kind.__name__)
    return Event(id=stamp.id, step=stamp.step, at=stamp.at, by=stamp.by, fact=fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    id: int
    step: int
    at: datetime
    by: str


def digest(meeting: str, events: Iterable[Event], previous: str) -> str:
    """The seal of a record: 64 hexadecimal digits over the meeting's id, its events and the seal before.

    Whoever holds the file can compute it again: SHA-256 of the UTF-8 JSON
    `{"events":[…],"meeting":…,"previous":…}` with sorted keys and no blanks, the sealing event left out.
    """
    told = [event_to_plain(event) for event in events if not isinstance(event.fact, RecordSealed)]
    record = {"meeting": meeting, "previous": previous, "events": told}
    return hashlib.sha256(canonical(record)).hexdigest()


def intact(meeting: str, events: Iterable[Event]) -> bool:
    """Does the seal in a sealed record match what is written? False also where there is no seal."""
    known = list(events)
    seals = [event.fact for event in known if isinstance(event.fact, RecordSealed)]
    return len(seals) == 1 and digest(meeting, known, seals[0].previous) == seals[0].digest
