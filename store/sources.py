"""Where meetings are brought in from: another archive's folder, as on a stick, or a backup; never written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from locales import _
from meeting.refusal import Refused, not_read
from meeting.rows import Row

from .backup import unpack_backup
from .branch import Branch, branches_in, read_branches
from .damage import Damaged
from .ledger import Entry, Ledger, entries_in
from .meeting_file import MeetingFile, rows_in
from .snapshot import unpack


class Source(Protocol):
    """Another archive, to be read only."""

    def ids(self) -> list[str]:
        """The ids of its meetings, oldest first."""

    def rows(self, id: str) -> list[Row]:
        """The rows of a meeting; Refused says why it cannot be read."""

    def noted(self) -> list[Entry]:
        """Its ledger of seals; empty where it has none that can be read."""

    def branches(self) -> tuple[Branch, ...]:
        """Its branches; none where they cannot be read."""


class Folder:
    """An archive's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ids(self) -> list[str]:
        """The ids of the meetings; one of which only the journal is left is among them."""
        names = os.listdir(self._folder / "meetings")
        ends = (".json", ".json.journal")
        return sorted({name[: -len(end)] for name in names for end in ends if name.endswith(end)})

    def rows(self, id: str) -> list[Row]:
        """The rows of a meeting, with what its journal holds."""
        return MeetingFile(self._folder / "meetings" / f"{id}.json").rows()

    def noted(self) -> list[Entry]:
        """Its ledger of seals."""
        try:
            return Ledger(self._folder / "seals.json").entries()
        except (OSError, Refused):
            return []

    def branches(self) -> tuple[Branch, ...]:
        """Its branches."""
        try:
            return read_branches(self._folder / "branch.json").all
        except (OSError, Refused):
            return ()


class Packed:
    """A backup's files by name."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def ids(self) -> list[str]:
        """The ids of the meetings."""
        paths = map(Path, self._contents)
        return sorted(
            path.stem for path in paths if path.parent.name == "meetings" and path.suffix == ".json"
        )

    def rows(self, id: str) -> list[Row]:
        """The rows of a meeting as they were when the backup was made."""
        try:
            return rows_in(unpack(self._contents[f"meetings/{id}.json"])[0], id)
        except (KeyError, Damaged) as error:
            told = _("{file} cannot be read as a meeting: it is damaged or something else.")
            raise Refused(told.format(file=f"{id}.json")) from error

    def noted(self) -> list[Entry]:
        """Its ledger of seals."""
        try:
            return entries_in(unpack(self._contents["seals.json"])[0])
        except (KeyError, Damaged):
            return []

    def branches(self) -> tuple[Branch, ...]:
        """Its branches."""
        try:
            return branches_in(unpack(self._contents["branch.json"])[0], "branch.json").all
        except (KeyError, Damaged, Refused):
            return ()


def source_at(path: Path, passphrase: str = "") -> Source:
    """The archive at `path`: its folder, a folder or stick with one archive in it, or a backup.

    Refused where there is none, or several.
    """
    if path.is_file():
        return Packed(unpack_backup(path, passphrase))
    try:
        found = (
            [path] if _is_archive(path) else [each for each in sorted(path.iterdir()) if _is_archive(each)]
        )
    except OSError as error:
        raise not_read(path, error) from error
    if not found:
        raise Refused(_("There is no archive in {path}.").format(path=path))
    if len(found) > 1:
        told = _("Several archives are in {path}: name one of {names}.")
        raise Refused(told.format(path=path, names=", ".join(each.name for each in found)))
    return Folder(found[0])


def _is_archive(folder: Path) -> bool:
    return (folder / "meetings").is_dir()
