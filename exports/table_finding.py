"""Finding the tables that somebody may mean, so that nobody has to type a path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

ENDINGS: Final = (".csv", ".xlsx", ".xlsm", ".txt")
_PLACES: Final = ("", "Desktop", "桌面", "Downloads", "下载", "Documents", "文档")
_MOST_LOOKED_AT: Final = 2000


def tables_near(folder: Path, most: int = 8) -> list[Path]:
    """The newest tables in `folder` and where people put files, at most `most`; not in folders within."""
    found: dict[Path, float] = {}
    for place in (folder, *(Path.home() / name for name in _PLACES)):
        for entry in _entries(place):
            path = Path(entry.path).resolve()
            if path.suffix.lower() in ENDINGS[:-1] and not entry.name.startswith((".", "~$")):
                found[path] = entry.stat().st_mtime
    return sorted(found, key=lambda path: found[path], reverse=True)[:most]


def _entries(place: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            for number, entry in enumerate(entries):
                if number > _MOST_LOOKED_AT:
                    return
                if entry.is_file():
                    yield entry
    except OSError:
        return


def named_path(text: str) -> Path:
    """The path in `text`, as it is typed, pasted in quotes, or dropped onto a terminal."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif os.name == "posix":
        text = text.replace("\\ ", " ")
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    return Path(text).expanduser()
