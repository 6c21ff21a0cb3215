"""Writing files so that a kill at any instant leaves the old or the new one, whole and private."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tinydb.storages import Storage


def private_folder(folder: Path) -> None:
    """Make `folder`, readable by nobody else; OSError where that cannot be."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` with `data`: written aside (mode 0600), synced, then renamed over it.

    OSError leaves the old file as it was and no half-written one beside it.
    """
    aside = path.with_name(path.name + ".new")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the platform lets a folder be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class AtomicStorage(Storage):
    """A TinyDB storage that replaces its file whole, instead of truncating and rewriting it in place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: dict[str, dict[str, Any]] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None for a file not yet written; ValueError when it is not JSON."""
        if self._data is None and self._path.exists():
            self._data = json.loads(self._path.read_text("utf-8"))
        return self._data

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put all tables on disk before returning; on OSError nothing is changed."""
        try:
            write_whole(self._path, json.dumps(data, ensure_ascii=False).encode())
        except OSError:
            # TinyDB has already changed the tables it was lent: read them again.
            self._data = None
            raise
        self._data = data
