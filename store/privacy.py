"""Privacy: nobody but the owner opens the archive's files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from .atomic import PRIVATE_FILE, PRIVATE_FOLDER


def exposed(folder: Path) -> list[Path]:
    """The archive's folders and files that others may open, the outermost first; none on Windows."""
    if os.name != "posix":
        return []
    return [path for path in _all(folder) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def close_to_others(folder: Path) -> int:
    """Take them away from others; how many were mended. OSError where one belongs to somebody else."""
    found = exposed(folder)
    for path in found:
        path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
    return len(found)


def _all(folder: Path) -> Iterator[Path]:
    yield folder
    # Not through links: they lead out of the archive.
    yield from (path for path in sorted(folder.rglob("*")) if not path.is_symlink())
