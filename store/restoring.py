"""Restoring a backup: what is missing comes back, what is older catches up, nothing newer is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from locales import N_, _
from meeting.refusal import Refused, not_written
from meeting.rows import Row

from .archive import Archive
from .atomic import private_folder, write_whole
from .damage import Damaged
from .journal import journal_of
from .ledger import Entry, entries_in
from .lock import Held, WriterLock
from .meeting_file import MeetingFile, Unreadable, rows_in
from .rescue import set_aside
from .snapshot import unpack


class Fate(StrEnum):
    """What became of one file of a backup, or of one meeting of another archive."""

    RESTORED = "restored"
    UPDATED = "updated"
    SAME = "same"
    NEWER = "newer"
    DIFFERS = "differs"
    REPLACED = "replaced"
    OPEN = "open"
    IMPORTED = "imported"
    LEFT = "left"

    @property
    def label(self) -> str:
        """What became of it, in the interface language."""
        return _(_TITLES[self])


_TITLES = {
    Fate.RESTORED: N_("restored"),
    Fate.UPDATED: N_("brought up to date"),
    Fate.SAME: N_("already there"),
    Fate.NEWER: N_("newer here: left as it is"),
    Fate.DIFFERS: N_("differs here: left as it is"),
    Fate.REPLACED: N_("damaged here: set aside and restored"),
    Fate.OPEN: N_("open in another window: left as it is"),
    Fate.IMPORTED: N_("imported"),
    Fate.LEFT: N_("left behind"),
}


def counted(fates: Iterable[Fate]) -> str:
    """How many of each, in the interface language; empty for none."""
    counts = Counter(fates)
    return _(", ").join(
        _("{fate} {count}").format(fate=fate.label, count=count) for fate, count in counts.items()
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """One file of a backup and what became of it."""

    name: str
    fate: Fate


def restore(archive: Archive, contents: Mapping[str, bytes]) -> Iterator[Restored]:
    """Put a backup's files into `archive`, one by one; Refused where one cannot be written."""
    for name, data in contents.items():
        target = archive.folder / name
        try:
            private_folder(target.parent)
            yield Restored(name, _restore(archive, target, name, data))
        except OSError as error:
            raise not_written(target, error) from error


def _restore(archive: Archive, target: Path, name: str, data: bytes) -> Fate:
    if target.parent == archive.folder / "meetings" and target.suffix == ".json":
        return restore_meeting(archive.named(target.stem), data)
    if name == "seals.json" and target.exists():
        noted = _noted(data)
        known = set(archive.ledger.entries())
        archive.ledger.note(*noted)
        return Fate.SAME if known.issuperset(noted) else Fate.UPDATED
    if not target.exists():
        write_whole(target, data)
        return Fate.RESTORED
    return Fate.SAME if _same(target, data) else Fate.DIFFERS


def _same(target: Path, data: bytes) -> bool:
    return target.is_file() and target.read_bytes() == data


def restore_meeting(file: MeetingFile, data: bytes) -> Fate:
    """Put one meeting back, or bring it up to date; nothing newer is touched."""
    if not file.path.exists():
        # A journal without its snapshot belongs to nothing that is restored.
        if journal_of(file.path).exists():
            set_aside(journal_of(file.path))
        write_whole(file.path, data)
        return Fate.RESTORED
    try:
        lock = WriterLock(file.path)
    except Held:
        return Fate.OPEN
    try:
        return _merge(file, data)
    finally:
        lock.release()


def _merge(file: MeetingFile, data: bytes) -> Fate:
    kept = _rows(file.id, data)
    try:
        here = file.rows()
    except Unreadable:
        if kept is None:
            return Fate.SAME if _same(file.path, data) else Fate.DIFFERS
        for path in file.parts:
            if path.exists():
                set_aside(path)
        write_whole(file.path, data)
        return Fate.REPLACED
    if kept is None:
        return Fate.DIFFERS
    if here == kept:
        return Fate.SAME
    if here == kept[: len(here)]:
        file.append(kept[len(here) :])
        file.close()
        return Fate.UPDATED
    return Fate.NEWER if kept == here[: len(kept)] else Fate.DIFFERS


def _rows(id: str, data: bytes) -> list[Row] | None:
    """The rows of the meeting in a backup; None where it was damaged then already."""
    try:
        return rows_in(unpack(data)[0], id)
    except (Damaged, Refused):
        return None


def _noted(data: bytes) -> list[Entry]:
    try:
        return entries_in(unpack(data)[0])
    except Damaged:
        return []
