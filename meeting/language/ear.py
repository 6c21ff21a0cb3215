"""The ear as the rules of the meeting know it: a branch's lexicon and allow-list behind one call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meeting.rules import Ear, Heard

from .detect import detect
from .kinds import Context
from .lexicon import shipped


def ear(allowed: Iterable[str] = ()) -> Ear:
    """An ear that leaves the branch's `allowed` words alone."""
    allow = frozenset(allowed)

    def hear(text: str, remark: bool) -> Sequence[Heard]:
        return detect(text, Context.REMARK if remark else Context.STATEMENT, allow=allow)

    return hear


def reason(rule: str, language: str) -> str:
    """Why a flag was raised, in plain words; empty for a rule that the lexicon does not know any more."""
    for known in shipped().rules:
        if known.id == rule:
            return known.why_en if language == "en" else known.why_zh
    return ""
