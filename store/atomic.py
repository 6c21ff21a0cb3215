"""Writing files so that a kill at any instant leaves the old or the new one, whole and private."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from locales import _

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


def private_folder(folder: Path) -> None:
    """Make `folder`, readable by nobody else; OSError where that cannot be."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def cannot_write(folder: Path) -> str:
    """The sentence for an archive folder in which nothing can be written."""
    return _("The archive folder {path} cannot be written: choose another with --archive.").format(
        path=folder
    )


def open_private(path: Path, flags: int = 0) -> int:
    """A descriptor for reading and writing `path`, private before a byte is in it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | flags, PRIVATE_FILE)


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` with `data`: written aside (mode 0600), synced, then renamed over it.

    OSError leaves the old file as it was and no half-written one beside it.
    """
    aside = path.with_name(path.name + ".new")
    try:
        with os.fdopen(open_private(aside, os.O_TRUNC), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and removals in `folder` durable, where the platform lets a folder be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
