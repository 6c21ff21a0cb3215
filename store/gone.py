"""Meetings that were sealed and whose files are gone: the list goes on naming them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from locales import _
from meeting.refusal import Refused

from .entries import Entry
from .ledger import Ledger
from .stamps import stamp_of
from .summary import Summary

GONE: Final = "gone "
"""How the stamp of a meeting begins whose file is gone; its branch follows."""


def sealed_stamps(folder: Path) -> dict[str, str]:
    """Every sealed meeting of an archive and the stamp that it has when its file is gone."""
    path = folder / "seals.json"
    try:
        return _stamps(path, stamp_of(path))
    except (OSError, Refused):
        # Without the ledger nobody knows what is gone; `verify` says that it cannot be read.
        return {}


@lru_cache(maxsize=2)
def _stamps(path: Path, _stamp: object) -> dict[str, str]:
    """Ten thousand seals take longer to read than the folder of the meetings: once for each change."""
    return {noted.meeting: GONE + noted.branch for noted in Ledger(path).entries()}


def gone_entry(id: str, stamp: str) -> Entry:
    """What the catalogue keeps of a meeting that is gone."""
    told = _("{meeting} was sealed and is gone: it can be brought back from a backup.")
    summary = Summary(id=id, problem=told.format(meeting=id))
    return Entry(summary, stamp, stamp.removeprefix(GONE), id[:10], ())
