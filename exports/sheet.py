"""Tables for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from locales import words
from meeting.ledger import ledger_header, ledger_rows
from meeting.state import MeetingState
from meeting.timing import timings

from .clean import cleaned

_FORMULA: Final = tuple("=+-@＝＋－＠")
"""What makes a cell a formula; East Asian editions of Excel take the full-width forms too."""
_GAPS: Final = tuple("\t\r\n")
"""What some spreadsheets drop before they look for a formula."""


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, so that Excel opens it right; cells that would be formulas are defused."""
    out = io.StringIO()
    csv.writer(out).writerows([_defused(cleaned(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GAPS) or cell.lstrip().startswith(_FORMULA) else cell


def timing_sheet(state: MeetingState) -> bytes:
    """How long everybody spoke, in seconds: planned, extended, actual, paused."""
    _ = words(state.called.language)
    rows = [
        [
            _("Name"),
            _("Planned (s)"),
            _("Extended (s)"),
            _("Actual (s)"),
            _("Paused (s)"),
            _("Began"),
            _("Ended"),
        ]
    ]
    for timing in timings(state):
        seconds = (timing.planned, timing.extended, timing.actual, timing.paused)
        name = state.name_of(timing.member)
        rows.append([name, *map(str, seconds), _moment(timing.began), _moment(timing.ended)])
    return as_csv(rows)


def ledger_sheet(state: MeetingState) -> bytes:
    """The follow-up ledger (整改台账)."""
    return as_csv([ledger_header(words(state.called.language)), *ledger_rows(state)])


def _moment(moment: datetime | None) -> str:
    """A time that spreadsheets read as one: 2026-05-24 09:02:45."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""
