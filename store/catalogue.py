"""The catalogue: one SQLite file that lists and searches all meetings. A cache, never the record.

It is brought up to date from the meeting files by their stamps, and made anew when it is missing, of
another version or damaged.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Final

from meeting.codec import from_plain, to_plain
from meeting.part import Part
from meeting.refusal import Refused
from meeting.state import MeetingState, Stage

from .atomic import cannot_write, open_private
from .bigrams import pairs
from .entries import Entry, entry_of
from .gone import GONE, gone_entry, sealed_stamps
from .listing import apart, page
from .meeting_file import MeetingFile
from .parts import find_parts, items_told, part_row
from .pledges import latest
from .reading import Hit, Narrowing, Pledged, Progress, Wanted
from .search import UNTIL, find, said
from .stamps import all_stamps, differing, journals_in, looked, open_stamps
from .summary import Summary

VERSION: Final = 4
"""The version of the schema; a file of any other is made anew."""
WAITING: Final = 10.0
"""Seconds to wait for another program that writes the catalogue."""
BATCH: Final = 50
"""How many meetings are read between two commits and two words on the progress."""

_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""What says nothing of the file: another program is at it, or the disk is in trouble."""


def go_on(_done: int, _all: int) -> bool:
    """Read all of it."""
    return True


class Catalogue:
    """The list of an archive's meetings and the search in their lines: its `PastMeetings`.

    Refused where the file can be neither read nor written.
    """

    sealed_only = False

    def __init__(self, folder: Path, kept_in: Path | None = None) -> None:
        """The catalogue of the archive in `folder`, itself kept elsewhere where that cannot be written."""
        self._folder, self._meetings = folder, folder / "meetings"
        self.path = (kept_in or folder) / "catalogue.sqlite"
        self._open: tuple[int, frozenset[str]] = (0, frozenset())
        """When the folder had changed last as it was listed, and which meetings had a journal then."""

    def catch_up(self, progress: Progress = go_on) -> bool:
        """Read what has changed on disk; False when `progress` asked to stop."""
        with self._refusing():
            try:
                return self._catch_up(progress)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
                    raise
                self.forget()
                return self._catch_up(progress)

    def forget(self) -> None:
        """Remove the file: it is made anew at the next use."""
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{self.path}{ending}")

    def behind(self) -> int:
        """How many meetings on disk are not listed as they are now."""
        with self._asked() as db:
            return sum(1 for _change in self._changes(db, settled=0))

    def summaries(
        self,
        limit: int = -1,
        *,
        stages: Collection[Stage] = tuple(Stage),
        branch: str = "",
        since: str = "",
        until: str = "",
    ) -> list[Summary]:
        """The meetings as last read, newest first; at most `limit` of them, all when it is negative.

        `since` and `until` are days, months or years such as 2026-05; what is empty narrows nothing.
        """
        given = [("branch = ?", branch), ("day >= ?", since), (UNTIL, until)]
        narrowed = [(condition, value) for condition, value in given if value]
        conditions = "".join(f" AND {condition}" for condition, _value in narrowed)
        marks = ", ".join("?" * len(stages))
        with self._asked() as db:
            rows = db.execute(
                f"SELECT summary FROM meetings WHERE stage IN ({marks}){conditions} ORDER BY id DESC LIMIT ?",
                (*stages, *(value for _condition, value in narrowed), limit),
            )
            return [from_plain(Summary, json.loads(row[0])) for row in rows]

    def ids(self, stages: Collection[Stage]) -> list[str]:
        """The ids of the meetings that stand so, newest first, as last read."""
        marks = ", ".join("?" * len(stages))
        with self._asked() as db:
            rows = db.execute(
                f"SELECT id FROM meetings WHERE stage IN ({marks}) ORDER BY id DESC", (*stages,)
            )
            return [id for (id,) in rows]

    def months(self, *branches: str) -> list[tuple[str, str, Stage]]:
        """(id, day, stage) of all meetings of a branch, by the names it bore, without what else is known."""
        marks = ", ".join("?" * len(branches))
        with self._asked() as db:
            rows = db.execute(f"SELECT id, day, stage FROM meetings WHERE branch IN ({marks})", branches)
            return [(id, day, Stage(stage)) for id, day, stage in rows]

    def pledges(self, *branches: str, owner: str = "") -> list[Pledged]:
        """Every pledge of a branch, or of one owner, where its newest meeting has it; oldest first."""
        with self._asked() as db:
            return latest(db, branches, owner)

    def parts(self, *branches: str, name: str = "", since: str = "", until: str = "") -> list[Part]:
        """What each member, or only `name`, did at a branch's meetings: oldest first, in roster order.

        `since` and `until` are days, months or years such as 2026-05; what is empty narrows nothing.
        """
        with self._asked() as db:
            return list(find_parts(db, branches, name, since, until))

    def page(self, narrowed: Narrowing, limit: int, before: str = "") -> list[Summary]:
        """At most `limit` meetings that fit, newest first, from the one after `before` on."""
        with self._asked() as db:
            return list(page(db, narrowed, limit, before))

    def branches(self) -> list[str]:
        """Every branch that has held a meeting."""
        with self._asked() as db:
            return apart(db, "meetings", "branch")

    def members(self, *branches: str) -> list[str]:
        """Everybody who has been on the roster of a meeting of a branch, by full name."""
        marks = ", ".join("?" * len(branches))
        with self._asked() as db:
            rows = db.execute(
                "SELECT DISTINCT name FROM parts WHERE meeting IN"
                f" (SELECT place FROM meetings WHERE branch IN ({marks}))",
                branches,
            )
            return [name for (name,) in rows]

    def names(self) -> list[str]:
        """Everybody whose words are recorded, by full name."""
        with self._asked() as db:
            return apart(db, "lines", "name")

    def search(self, wanted: Wanted, limit: int = -1, skip: int = 0) -> list[Hit]:
        """The lines that hold all words wanted, newest meeting first; the first `skip` are left out."""
        with self._asked() as db:
            return list(find(db, wanted, limit, skip))

    def read(self, meeting: str) -> MeetingState:
        """The record of the meeting with this id."""
        return MeetingFile(self._meetings / f"{meeting}.json").session().state

    def said_by(self, name: str, branch: str, before: str, meetings: int = 3) -> list[tuple[str, list[str]]]:
        """What a member stated at the last `meetings` before a day: (meeting, lines), newest first."""
        with self._asked() as db:
            return said(db, name, branch, before, meetings)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise Refused(cannot_write(self.path.parent)) from error

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        with self._refusing(), self._connected() as db:
            yield db

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection to a catalogue of today's version; one is begun where there is none."""
        fresh = not self.path.exists()
        if fresh:
            os.close(open_private(self.path))
        db = sqlite3.connect(self.path, timeout=WAITING)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                if not fresh and version:
                    raise sqlite3.DatabaseError(f"version {version}")
                _begin(db)
            yield db
        finally:
            db.close()

    def _catch_up(self, progress: Progress) -> bool:
        with self._connected() as db:
            seen, before = looked(self._meetings), _looked_before(db)
            changes = list(self._changes(db, settled=seen if seen == before else 0))
            for done, (id, stamp) in enumerate(changes):
                if done % BATCH == 0:
                    db.commit()
                    if not progress(done, len(changes)):
                        return False
                    # Before the first look for a free place: another window may be filling the list too.
                    db.execute("BEGIN IMMEDIATE")
                self._forget_meeting(db, id)
                if stamp.startswith(GONE):
                    self._enter(db, gone_entry(id, stamp))
                elif stamp:
                    self._enter(db, entry_of(self._meetings / f"{id}.json", stamp))
            if seen != before:
                db.execute("UPDATE folder SET looked = ?", (seen,))
            db.commit()
            return progress(len(changes), len(changes))

    def _changes(self, db: sqlite3.Connection, *, settled: int) -> Iterator[tuple[str, str]]:
        """(id, stamp) of every meeting that is new or changed; an empty stamp for one to be forgotten.

        `settled` is when the folder last changed, where all that was in it then has been read; else 0.
        """
        if settled:
            here = open_stamps(self._meetings, self._journals(settled))
            marks = ", ".join("?" * len(here))
            listed = dict(db.execute(f"SELECT id, stamp FROM meetings WHERE id IN ({marks})", tuple(here)))
            yield from differing(here, listed).items()
            return
        here = all_stamps(self._meetings)
        listed = dict(db.execute("SELECT id, stamp FROM meetings"))
        lost = [id for id, stamp in listed.items() if id not in here and not stamp.startswith(GONE)]
        sealed = sealed_stamps(self._folder) if lost or not _looked_before(db) else {}
        yield from ((id, sealed.get(id, "")) for id in lost)
        yield from ((id, stamp) for id, stamp in sealed.items() if id not in here and id not in listed)
        yield from differing(here, listed).items()

    def _journals(self, changed: int) -> frozenset[str]:
        """The meetings with a journal; ten thousand names are not listed again while the folder is still."""
        if self._open[0] != changed:
            self._open = (changed, journals_in(self._meetings))
        return self._open[1]

    def _forget_meeting(self, db: sqlite3.Connection, id: str) -> None:
        found = db.execute("SELECT place FROM meetings WHERE id = ?", (id,)).fetchone()
        if found is None:
            return
        for place, text in db.execute("SELECT place, folded FROM lines WHERE meeting = ?", found).fetchall():
            db.execute(
                "INSERT INTO words (words, rowid, pairs) VALUES ('delete', ?, ?)", (place, pairs(text))
            )
        db.execute("DELETE FROM lines WHERE meeting = ?", found)
        db.execute("DELETE FROM pledges WHERE meeting = ?", found)
        db.execute("DELETE FROM parts WHERE meeting = ?", found)
        db.execute("DELETE FROM meetings WHERE place = ?", found)

    def _enter(self, db: sqlite3.Connection, entry: Entry) -> None:
        place = _free_place(db, entry.ordinal)
        summary = json.dumps(to_plain(entry.summary), ensure_ascii=False)
        stage, kind, items = entry.summary.stage, entry.kind, items_told(entry.parts)
        db.execute(
            "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (place, entry.summary.id, entry.stamp, entry.branch, entry.day, stage, kind, summary, items),
        )
        db.executemany(
            f"INSERT INTO parts VALUES ({', '.join('?' * 16)})",
            ((place, *part_row(number, part)) for number, part in enumerate(entry.parts)),
        )
        db.executemany(
            "INSERT INTO pledges VALUES (?, ?, ?, ?)", ((place, *pledge) for pledge in entry.pledges)
        )
        rows = [(place << 16 | number, place, *line) for number, line in enumerate(entry.lines)]
        db.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.executemany(
            "INSERT INTO words (rowid, pairs) VALUES (?, ?)", ((row[0], pairs(row[7])) for row in rows)
        )


def _begin(db: sqlite3.Connection) -> None:
    """Make the tables, unless another window has made them meanwhile."""
    script = resources.files(__package__).joinpath("schema.sql").read_text("utf-8")
    try:
        db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {VERSION}; COMMIT;")
    except sqlite3.OperationalError:
        db.rollback()
        if db.execute("PRAGMA user_version").fetchone() != (VERSION,):
            raise


def _looked_before(db: sqlite3.Connection) -> int:
    (before,) = db.execute("SELECT looked FROM folder").fetchone()
    return int(before)


def _free_place(db: sqlite3.Connection, ordinal: int) -> int:
    """The next free place of a day: the day's ordinal, then 16 bits."""
    first, last = ordinal << 16, (ordinal + 1 << 16) - 1
    (place,) = db.execute(
        "SELECT max(place) FROM meetings WHERE place BETWEEN ? AND ?", (first, last)
    ).fetchone()
    return first if place is None else place + 1
