"""A sealed record with third persons out of sight, row by row: it can be read as any record, not verified."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from meeting.events import LineRecorded, RecordSealed, Redone, Undone
from meeting.kinds import Kind
from meeting.rows import Row
from meeting.state import MeetingState
from meeting.text import NAME_MAX
from meeting.version import Version

from .masking import MASK, hider
from .persons import plain

_WORDS: Final = frozenset(
    {"text", "title", "words", "note", "reason", "objection", "was", "out_of_rank"}
    | {"did", "who", "when", "what_for", "offered", "times"}
)
"""The fields in which a row has words of people."""


def masked_rows(
    rows: Iterable[Row], state: MeetingState, names: Iterable[str], version: Version
) -> list[Row]:
    """The rows of a record, `names` masked, and sums as `version` says; they add up to what `masked` makes.

    Desk notes, and words that were taken back before the seal, are left out: nobody has looked through them
    for names. Cases are not left out here. The seals stay, and are those of the unmasked record.
    """
    given = list(rows)
    wanted = [name for name in dict.fromkeys(names) if plain(name)]
    hide = hider(state, wanted, version)
    undone = _undone_steps(given)
    notes = {line.number for line in state.lines if line.kind is Kind.NOTE}
    return [_masked_row(row, hide, row["step"] in undone or _line_of(row) in notes) for row in given]


def names_masked(rows: Iterable[Row], masked: Iterable[Row]) -> list[str]:
    """The names for which 某某某 stands in rows that were masked before, by the unmasked ones."""
    found: dict[str, None] = {}

    def look(was: Any, now: Any) -> None:
        if isinstance(was, dict):
            for key in was:
                look(was[key], now[key])
        elif isinstance(was, list):
            for each in zip(was, now, strict=True):
                look(*each)
        elif was != now and isinstance(was, str) and MASK in now:
            parts = map(re.escape, now.split(MASK))
            if match := re.fullmatch(f"(.{{1,{NAME_MAX}}}?)".join(parts), was):
                found.update(dict.fromkeys(match.groups()))

    for row, hidden in zip(rows, masked, strict=False):
        look(row["data"], hidden["data"])
    return list(found)


def _masked_row(row: Row, hide: Callable[[str], str], unread: bool) -> Row:
    def shown(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: shown(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [shown(each, name) for each in value]
        if not isinstance(value, str):
            return value
        if unread and name in _WORDS:
            return ""
        return MASK if name == "who" and value else hide(value)

    # A seal is a number in which the digits of a telephone may well be found.
    return row if row["fact"] == RecordSealed.__name__ else {**row, "data": shown(row["data"])}


def _line_of(row: Row) -> object:
    """The line that a row records, corrects or flags."""
    return row["id"] if row["fact"] == LineRecorded.__name__ else row["data"].get("line")


def _undone_steps(rows: Iterable[Row]) -> set[int]:
    undone: set[int] = set()
    for row in rows:
        if row["fact"] == Undone.__name__:
            undone.add(row["data"]["step"])
        elif row["fact"] == Redone.__name__:
            undone.discard(row["data"]["step"])
    return undone
