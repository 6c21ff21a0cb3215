"""Rescue: what still holds of a damaged meeting file. The damaged files are kept under new names."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from locales import _
from meeting.refusal import Refused
from meeting.rows import Row, event_of

from .atomic import write_whole
from .commits import scan
from .journal import journal_of
from .meeting_file import MeetingFile, Unreadable, packed, session_of

_ROW: Final = re.compile(r'"(\d+)":\s*(?=\{)')


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was done for a damaged file."""

    kept: int
    """How many entries, from the first on, hold and are in the meeting now."""
    behind: int
    """How many hold by themselves behind the damage; they are only in the files set aside."""
    aside: tuple[Path, ...]

    @property
    def told(self) -> str:
        """One sentence or two for the recorder."""
        names = _(", ").join(path.name for path in self.aside)
        told = _(
            "This meeting's file was damaged: {kept} entries are whole; the damaged file is kept as {names}."
        )
        more = _("{count} later entries can be read in it.").format(count=self.behind) if self.behind else ""
        return " ".join(filter(None, (told.format(kept=self.kept, names=names), more)))


def rescue(file: MeetingFile) -> Rescued:
    """Set the damaged files aside and begin the file anew with what holds; Unreadable when nothing does.

    OSError leaves everything as it was.
    """
    found = _rows(file)
    whole = _whole(found)
    if not whole:
        raise Unreadable(
            _("{file} cannot be read as a meeting: it is damaged or something else.").format(
                file=file.path.name
            )
        )
    aside = tuple(set_aside(path) for path in file.parts if path.exists())
    write_whole(file.path, packed(file.id, whole))
    return Rescued(kept=len(whole), behind=len(found) - len(whole), aside=aside)


def _rows(file: MeetingFile) -> dict[int, Row]:
    """Every row that can be read in the snapshot and the journal, by its id."""
    found: dict[int, Row] = {}
    text = file.path.read_bytes().decode("utf-8", "replace")
    for match in _ROW.finditer(text):
        _keep(found, match[1], _object_at(text, match.end()))
    journal = journal_of(file.path)
    lines = scan(journal.read_bytes()) if journal.exists() else scan(b"")
    for commit in (*lines.commits, *lines.later):
        put = commit.get("put")
        events = put.get("events") if isinstance(put, dict) else None
        for key, row in events.items() if isinstance(events, dict) else ():
            _keep(found, key, row)
    return found


def _object_at(text: str, at: int) -> object:
    try:
        value: object = json.JSONDecoder().raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None
    return value


def _keep(found: dict[int, Row], key: str, row: object) -> None:
    if (
        not isinstance(row, dict)
        or str(row.get("id")) != key
        or "\ufffd" in json.dumps(row, ensure_ascii=False)
    ):
        return
    try:
        event_of(row)
    except Refused:
        return
    found.setdefault(int(key), row)


def _whole(found: dict[int, Row]) -> list[Row]:
    """The rows 1, 2, 3 … up to the first gap that add up to a meeting."""
    rows: list[Row] = []
    while (row := found.get(len(rows) + 1)) is not None:
        rows.append(row)
    while rows:
        try:
            session_of(rows, "")
        except Unreadable:
            rows.pop()
        else:
            break
    return rows


def set_aside(path: Path) -> Path:
    """Give `path` a new name that says it is damaged; the name."""
    number = 1
    while (target := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    os.replace(path, target)
    return target
