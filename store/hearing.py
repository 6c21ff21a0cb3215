"""The ear of a branch: its allow-list and loudness from the branch, its own words from the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from locales import _
from meeting.language.branch_words import in_use
from meeting.language.ear import ear
from meeting.language.kinds import Category, Loudness
from meeting.language.lexicon import Lexicon, shipped
from meeting.rules import Ear

from .archive import Archive
from .branch import Branch, Loud

NAME: Final = "lexicon.toml"
"""The branch's own words, in the archive folder; nobody has to have it."""


def lexicon_of(folder: Path) -> tuple[Lexicon | None, str]:
    """The words to listen with, None for those that are shipped, and what is wrong with the branch's own."""
    path = folder / NAME
    if not path.exists():
        return None, ""
    try:
        adapted, error = in_use(shipped(), path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return None, _told(_("it is not UTF-8 text"))
    except OSError as failed:
        return None, _told(failed.strerror or str(failed))
    return (None, _told(str(error))) if error else (adapted, "")


def _told(reason: str) -> str:
    return _("{file} is not used ({reason}); the words that come with the program are.").format(
        file=NAME, reason=reason
    )


def ear_of(archive: Archive) -> Ear:
    """The ear that a meeting of this archive listens with, as its branch has turned it."""
    branch, _problem = archive.branch_to_read()
    lexicon, _wrong = lexicon_of(archive.folder)
    return ear(branch.allowed, lexicon, dict(loudness_of(branch)))


def loudness_of(branch: Branch) -> dict[Category, Loudness]:
    """How readily each category speaks up in this branch: normal where it has not been turned."""
    turned = {loud.category: loud.loudness for loud in branch.loudness}
    return {category: turned.get(category, Loudness.NORMAL) for category in Category}


def turned(branch: Branch, category: Category, loudness: Loudness) -> tuple[Loud, ...]:
    """The branch's loudness with one category turned; what is normal need not be kept."""
    told = {**loudness_of(branch), category: loudness}
    return tuple(Loud(kind, loud) for kind, loud in told.items() if loud is not Loudness.NORMAL)
