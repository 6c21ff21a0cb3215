"""The follow-up ledger (整改台账): every pledge, who owns it, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from locales import words

from .dates import written_day
from .document import Ink, Minutes, Paragraph, Role, Run, Table
from .minutes import day_or_dash, outcome_words
from .pledges import carried_now, own_now
from .state import FollowUp, MeetingState
from .text import padded
from .titles import meeting_name

Translate = Callable[[str], str]


def ledger(state: MeetingState) -> Minutes:
    """The ledger after a meeting: what was carried into it, then what was pledged in it."""
    head = state.called
    _ = words(head.language)
    title = _("{branch}: follow-up ledger").format(branch=head.branch)
    day = _("As of {day}, after {meeting}").format(
        day=written_day(head.day, head.language), meeting=meeting_name(head)
    )
    return Minutes(
        title=title,
        blocks=(
            Paragraph(Role.TITLE, (Run(title),)),
            Paragraph(Role.FIELD, (Run(day, Ink.PLAIN),)),
            Table(header=ledger_header(_), rows=tuple(ledger_rows(state)), widths=(2, 11, 4, 7, 7, 7)),
        ),
        wide=True,
        language=head.language,
        branch=head.branch,
        recorder=head.recorder,
        day=head.day.isoformat(),
        watermark=_("DEMO") if head.demo else "",
    )


def ledger_header(_: Translate) -> tuple[str, ...]:
    """The columns, in the record's language."""
    return (_("No."), _("Pledge"), _("Owner"), _("By"), _("Outcome"), _("Made in"))


def ledger_rows(state: MeetingState) -> Iterator[tuple[str, ...]]:
    """One row for each pledge, old ones first."""
    head = state.called
    _ = words(head.language)
    here = written_day(head.day, head.language)
    pledges = [(pledge, _origin(pledge, head.language)) for pledge in carried_now(state)]
    pledges += [(pledge, here) for pledge in own_now(state)]
    for number, (pledge, since) in enumerate(pledges, start=1):
        became = outcome_words(_)[pledge.outcome]
        if pledge.note:
            became += _(" ({note})").format(note=pledge.note)
        owner = padded(state.name_of(pledge.owner))
        yield (str(number), pledge.text, owner, day_or_dash(pledge.due, head.language), became, since)


def _origin(pledge: FollowUp, language: str) -> str:
    """The meeting a carried pledge comes from, by its day: an id begins with it."""
    try:
        return written_day(date.fromisoformat(pledge.since[:10]), language)
    except ValueError:
        return pledge.since or "—"
