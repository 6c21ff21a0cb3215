"""Words typed to narrow the list of meetings: a month, a kind, a branch, an item, how a meeting stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from locales import _
from meeting.state import MeetingKind, Stage
from meeting.titles import KIND_TITLES
from store.bigrams import words_of
from store.reading import Narrowing, Word

from .finding import matches

UNSIGNED: Final = frozenset({Stage.RUNNING, Stage.ADJOURNED})
"""Held and not sealed yet."""
_DAY: Final = re.compile(r"(\d{4})[-/.年](?:(\d{1,2})(?:[-/.月](?:(\d{1,2})日?)?)?)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH: Final = re.compile(r"(\d{1,2})月")


def stage_words() -> dict[Stage, str]:
    """How a meeting stands, in the interface language."""
    return {
        Stage.PREPARED: _("prepared"),
        Stage.RUNNING: _("running"),
        Stage.ADJOURNED: _("unsigned"),
        Stage.SEALED: _("sealed"),
        Stage.EMPTY: _("empty"),
    }


def narrowing(typed: str, branches: Sequence[str]) -> Narrowing:
    """What `typed` asks for, where `branches` have held meetings. Every word narrows further."""
    return Narrowing(words=tuple(_word(word, branches) for word in words_of(typed)))


def day_of(word: str) -> str:
    """The year, month or day that a word names, as 2026, 2026-05 or 2026-05-24; empty for none."""
    if _YEAR.fullmatch(word):
        return word
    found = _DAY.fullmatch(word)
    if not found:
        return ""
    year, month, day = found.groups()
    return "-".join(part for part in (year, month and month.zfill(2), day and day.zfill(2)) if part)


def month_of(word: str) -> int:
    """The month of any year that a word such as 5月 names, 1 to 12; 0 for none."""
    found = _MONTH.fullmatch(word)
    return int(found[1]) if found else 0


def _word(word: str, branches: Sequence[str]) -> Word:
    if day := day_of(word):
        return Word(day=day, id=word)
    if month := month_of(word):
        return Word(month=month)
    unsigned = matches(word, "未签") or (len(word) > 1 and "unsigned".startswith(word))
    meant = {stage for stage, told in stage_words().items() if matches(word, told)}
    kinds = frozenset(kind for kind in MeetingKind if matches(word, _(KIND_TITLES[kind])))
    stages = frozenset(meant | (UNSIGNED if unsigned else set()))
    there = frozenset(branch for branch in branches if matches(word, branch))
    # Every meeting's items are looked through for it: only for a word that says nothing else.
    topic = word if len(word) > 1 and not (kinds or stages or there) else ""
    return Word(kinds=kinds, stages=stages, branches=there, topic=topic, id=word)
