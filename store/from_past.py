"""What the earlier meetings of a branch hand on to a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from meeting.commands import Prepare
from meeting.pledges import handed_on
from meeting.roster import Member, PartyRole
from meeting.season import a_year_ago, raised
from meeting.state import HELD, Budgets, FollowUp, MeetingKind, MeetingState, Stage
from meeting.topics import Checklist

from .archive import Archive
from .branch import Branch
from .catalogue import go_on
from .reading import Pledged
from .settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What there is to say of the past while a meeting is being prepared."""

    unsigned: date | None = None
    """The day of the meeting before, where it is not signed yet."""
    newest: date | None = None
    """The day of the newest sealed meeting."""
    season: tuple[str, ...] = ()
    """What the same month raised a year ago, by title."""


def new_from_past(archive: Archive, settings: Settings, today: date) -> Prepare:
    """A new meeting of the branch at hand as its last one was held, with every pledge that still carries.

    The roster is today's; without one, as where `branch.json` is lost, it is that of the last meeting. The
    times allowed and the season's topics are those of the settings.
    """
    branch = archive.branch()
    archive.catch_up(go_on)
    last = _last(archive, branch.names, today)
    head = last.head if last else None
    members = branch.members or (tuple(last.roster) if last else ())
    kind = head.kind if head else MeetingKind.GENERAL
    prepared = Prepare(
        branch=branch.name,
        members=members,
        day=today,
        kind=kind,
        number=_number(archive, branch, kind, today),
        chair=_in_office(head.chair if head else "", last, PartyRole.SECRETARY, members),
        recorder=_in_office(head.recorder if head else "", last, PartyRole.PUBLICITY, members),
        checklist=Checklist(standing=branch.standing),
        carried=carried_into(archive.pledges(*branch.names), members),
        language=branch.language,
        budgets=budgets(settings),
        seasonal=settings.texts("meeting.seasonal") or None,
    )
    if last is None or head is None:
        return prepared
    order = tuple(last.name_of(key) for key in last.order)
    return replace(prepared, place=head.place, order=order)


def budgets(settings: Settings) -> Budgets:
    """The times allowed at a new meeting."""
    return Budgets(
        leader=settings.number("clock.leader_minutes") * 60,
        member=settings.number("clock.member_minutes") * 60,
        questions=settings.number("clock.question_minutes") * 60,
        warning=settings.number("clock.warning_seconds"),
    )


def carried_into(pledges: Iterable[Pledged], members: Iterable[Member]) -> tuple[FollowUp, ...]:
    """The pledges that carry, owned by whoever of `members` has the owner's name.

    Whoever is on the roster no more is kept by name: an id may be somebody else's by now.
    """
    ids = {member.name: member.id for member in members}
    return handed_on(
        replace(each.pledge, since=each.made_in, owner=ids.get(each.owner, each.owner)) for each in pledges
    )


def look_back(archive: Archive, meeting: str, state: MeetingState) -> LookBack:
    """What the branch's other meetings say to the one being prepared."""
    head = state.called
    branch = archive.branch()
    names = branch.names if head.branch in branch.names else (head.branch,)
    archive.catch_up(go_on)
    others = [each for each in archive.catalogue.months(*names) if each[0] != meeting]
    held = sorted((day, id, stage) for id, day, stage in others if stage in HELD)
    sealed = [day for day, _id, stage in held if stage is Stage.SEALED]
    then = [id for day, id, _stage in held if day.startswith(a_year_ago(head.day))]
    season = [title for id in then for title in raised(archive.read(id))]
    return LookBack(
        unsigned=date.fromisoformat(held[-1][0]) if held and held[-1][2] is Stage.ADJOURNED else None,
        newest=date.fromisoformat(sealed[-1]) if sealed else None,
        season=tuple(dict.fromkeys(season)),
    )


def _last(archive: Archive, names: tuple[str, ...], today: date) -> MeetingState | None:
    """The last meeting held up to today; that of a later day only where there is no other."""
    held = sorted((day, id) for id, day, stage in archive.catalogue.months(*names) if stage in HELD)
    past = [id for day, id in held if day <= today.isoformat()] or [id for _day, id in held]
    return archive.read(past[-1]) if past else None


def _number(archive: Archive, branch: Branch, kind: MeetingKind, today: date) -> int:
    """The meeting's running number within the year."""
    year = f"{today.year:04}"
    held = [
        summary.head.number
        for name in branch.names
        for summary in archive.catalogue.summaries(branch=name, since=year, until=year)
        if summary.head and summary.head.kind is kind
    ]
    return max(held, default=0) + 1


def _in_office(name: str, last: MeetingState | None, role: PartyRole, members: Iterable[Member]) -> str:
    """Who was in office last, unless they have left the roster since; else whoever has the role."""
    roles = {member.name: member.role for member in members}
    has_left = last is not None and last.roster.get(name) is not None and name not in roles
    if name and not has_left:
        return name
    return next((name for name, has in roles.items() if has is role), "")
