"""What is to be laid open: the standing checklist, this month's topics, each member's own duties."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from locales import N_, _

from .roster import Member


class Audience(StrEnum):
    """Whom a topic is for."""

    ALL = "all"
    PRINCIPAL = "principal"
    """Only the person in charge of the unit (主要负责人, S30)."""


class Mark(StrEnum):
    """How a topic of a speaker ended."""

    COVERED = "covered"
    NOTHING = "nothing"
    """Nothing to report, said so."""
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The word for it in the interface language."""
        return _(_TITLES[self])


_TITLES = {
    Mark.COVERED: N_("covered"),
    Mark.NOTHING: N_("nothing to report"),
    Mark.MISSING: N_("missing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing to lay open. `title` is the branch's own wording, never translated."""

    id: str
    title: str
    audience: Audience = Audience.ALL
    help: str = ""

    def concerns(self, member: Member) -> bool:
        """Is this topic for `member`?"""
        return self.audience is Audience.ALL or member.principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The two dimensions of content (S27): space, always the same, and time, new each month."""

    standing: tuple[Topic, ...] = ()
    seasonal: tuple[Topic, ...] = ()

    def topics_for(self, member: Member) -> tuple[Topic, ...]:
        """All that `member` has to lay open: standing, this month's, then the member's own duties."""
        own = tuple(Topic(id=duty.id, title=duty.title) for duty in member.duties)
        return tuple(topic for topic in self.standing + self.seasonal if topic.concerns(member)) + own


Marks = Mapping[tuple[str, str], Mark]
"""(member id, topic id) → mark; what is not in it is missing."""


def missing(checklist: Checklist, member: Member, marks: Marks) -> tuple[Topic, ...]:
    """The topics that `member` has neither covered nor declared empty."""
    return tuple(topic for topic in checklist.topics_for(member) if (member.id, topic.id) not in marks)


@cache
def _shipped() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("data/checklist.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def standing() -> tuple[Topic, ...]:
    """The shipped standing checklist (S26 to S36); a branch edits its own copy."""
    return tuple(
        Topic(
            id=item["id"],
            title=item["title"],
            audience=Audience(item.get("for", Audience.ALL)),
            help=item.get("help", ""),
        )
        for item in _shipped()["standing"]
    )


def seasonal(month: int) -> tuple[Topic, ...]:
    """The duty peaks offered for `month` (1 to 12); product choice, editable when preparing."""
    return seasonal_topics(_shipped()["seasonal"].get(str(month), ()))


def seasonal_topics(titles: Iterable[str]) -> tuple[Topic, ...]:
    """This month's topics from their titles, empty ones left out; the ids count from s1."""
    kept = [title for title in titles if title]
    return tuple(Topic(id=f"s{number}", title=title) for number, title in enumerate(kept, start=1))
