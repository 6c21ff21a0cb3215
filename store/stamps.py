"""Stamps: what changes whenever a meeting's files do, so that only those are read again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from .journal import journal_of

SETTLED: Final = 2_000_000_000
"""Nanoseconds for which a folder must have been still before its time of change is relied on."""

_SNAPSHOT: Final = ".json"
_JOURNAL: Final = ".json.journal"


def stamp_of(path: Path) -> tuple[tuple[int, int, int], ...]:
    """What changes whenever a file or its journal does: inode, size and time of change of each."""
    parts = []
    for part in (path, journal_of(path)):
        with suppress(FileNotFoundError):
            told = part.stat()
            parts.append((told.st_ino, told.st_size, told.st_mtime_ns))
    return tuple(parts)


def looked(folder: Path) -> int:
    """The folder's time of change; 0 where it changed so lately that it may change again unseen."""
    changed = folder.stat().st_mtime_ns
    return changed if time.time_ns() - changed > SETTLED else 0


def all_stamps(folder: Path) -> dict[str, str]:
    """Meeting id → inode, size and time of change of its snapshot and its journal."""
    snapshots: dict[str, str] = {}
    journals: dict[str, str] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            for ending, found in ((_SNAPSHOT, snapshots), (_JOURNAL, journals)):
                id = entry.name[: -len(ending)]
                if entry.name.endswith(ending):
                    found[id] = _stamp(entry)
    # A journal alone is half of a meeting: what has been lost is to be said.
    return {id: f"{snapshots.get(id, '')} {journals.get(id, '')}" for id in (*snapshots, *journals)}


def journals_in(folder: Path) -> frozenset[str]:
    """The ids of the meetings that have a journal: they alone change without a change of their folder.

    The program replaces snapshots and never writes into them. Whoever does changes the record, which is for
    `verify` to find, not for the catalogue.
    """
    return frozenset(name[: -len(_JOURNAL)] for name in os.listdir(folder) if name.endswith(_JOURNAL))


def open_stamps(folder: Path, ids: Iterable[str]) -> dict[str, str]:
    """The stamps of the meetings with these ids, as `all_stamps` gives them."""
    stamps = {id: tuple(_stamp(folder / f"{id}{ending}") for ending in (_SNAPSHOT, _JOURNAL)) for id in ids}
    return {id: " ".join(each) for id, each in stamps.items() if any(each)}


def differing(here: Mapping[str, str], listed: Mapping[str, str]) -> dict[str, str]:
    """The stamps of `here` that `listed` does not have."""
    return {id: stamp for id, stamp in here.items() if listed.get(id) != stamp}


def _stamp(file: os.DirEntry[str] | Path) -> str:
    try:
        told = file.stat()
    except FileNotFoundError:
        return ""
    return f"{told.st_ino}:{told.st_size}:{told.st_mtime_ns}"
