"""Facts and pledges in words, in the interface language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from locales import _, current
from meeting.dates import written_day
from meeting.pledges import Standing, standing
from meeting.state import FollowUp, Outcome
from store.reading import Pledged

if TYPE_CHECKING:
    from meeting.language.disclosure import Disclosure


def outcome_label(outcome: Outcome) -> str:
    """The outcome in the interface language."""
    return {
        Outcome.OPEN: _("open"),
        Outcome.DONE: _("done"),
        Outcome.NOT_DONE: _("not done"),
        Outcome.EXTENDED: _("extended"),
    }[outcome]


def standing_label(stands: Standing) -> str:
    """How a pledge stands, in the interface language."""
    if stands is Standing.DUE:
        return _("due soon")
    return _("overdue") if stands is Standing.OVERDUE else outcome_label(Outcome(stands.value))


def pledge_row(label: str, owner: str, pledge: FollowUp) -> str:
    """How a pledge stands, whose it is, what, by when."""
    row = f"[{label}] {owner}：{pledge.text}"
    if pledge.due is None:
        return row
    return row + _(" (by {date})").format(date=written_day(pledge.due, current()))


def pledge_told(pledged: Pledged, today: date) -> str:
    """One row: how it stands, whose it is, what, by when, made in which meeting, what was noted."""
    pledge = pledged.pledge
    row = pledge_row(standing_label(standing(pledge, today)), pledged.owner, pledge)
    row += "  " + written_day(pledged.made_on, current())
    return f"{row}  {pledge.note}" if pledge.note else row


def facts_told(found: Disclosure) -> str:
    """The facts in one sentence."""
    facts = _(
        "Dates {dates}, amounts {sums}, persons {persons}, acts {decisions}, documents {documents}; "
        "topics {covered} of {topics}."
    ).format(
        dates=found.dates,
        sums=found.sums,
        persons=found.persons,
        decisions=found.decisions,
        documents=found.documents,
        covered=found.covered,
        topics=found.topics,
    )
    if not found.only_work_report:
        return facts
    return _("{facts} No power of the speaker's own was heard.").format(facts=facts)
