"""One meeting's file: a TinyDB of its rows, behind a small interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tinydb.table import Document

from locales import _
from meeting.refusal import Refused
from meeting.rows import FORMAT, Row, event_of, version_of
from meeting.session import Session, replay

from .atomic import write_whole
from .damage import Altered, Damaged
from .journal import OUTGROWN, journal_of, load
from .snapshot import Tables, pack
from .table import JournalDB

_TABLES: Final = {"meeting", "events"}


def session_of(rows: Sequence[Row], name: str) -> Session:
    """The meeting that `rows` add up to; Unreadable, with the file's `name`, when they add up to none."""
    try:
        return replay(map(event_of, rows))
    except (Refused, LookupError, AssertionError) as error:
        # Each row reads well, and together they are no meeting that the rules would have let happen.
        told = _("{file} cannot be read as a meeting: it is damaged or something else.")
        raise Unreadable(told.format(file=name)) from error


class Unreadable(Refused):
    """A meeting's file is damaged or something else; what holds of it may be rescued."""


class Changed(Unreadable):
    """A meeting's file reads well and is not what the program wrote."""


class MeetingFile:
    """The rows of one meeting on disk, and the unfinished line beside them."""

    def __init__(self, path: Path, *, outgrown: int = OUTGROWN) -> None:
        self.path = path
        self._outgrown = outgrown
        self._db: JournalDB | None = None

    @property
    def id(self) -> str:
        """The meeting's id: the file's name without its ending."""
        return self.path.stem

    @property
    def parts(self) -> tuple[Path, Path]:
        """The files that hold the record: snapshot and journal (which may not be there)."""
        return self.path, journal_of(self.path)

    def rows(self) -> list[Row]:
        """All rows in order, as they are stored; Refused says why a file cannot be read."""
        try:
            return rows_in(load(self.path).tables, self.id)
        except Altered as error:
            _refuse_newer(error.tables.get("meeting", {}).get("1", {}).get("format"), self.path.name)
            told = _("{file} is not as it was written: it was changed outside the program, or damaged.")
            raise Changed(told.format(file=self.path.name)) from error
        except FileNotFoundError as error:
            told = _("{file} is missing, only its journal is here: it can be brought back from a backup.")
            raise Unreadable(told.format(file=self.path.name)) from error
        except (OSError, Damaged) as error:
            raise Unreadable(
                _("{file} cannot be read as a meeting: it is damaged or something else.").format(
                    file=self.path.name
                )
            ) from error

    def session(self) -> Session:
        """The meeting that the rows add up to; Refused says why a file cannot be read."""
        return session_of(self.rows(), self.path.name)

    def create(self, rows: Sequence[Row] = ()) -> None:
        """Write a new file; FileExistsError rather than overwrite one."""
        if self.path.exists():
            raise FileExistsError(self.path)
        write_whole(self.path, packed(self.id, rows))

    def append(self, rows: Sequence[Row]) -> None:
        """Put `rows` on disk, all or none, before returning; OSError leaves the file as it was."""
        self._open().table("events").insert_multiple(Document(row, row["id"]) for row in rows)

    def close(self) -> None:
        """Fold the journal in and let go of the file."""
        db, self._db = self._db, None
        if db is not None:
            db.close()

    def _open(self) -> JournalDB:
        if self._db is None:
            try:
                self._db = JournalDB(self.path, outgrown=self._outgrown)
            except Damaged as error:
                raise OSError(f"{self.path.name}: {error.what}") from error
            if any(head["format"] < FORMAT for head in self._db.table("meeting")):
                self._db.table("meeting").update({"format": FORMAT})
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


def packed(id: str, rows: Sequence[Row]) -> bytes:
    """A whole meeting file as bytes."""
    head = {"1": {"format": max((row.get("v", 1) for row in rows), default=FORMAT), "id": id}}
    return pack({"meeting": head, "events": {str(row["id"]): row for row in rows}}, {})


def rows_in(tables: Tables, id: str) -> list[Row]:
    """The rows of the meeting `id`, numbered 1, 2, 3 …; Damaged where they are not, Refused when newer."""
    heads = tables.get("meeting", {})
    if set(tables) - _TABLES or list(heads) != ["1"] or set(heads["1"]) != {"format", "id"}:
        raise Damaged("no meeting")
    version = heads["1"]["format"]
    if type(version) is not int or version < 1:
        raise Damaged("format")
    _refuse_newer(version, f"{id}.json")
    if heads["1"]["id"] != id:
        raise Damaged("another meeting's name")
    rows = tables.get("events", {})
    for number, (key, row) in enumerate(rows.items(), start=1):
        if key != str(number) or type(row.get("id")) is not int or row["id"] != number:
            raise Damaged(f"row {number}")
        if row.get("v", 1) != version and version_of(row) > version:
            # A file says the newest version of its rows, or a newer one.
            raise Damaged("format")
    return list(rows.values())


def _refuse_newer(version: Any, name: str) -> None:
    if type(version) is int and version > FORMAT:
        raise Refused(
            _("{file} was written by a newer version of the program: please update.").format(file=name)
        )
