"""What the ear can say: contexts, categories, loudness and findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Who is talking about whom in a recorded line?"""

    STATEMENT = "statement"
    """A member lays open how they used their own powers."""
    REMARK = "remark"
    """A peer comments on, or questions, another member's statement."""


class Category(StrEnum):
    """The seven shapes of deflecting language of the labelling guideline."""

    COLLECTIVE = "collective"
    SELF_PRAISE = "self_praise"
    VAGUE = "vague"
    ATTITUDE_ONLY = "attitude_only"
    BLAME = "blame"
    EVASIVE = "evasive"
    SOFT = "soft"

    # As the text it equals: an enumeration's own hash is worked out in Python each time.
    __hash__ = str.__hash__

    @property
    def context(self) -> Context:
        """The only context in which this category may be raised."""
        return Context.REMARK if self is Category.SOFT else Context.STATEMENT

    def called(self, language: str) -> str:
        """The category's name in "zh" or "en"; any other language is a KeyError."""
        return _TITLES[self][language]


_TITLES = {
    Category.COLLECTIVE: {"zh": "以集体代个人", "en": "The collective for “I”"},
    Category.SELF_PRAISE: {"zh": "表功", "en": "Self-praise"},
    Category.VAGUE: {"zh": "空泛", "en": "Vague"},
    Category.ATTITUDE_ONLY: {"zh": "只谈认识", "en": "Attitude only"},
    Category.BLAME: {"zh": "推责归因", "en": "Blame elsewhere"},
    Category.EVASIVE: {"zh": "回避", "en": "Evasive"},
    Category.SOFT: {"zh": "一团和气", "en": "Soft"},
}


class Loudness(StrEnum):
    """How readily a category speaks up: `normal` carries the published figures."""

    OFF = "off"
    QUIET = "quiet"
    NORMAL = "normal"
    KEEN = "keen"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that may deflect, where they stand, and why they were pointed at.

    `start` and `end` are offsets in code points of the text as given, end exclusive.
    A finding is a prompt to the chair; it carries no score.
    """

    category: Category
    start: int
    end: int
    rule: str
    """The id of the lexicon rule that fired."""
    why_zh: str
    why_en: str

    def why(self, language: str) -> str:
        """The reason in plain words: English for "en", else Chinese."""
        return self.why_en if language == "en" else self.why_zh
