"""A TinyDB storage and table that commit by appending one line to a journal.

The snapshot beside it is a plain TinyDB JSON file. The journal begins with a line that names the snapshot
it builds on (`base`, its SHA-256); each commit is one line more, on disk before it is acknowledged.
Folding writes a new snapshot aside, notes its name in the journal (`fold`), renames it into place and
starts the journal anew: killed anywhere between, the two still say which commits the snapshot holds.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tinydb.storages import Storage

from .atomic import open_private, sync_folder, write_whole
from .commits import Commit, Scan, dumps, framed, scan
from .damage import Damaged
from .snapshot import Ids, Tables, pack, unpack

OUTGROWN: Final = 256 * 1024
"""A journal is folded once it is longer than this and than its snapshot (bytes)."""


def journal_of(path: Path) -> Path:
    """The journal beside the snapshot `path`."""
    return path.with_name(path.name + ".journal")


@dataclass(slots=True)
class Loaded:
    """A snapshot with its journal's commits applied."""

    tables: Tables
    ids: Ids
    base: str
    """The SHA-256 of the snapshot."""
    data: bytes
    """The snapshot as it is on disk."""
    scan: Scan
    """What the journal held."""
    pending: int
    """How many commits the snapshot does not hold."""

    @property
    def number(self) -> int:
        """The number of the last commit in the journal; 0 for none."""
        return next((commit["n"] for commit in reversed(self.scan.commits) if "n" in commit), 0)


def load(path: Path) -> Loaded:
    """What `path` and its journal say; FileNotFoundError without a snapshot, Damaged where they do not hold.

    Needs no lock: read while another program folds, the two are read again.
    """
    for _attempt in range(3):
        journal = _bytes(journal_of(path))
        data = path.read_bytes()
        loaded = _put_together(data, scan(journal))
        if loaded is not None:
            return loaded
    raise Damaged("the journal belongs to another file")


def _put_together(data: bytes, found: Scan) -> Loaded | None:
    """None where the journal builds on another snapshot."""
    tables, ids = unpack(data)
    if found.damaged is not None:
        raise Damaged(f"journal line {found.damaged}")
    base = hashlib.sha256(data).hexdigest()
    since = _since(found.commits, base)
    if since is None:
        return None
    pending = [commit for commit in found.commits[since:] if "n" in commit]
    for commit in pending:
        _apply(tables, ids, commit)
    return Loaded(tables, ids, base, data, found, len(pending))


def _since(commits: tuple[Commit, ...], base: str) -> int | None:
    """From which line on the commits are not in the snapshot `base`; None when it is another's."""
    if not commits or commits[0].get("base") == base:
        return 0
    folds = [place for place, commit in enumerate(commits) if commit.get("fold") == base]
    return folds[-1] + 1 if folds else None


def _apply(tables: Tables, ids: Ids, commit: Commit) -> None:
    for name in commit.get("drop", ()):
        tables.pop(name, None)
    for name, keys in commit.get("del", {}).items():
        for key in keys:
            tables[name].pop(key, None)
    for name, documents in commit.get("put", {}).items():
        tables.setdefault(name, {}).update(documents)
    ids.update(commit.get("ids", {}))


def _highest(table: dict[str, Any]) -> int:
    return max(map(int, table), default=0)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


class JournalStorage(Storage):
    """A TinyDB storage whose every write is one durable line. One thread, one program at a time."""

    def __init__(self, path: str | Path, *, outgrown: int = OUTGROWN) -> None:
        """Open `path`, made where it is missing; Damaged or OSError where that cannot be."""
        self._path = Path(path)
        self._outgrown = outgrown
        self._journal: int | None = None
        if not self._path.exists():
            write_whole(self._path, pack({}, {}))
        loaded = load(self._path)
        self._tables = loaded.tables
        self._highest = loaded.ids
        for name, table in self._tables.items():
            self._highest[name] = max(self.highest(name), _highest(table))
        self._bases = {loaded.base}
        """The snapshot as we left it; two while one takes the other's place."""
        self._size = len(loaded.data)
        """Bytes of the snapshot."""
        self._good = loaded.scan.good if loaded.pending else 0
        """Bytes of the journal that hold."""
        self._number = loaded.number
        self._closed = False

    # What TinyDB asks of a storage

    def read(self) -> Tables | None:
        """A copy of all tables; None when there are none."""
        return copied(self._tables) if self._tables else None

    def write(self, data: dict[str, Any]) -> None:
        """Make the tables be `data`: what differs is one commit."""
        put: dict[str, Any] = {}
        gone: dict[str, list[str]] = {}
        for name, table in data.items():
            here = self._tables.get(name)
            documents = {str(key): dict(document) for key, document in table.items()}
            changed = {key: doc for key, doc in documents.items() if here is None or here.get(key) != doc}
            if changed or here is None:
                put[name] = changed
            if here and (lost := [key for key in here if key not in documents]):
                gone[name] = lost
        self.commit(put, gone, [name for name in self._tables if name not in data])

    def close(self) -> None:
        """Fold the journal in and let go of the files; nothing can be committed any more."""
        self._closed = True
        # What cannot be folded now stays in the journal and is read from there.
        with suppress(OSError):
            if self._good:
                self._fold()
        self._let_go()
        if not self._good:
            with suppress(OSError):
                journal_of(self._path).unlink(missing_ok=True)
                sync_folder(self._path.parent)

    # What our table asks of it

    def tables(self) -> frozenset[str]:
        """The names of the tables."""
        return frozenset(self._tables)

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """The documents of a table by id; to be read only."""
        return self._tables.get(name, {})

    def highest(self, name: str) -> int:
        """The highest id ever given out in a table; 0 for none."""
        return self._highest.get(name, 0)

    def commit(
        self, put: dict[str, Any], gone: dict[str, list[str]] | None = None, drop: list[str] | None = None
    ) -> None:
        """Put, remove and drop, all or none, durable before it returns; OSError leaves all as it was."""
        if not put and not gone and not drop:
            return
        if self._closed:
            raise OSError(errno.EBADF, "the storage is closed", str(self._path))
        commit: Commit = {"n": self._number + 1, "put": put}
        if gone:
            commit["del"] = gone
        if drop:
            commit["drop"] = drop
        if gone or drop:
            commit["ids"] = {name: self.highest(name) for name in [*(gone or ()), *(drop or ())]}
        payload = dumps(commit)
        self._append(framed(payload))
        self._number += 1
        # What was written, not what was lent: nobody else holds a reference into it.
        _apply(self._tables, self._highest, json.loads(payload))
        for name, documents in put.items():
            self._highest[name] = max(self.highest(name), _highest(documents))
        if self._good > max(self._outgrown, self._size):
            # The commit is on disk already; what could not be folded is folded later.
            with suppress(OSError):
                self._fold()

    # The journal file

    def _append(self, line: bytes) -> None:
        journal = self._open_journal()
        try:
            _write_all(journal, line)
            os.fsync(journal)
            if os.fstat(journal).st_nlink == 0:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(journal_of(self._path)))
        except OSError:
            # Half a line must not stay in front of the next one; where it cannot be cut off here,
            # opening the file again cuts it off.
            with suppress(OSError):
                os.ftruncate(journal, self._good)
            self._let_go()
            raise
        self._good += len(line)

    def _open_journal(self) -> int:
        if self._journal is not None:
            return self._journal
        if not self._is_ours():
            # The files are gone but what they held is here.
            self._write_snapshot()
        journal = open_private(journal_of(self._path))
        try:
            os.ftruncate(journal, self._good)
            os.lseek(journal, max(0, self._good - 1), os.SEEK_SET)
            if self._good and os.read(journal, 1) != b"\n":
                # The last line was whole but for its end.
                self._good += os.write(journal, b"\n")
            if not self._good:
                (base,) = self._bases
                header = framed(dumps({"base": base}))
                _write_all(journal, header)
                os.fsync(journal)
                sync_folder(self._path.parent)
                self._good = len(header)
        except OSError:
            os.close(journal)
            raise
        self._journal = journal
        return journal

    def _is_ours(self) -> bool:
        """Are both files still there as we left them? FileExistsError when another program changed them."""
        if not self._path.exists():
            return False
        base = hashlib.sha256(self._path.read_bytes()).hexdigest()
        ends = scan(_bytes(journal_of(self._path))).ends
        if base not in self._bases or (ends and ends[-1] > self._good and self._good not in (0, *ends)):
            raise FileExistsError(errno.EEXIST, "changed by another program", str(self._path))
        self._bases = {base}
        return self._good in (0, *ends)

    def _fold(self) -> None:
        data = pack(self._tables, self._highest)
        base = hashlib.sha256(data).hexdigest()
        self._append(framed(dumps({"fold": base})))
        self._bases.add(base)
        self._write_snapshot(data)
        journal, self._journal = self._journal, None
        if journal is not None:
            os.ftruncate(journal, 0)
            os.close(journal)

    def _write_snapshot(self, data: bytes | None = None) -> None:
        data = pack(self._tables, self._highest) if data is None else data
        write_whole(self._path, data)
        self._bases, self._size, self._good = {hashlib.sha256(data).hexdigest()}, len(data), 0

    def _let_go(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            with suppress(OSError):
                os.close(journal)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def copied(value: Any) -> Any:
    """A deep copy of plain JSON."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value
