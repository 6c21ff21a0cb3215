"""Who speaks next: the committee leads (S16), then other leaders, then members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from .roster import Member, Rank


def speaking_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """`members` by rank; inside a rank in the order given (a roster's order)."""
    return tuple(sorted(members, key=lambda member: member.rank))


def still_before(member: Member, waiting: Iterable[Member]) -> tuple[Member, ...]:
    """Those of `waiting` whose rank comes before `member`'s: while there are any, it is not their turn."""
    return tuple(other for other in waiting if other.rank < member.rank)


def waiting(order: Sequence[Member], spoken: AbstractSet[str], skipped: Sequence[str]) -> tuple[Member, ...]:
    """Who has still to speak, next first; the skipped come back at the end, as they were skipped."""
    straight = [member for member in order if member.id not in spoken and member.id not in skipped]
    by_id = {member.id: member for member in order}
    return (
        *straight,
        *(by_id[key] for key in skipped if key in by_id and key not in spoken),
    )


def moved(order: Sequence[Member], member: Member, before: Member | None) -> tuple[Member, ...] | None:
    """`order` with `member` put before another of the same rank, or at the end of the rank when None.

    None when the two are of different rank: a rank is never crossed by moving.
    """
    if before is not None and before.rank is not member.rank:
        return None
    if before == member:
        return tuple(order)
    rest = [other for other in order if other.id != member.id]
    place = rest.index(before) if before is not None else sum(other.rank <= member.rank for other in rest)
    return (*rest[:place], member, *rest[place:])


def as_before(order: Iterable[Member], before: Sequence[str]) -> tuple[Member, ...]:
    """`order`, inside each rank as `before` had it, an earlier order by full names; who is new comes last."""
    places = {name: place for place, name in enumerate(before)}
    return tuple(sorted(order, key=lambda member: (member.rank, places.get(member.name, len(places)))))


def same_order(left: Iterable[Member], right: Iterable[Member]) -> bool:
    """Do both name the same people in the same order?"""
    return [member.id for member in left] == [member.id for member in right]


LEADING = (Rank.SECRETARY, Rank.DEPUTY_SECRETARY, Rank.COMMITTEE)
"""The ranks that must lead (S16)."""
