"""Who belongs to the branch: the members, their Party roles and, apart from those, their posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from locales import N_, _, words

from .refusal import Refused
from .text import name_problem


class PartyRole(StrEnum):
    """A person's role in the Party branch (S10, S16); it says nothing of their post."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANISATION = "organisation"
    PUBLICITY = "publicity"
    DISCIPLINE = "discipline"
    COMMISSIONER = "commissioner"
    GROUP_HEAD = "group_head"
    MEMBER = "member"
    PROBATIONARY = "probationary"

    @property
    def label(self) -> str:
        """The role in the interface language, such as 纪检委员."""
        return _(_ROLE_TITLES[self])

    def said(self, language: str) -> str:
        """The role in a given language, "zh" or "en"."""
        return words(language)(_ROLE_TITLES[self])

    @property
    def on_committee(self) -> bool:
        """Is this a seat on the branch committee, which leads (S16)?"""
        return self in _COMMITTEE


_ROLE_TITLES = {
    PartyRole.SECRETARY: N_("Secretary"),
    PartyRole.DEPUTY_SECRETARY: N_("Deputy secretary"),
    PartyRole.ORGANISATION: N_("Organisation commissioner"),
    PartyRole.PUBLICITY: N_("Publicity commissioner"),
    PartyRole.DISCIPLINE: N_("Discipline commissioner"),
    PartyRole.COMMISSIONER: N_("Committee member"),
    PartyRole.GROUP_HEAD: N_("Party group head"),
    PartyRole.MEMBER: N_("Party member"),
    PartyRole.PROBATIONARY: N_("Probationary member"),
}
_COMMITTEE = frozenset(
    {
        PartyRole.SECRETARY,
        PartyRole.DEPUTY_SECRETARY,
        PartyRole.ORGANISATION,
        PartyRole.PUBLICITY,
        PartyRole.DISCIPLINE,
        PartyRole.COMMISSIONER,
    }
)


class Rank(IntEnum):
    """The tiers of the speaking order, first to last (S16; the last two are a product choice)."""

    SECRETARY = 1
    DEPUTY_SECRETARY = 2
    COMMITTEE = 3
    LEADER = 4
    MEMBER = 5

    @property
    def label(self) -> str:
        """The tier in the interface language."""
        return _(_RANK_TITLES[self])


_RANK_TITLES = {
    Rank.SECRETARY: N_("Secretary"),
    Rank.DEPUTY_SECRETARY: N_("Deputy secretary"),
    Rank.COMMITTEE: N_("Committee"),
    Rank.LEADER: N_("Leaders"),
    Rank.MEMBER: N_("Members"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One item of a member's own duty list (权责清单): a power of the post that could be abused (S2, S39)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of the branch. `id` never changes; the name may."""

    id: str
    name: str
    role: PartyRole = PartyRole.MEMBER
    post: str = ""
    """The administrative post, such as 局长; empty for none."""
    principal: bool = False
    """Is this the person in charge of the unit (主要负责人)?"""
    leader: bool = False
    """Does this person hold any leading post?"""
    duties: tuple[Duty, ...] = ()
    pin: str = ""
    """The salted hash of the personal PIN (`meeting.pin`), empty for none; never in a record or on paper."""

    @property
    def leads(self) -> bool:
        """Does this person hold a leading post, and so speak 以普通党员身份 (S19)?"""
        return self.leader or self.principal

    @property
    def rank(self) -> Rank:
        """The tier in which this person speaks."""
        if self.role is PartyRole.SECRETARY:
            return Rank.SECRETARY
        if self.role is PartyRole.DEPUTY_SECRETARY:
            return Rank.DEPUTY_SECRETARY
        if self.role.on_committee:
            return Rank.COMMITTEE
        return Rank.LEADER if self.leads else Rank.MEMBER


@dataclass(frozen=True)
class Roster:
    """The members in roster order. Names are unique: the record knows people by their full name."""

    members: tuple[Member, ...] = ()

    def __post_init__(self) -> None:
        rows_by_name: dict[str, int] = {}
        rows_by_id: dict[str, int] = {}
        for row, member in enumerate(self.members, start=1):
            if problem := name_problem(member.name):
                raise Refused(_("Roster row {row}: {problem}").format(row=row, problem=problem))
            if member.name in rows_by_name:
                raise Refused(
                    _(
                        "Rows {first} and {second} of the roster are both named {name}: "
                        "add what tells them apart, such as {name} (group 3)."
                    ).format(first=rows_by_name[member.name], second=row, name=member.name)
                )
            if not member.id or member.id in rows_by_id:
                raise Refused(_("Roster row {row}: the id is missing or taken.").format(row=row))
            rows_by_name[member.name] = row
            rows_by_id[member.id] = row

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    @cached_property
    def _by_key(self) -> dict[str, Member]:
        return {member.name: member for member in self.members} | {
            member.id: member for member in self.members
        }

    def get(self, key: str) -> Member | None:
        """The member with this id or full name, if there is one."""
        return self._by_key.get(key)

    def member(self, key: str) -> Member:
        """The member with this id or full name; Refused when nobody has it."""
        if found := self.get(key):
            return found
        raise Refused(_("Nobody on the roster is called {name}.").format(name=key or "—"))
