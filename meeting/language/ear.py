"""The ear as the rules of the meeting know it: lexicon, allow-list and loudness behind one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from meeting.rules import Ear, Heard

from .detect import NORMAL, detect
from .kinds import Category, Context, Loudness
from .lexicon import Lexicon, shipped


def ear(
    allowed: Iterable[str] = (),
    lexicon: Lexicon | None = None,
    loudness: Mapping[Category, Loudness] = NORMAL,
) -> Ear:
    """An ear that leaves the branch's `allowed` words alone."""
    allow = frozenset(allowed)

    def hear(text: str, remark: bool) -> Sequence[Heard]:
        context = Context.REMARK if remark else Context.STATEMENT
        return detect(text, context, lexicon, allow=allow, loudness=loudness)

    return hear


def reason(rule: str, language: str) -> str:
    """Why a flag was raised, in plain words; empty for a rule whose category is unknown."""
    return shipped().why(rule, language)
