"""The lists of past meetings, pledges and lines as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from exports.tabled import Sheet
from locales import _, current
from meeting.kinds import Kind
from meeting.pledges import standing
from meeting.titles import short_title
from store.reading import Hit, Pledged
from store.summary import Summary

from .narrowing import stage_words
from .told import standing_label


def meetings_sheet(summaries: Iterable[Summary]) -> Sheet:
    """A row for each meeting; one that cannot be read says why."""
    rows = tuple(
        (
            summary.id,
            short_title(summary.head, current()) if summary.head else summary.problem,
            str(summary.due),
            str(summary.came),
            str(summary.disclosed),
            str(summary.open_pledges),
            stage_words()[summary.stage],
            summary.head.branch if summary.head else "",
        )
        for summary in summaries
    )
    return Sheet(
        name=_("meetings"),
        title=_("Past meetings"),
        header=(
            _("Id"),
            _("Meeting"),
            _("Due"),
            _("Came"),
            _("Disclosed"),
            _("Open pledges"),
            _("Stands"),
            _("Branch"),
        ),
        rows=rows,
        widths=(4, 7, 2, 2, 2, 2, 3, 5),
    )


def pledges_sheet(pledges: Iterable[Pledged], today: date) -> Sheet:
    """A row for each pledge, as it stands today."""
    rows = tuple(
        (
            standing_label(standing(pledged.pledge, today)),
            pledged.owner,
            pledged.pledge.text,
            pledged.pledge.due.isoformat() if pledged.pledge.due else "",
            pledged.made_on.isoformat(),
            pledged.pledge.note,
        )
        for pledged in pledges
    )
    return Sheet(
        name=_("pledges-{day}").format(day=today.isoformat()),
        title=_("Follow-up ledger, {day}").format(day=today.isoformat()),
        header=(_("Stands"), _("Owner"), _("Pledge"), _("By"), _("Made in"), _("Note")),
        rows=rows,
        widths=(3, 3, 10, 4, 4, 7),
    )


def hits_sheet(hits: Sequence[Hit], asked: str) -> Sheet:
    """A row for each line that was found; `asked` is what was looked for, as it was typed."""
    return Sheet(
        name=_("found-{words}").format(words=asked[:20]),
        title=_("Found: {words}").format(words=asked),
        header=(_("Day"), _("Name"), _("Kind"), _("Words"), _("Meeting")),
        rows=tuple((hit.day, hit.name, Kind(hit.kind).label, hit.text, hit.meeting) for hit in hits),
        widths=(3, 3, 2, 14, 4),
    )
