"""Past meetings: the list, a page at a time, narrowed as one types."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from exports.tabled import Sheet, SheetForm
from locales import _, current
from meeting.state import Stage
from meeting.titles import short_title
from store.reading import Narrowing, Word
from store.summary import Summary

from .base import Hall
from .bringing_in import Imports
from .choosing import choose_member
from .dialogs import Pick
from .lists import meetings_sheet
from .narrowed import Narrowed
from .narrowing import narrowing, stage_words
from .paper import open_export
from .showing import show_record
from .tabling import AT_A_TIME, GoOn, Tabled
from .unreadable import MendsMeetings
from .widgets.pages import PAGE
from .widgets.row import Row

_RECORD = "record"
"""The answer that asks for the record of the meeting under the cursor, not for the list."""


class PastScreen(Narrowed, Imports, MendsMeetings, Tabled):
    """All meetings, newest first; typing narrows the list."""

    NAME = "past"
    ROWS = "meetings"

    def __init__(self, hall: Hall, *, of_branch: bool = False) -> None:
        """`of_branch`: begin with the meetings of the branch at hand alone, whatever else there is."""
        super().__init__(hall)
        self._of_branch = of_branch

    def heading(self) -> str:
        return _("Past meetings")

    def placeholder(self) -> str:
        return _("type to narrow: 2026-05, kind, branch, item, unsigned")

    def on_mount(self) -> None:
        self._shown: list[Summary] = []
        self._branches: list[str] = []
        self._of_none = ""
        """What was said of a list without a row."""
        self._narrowed = Narrowing()
        archive = self.hall.archive
        branch = archive.branch_to_read()[0]
        self._names = branch.names
        several = len(archive.branches_to_read()) > 1 or self._of_branch
        self._everybody = not (several and branch.name)
        """Are the meetings of all branches listed?"""
        self.catch_up()

    def look(self) -> tuple[tuple[str, ...], list[str]]:
        return self.hall.archive.branch_to_read()[0].names, self.hall.past.branches()

    def shown(self, found: tuple[tuple[str, ...], list[str]]) -> None:
        self._names, self._branches = found
        self.begin()

    def begin(self) -> None:
        self._shown = []
        self._narrowed = narrowing(self.typed, self._branches)
        whose = _("all branches") if self._everybody else self._names[0]
        if len(self._branches) > 1 or self._of_branch:
            self.query_one(".title", Row).show(f"{self.heading()} · {whose}")
        if not self._everybody:
            # What cannot be read may be anybody's.
            here = Word(branches=frozenset((*self._names, "")))
            self._narrowed = replace(self._narrowed, words=(here, *self._narrowed.words))
        self.pages.begin()
        self.more()

    def more(self) -> None:
        # The meetings may be kept far away: never asked for on the screen's loop.
        narrowed, before = self._narrowed, self._shown[-1].id if self._shown else ""
        self.aside(
            lambda: self.hall.past.page(narrowed, PAGE, before),
            lambda found: self._show(narrowed, before, found),
        )

    def _show(self, narrowed: Narrowing, before: str, found: list[Summary]) -> None:
        if narrowed is not self._narrowed or before != (self._shown[-1].id if self._shown else ""):
            return
        self._shown += found
        none = _("No meeting fits.") if self.typed.strip() else _("There are no meetings yet.")
        of_none = "" if self._shown else none
        if of_none != self._of_none:
            # Said once, so that nothing else that was said is wiped away.
            self._of_none = of_none
            self.say(of_none)
        # With one branch in the archive its name would only repeat itself.
        several = self._everybody and len(self._branches) > 1
        self.pages.grow([Content(told(summary, several)) for summary in found], ended=len(found) < PAGE)

    @property
    def chosen(self) -> Summary | None:
        """The meeting under the cursor."""
        place = self.pages.highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def open_row(self) -> None:
        summary = self.chosen
        if summary is None:
            return
        if summary.problem:
            self.say_what_can_be_done(summary.id)
            return
        if summary.stage is Stage.EMPTY:
            self.say(_("Nothing has been entered in this meeting."))
            return
        show_record(self, summary.id)

    def action_branch(self) -> None:
        """The meetings of the branch at hand, or of all branches of the archive."""
        if len(self._branches) < 2:
            self.say(_("All meetings here are of one branch."))
            return
        self._everybody = not self._everybody or not self._names
        self.begin()

    def action_member(self) -> None:
        """One member's months."""
        choose_member(self)

    def action_export(self) -> None:
        """Write the record of the meeting under the cursor, or the list."""
        summary = self.chosen
        options = [(_("This list: {form}").format(form=form.label), form.value) for form in SheetForm]
        if summary is not None and summary.head is not None:
            told = _("The record of {meeting}").format(meeting=short_title(summary.head, current()))
            options.insert(0, (told, _RECORD))
        self.put(Pick(_("What is to be written?"), options), lambda what: self._export(what, summary))

    def _export(self, what: str, summary: Summary | None) -> None:
        if what != _RECORD:
            self.write_table(SheetForm(what))
        elif summary is not None:
            self.aside(
                lambda: self.hall.past.read(summary.id), lambda state: open_export(self, state, summary.id)
            )

    def sheet(self, go_on: GoOn) -> Sheet | None:
        found: list[Summary] = []
        narrowed = self._narrowed
        while go_on(len(found)):
            some = self.hall.past.page(narrowed, AT_A_TIME, found[-1].id if found else "")
            found += some
            if len(some) < AT_A_TIME:
                return meetings_sheet(found)
        return None


def told(summary: Summary, with_branch: bool = False) -> str:
    """A meeting as a row of the list; one that cannot be read says why."""
    if summary.head is None:
        why = summary.problem or _("Nothing has been entered in this meeting.")
        return why if summary.id in why else f"{summary.id}  {why}"
    came = _("came {came}/{due}").format(came=summary.came, due=summary.due)
    disclosed = _("disclosed {count}/{due}").format(count=summary.disclosed, due=summary.due)
    pledges = _("pledges open {count}").format(count=summary.open_pledges)
    parts = [short_title(summary.head, current()), came, disclosed, pledges, stage_words()[summary.stage]]
    return "  ".join([*parts, summary.head.branch] if with_branch else parts)
