"""Prepared statements in a folder: read and listened to before the meeting, for the recorder alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exports.prepared import script_text
from meeting.refusal import Refused, not_read
from meeting.rules import Ear

MOST: Final = 500
"""The most files that are read of one folder."""
_KINDS: Final = frozenset({".txt", ".docx"})


@dataclass(frozen=True, slots=True)
class Dodge:
    """Words of a statement that a flag would point at."""

    category: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One file: its text and what an ear hears in it, or why it cannot be read."""

    path: Path
    text: str = ""
    heard: tuple[Dodge, ...] = ()
    problem: str = ""


def statements_in(folder: Path, ear: Ear) -> list[Statement]:
    """The statements of a folder by name, or of one file; Refused where it cannot be looked into."""
    try:
        # Word's own notes on an open file begin with ~$.
        paths = [folder] if folder.is_file() else sorted(folder.iterdir())
    except OSError as error:
        raise not_read(folder, error) from error
    wanted = [path for path in paths if path.suffix.lower() in _KINDS and path.name[0] not in ".~"]
    return [read_statement(path, ear) for path in wanted[:MOST]]


def read_statement(path: Path, ear: Ear) -> Statement:
    """One statement."""
    try:
        text = script_text(path)
    except Refused as refused:
        # The folder stands above the list.
        return Statement(path=path, problem=refused.reason.replace(str(path), path.name))
    return Statement(path=path, text=text, heard=tuple(heard_in(text.splitlines(), ear)))


def heard_in(lines: Sequence[str], ear: Ear) -> list[Dodge]:
    """What an ear hears in lines, in their order."""
    return [
        Dodge(found.category, line[found.start : found.end]) for line in lines for found in ear(line, False)
    ]
