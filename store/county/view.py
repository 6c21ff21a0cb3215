"""The county month by month: which branch has sent a signed record, which was signed late, what they lack.

What is not sealed never leaves a branch, so the county cannot tell a meeting that was not held from one whose
record is not signed yet: for both there is no record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from locales import N_, _

from .listing import NEWEST

if TYPE_CHECKING:
    from psycopg import Connection


class Standing(StrEnum):
    """How one month of one branch stands."""

    HELD = "held"
    LATE = "late"
    """Held, and first sealed only in a later month."""
    UNSIGNED = "unsigned"
    """No signed record has come."""

    @property
    def label(self) -> str:
        """The word for it in the interface language."""
        return _(_LABELS[self])


_LABELS = {
    Standing.HELD: N_("signed"),
    Standing.LATE: N_("signed late"),
    Standing.UNSIGNED: N_("nothing signed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of one branch, in numbers."""

    branch: str
    month: str
    """Such as 2026-05."""
    meetings: int = 0
    late: int = 0
    """How many of them were first sealed in a later month than that in which they were held."""
    gaps: int = 0
    """What the records lack, left open with a reason or not."""
    missing: int = 0
    """Items of the speakers neither covered nor marked."""
    unconfirmed: int = 0
    """Passages that their speakers neither confirmed nor refused."""

    @property
    def standing(self) -> Standing:
        """Late where one of its meetings was."""
        if not self.meetings:
            return Standing.UNSIGNED
        return Standing.LATE if self.late else Standing.HELD


def months(since: str, until: str) -> list[str]:
    """The months from `since` to `until`, both such as 2026-05."""
    return [_month(number) for number in range(_number(since), _number(until) + 1)]


def month_before(month: str, ago: int) -> str:
    """The month so many months before `month`, both such as 2026-05."""
    return _month(_number(month) - ago)


def _number(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def view(db: Connection[Any], since: str, until: str) -> Iterator[Month]:
    """Every month of every branch that the login may see, by branch; those without a record too."""
    rows = db.execute(
        "SELECT branch, substr(day, 1, 7), count(*), count(*) FILTER (WHERE left(sealed, 7) > left(day, 7)),"
        " sum(gaps), sum(missing), sum(unconfirmed) FROM county.meetings"
        f" WHERE day BETWEEN %s AND %s || '~' AND {NEWEST} GROUP BY 1, 2",
        (since, until),
    )
    known = {
        (branch, month): Month(
            branch=branch,
            month=month,
            meetings=count,
            late=late,
            gaps=gaps,
            missing=missing,
            unconfirmed=unconfirmed,
        )
        for branch, month, count, late, gaps, missing, unconfirmed in rows
    }
    every = months(since, until)
    for (branch,) in db.execute("SELECT branch FROM county.branches ORDER BY branch").fetchall():
        for month in every:
            yield known.get((branch, month)) or Month(branch=branch, month=month)
