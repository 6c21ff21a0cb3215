"""One meeting's file: a TinyDB of its events, behind a small interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tinydb import TinyDB

from locales import _
from meeting.events import Event
from meeting.refusal import Refused
from meeting.seal import event_from_plain, event_to_plain

from .atomic import AtomicStorage, write_whole

FORMAT: Final = 1
"""The version of the stored form; a newer file is refused and left untouched."""


class MeetingFile:
    """The events of one meeting on disk, and the unfinished line beside them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: TinyDB | None = None

    @property
    def id(self) -> str:
        """The meeting's id: the file's name without its ending."""
        return self.path.stem

    def read(self) -> tuple[Event, ...]:
        """All events in order; Refused says why a file cannot be read."""
        problem = _("{file} cannot be read as a meeting: it is damaged or something else.").format(
            file=self.path.name
        )
        try:
            tables = AtomicStorage(self.path).read() or {}
        except (OSError, ValueError) as error:
            raise Refused(problem) from error
        if not isinstance(tables, dict) or not isinstance(tables.get("meeting"), dict):
            raise Refused(problem)
        _known_format(tables, self.path)
        rows: Any = tables.get("events", {})
        try:
            return tuple(event_from_plain(rows[key]) for key in sorted(rows, key=int))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Refused(problem) from error

    def create(self) -> None:
        """Write a new, empty file; FileExistsError rather than overwrite one."""
        if self.path.exists():
            raise FileExistsError(self.path)
        self._open().table("meeting").insert({"format": FORMAT, "id": self.id})

    def append(self, events: Sequence[Event]) -> None:
        """Put `events` on disk, all or none, before returning."""
        try:
            self._open().table("events").insert_multiple(event_to_plain(event) for event in events)
        except OSError:
            self._db = None
            raise

    def _open(self) -> TinyDB:
        if self._db is None:
            self._db = TinyDB(self.path, storage=AtomicStorage)
        return self._db

    @property
    def _draft_path(self) -> Path:
        return self.path.with_suffix(".draft")

    def read_draft(self) -> str:
        """The line that was being typed when the program last ran; empty for none."""
        try:
            return self._draft_path.read_text("utf-8")
        except (OSError, ValueError):
            return ""

    def write_draft(self, text: str) -> None:
        """Keep the unfinished line; an empty one removes the file."""
        if text:
            write_whole(self._draft_path, text.encode("utf-8", "replace"))
        else:
            self._draft_path.unlink(missing_ok=True)


def _known_format(tables: dict[str, Any], path: Path) -> None:
    heads = list(tables["meeting"].values())
    version = heads[0].get("format") if heads and isinstance(heads[0], dict) else None
    if not isinstance(version, int):
        raise Refused(_("{file} says nothing of its format.").format(file=path.name))
    if version > FORMAT:
        raise Refused(
            _("{file} was written by a newer version of the program: please update.").format(file=path.name)
        )
