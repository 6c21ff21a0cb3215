"""The pledges of all meetings of a branch: each once, as its newest meeting has it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from meeting.codec import from_plain, to_plain
from meeting.pledges import carried_now, own_now
from meeting.state import FollowUp, MeetingState, Stage

from .reading import Pledged


def pledge_rows(state: MeetingState) -> Iterator[tuple[bool, str, str]]:
    """What the catalogue keeps of a meeting's pledges: (carried?, owner's full name, the pledge as JSON)."""
    for carried, pledges in ((True, carried_now(state)), (False, own_now(state))):
        for pledge in pledges:
            told = json.dumps(to_plain(pledge), ensure_ascii=False)
            yield carried, state.name_of(pledge.owner), told


def latest(db: sqlite3.Connection, branches: Sequence[str], owner: str) -> list[Pledged]:
    """Every pledge of a branch, or of one owner, where its newest meeting has it; oldest first."""
    rows = db.execute(
        "SELECT id, stage, carried, name, pledge FROM pledges JOIN meetings ON place = meeting"
        f" WHERE branch IN ({', '.join('?' * len(branches))}){' AND name = ?' if owner else ''}"
        " ORDER BY place, pledges.rowid",
        (*branches, *((owner,) if owner else ())),
    )
    return latest_of(rows)


def latest_of(rows: Iterable[Sequence[Any]]) -> list[Pledged]:
    """Each pledge once, of rows (meeting, stage, carried?, owner's full name, pledge as JSON), oldest first.

    A pledge keeps its words, its owner and the meeting it was made in when it is carried; of several that
    agree in all three, each is carried for itself. The owner is known by name: an id belongs to one roster.
    """
    found: dict[tuple[str, str, str, int], Pledged] = {}
    alike: Counter[tuple[str, str, str, str]] = Counter()
    for id, stage, carried, name, told in rows:
        pledge = from_plain(FollowUp, json.loads(told))
        made = (pledge.since or id, pledge.text, name)
        alike[id, *made] += 1
        found[*made, alike[id, *made]] = Pledged(
            meeting=id, stage=Stage(stage), carried=bool(carried), owner=name, pledge=pledge
        )
    return list(found.values())
