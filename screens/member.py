"""One member's page: the months in a list, and beside it all that was said in the month under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exports.tabled import Sheet
from locales import _
from meeting.coverage import pressures_of
from meeting.part import Part
from meeting.text import fit

from .base import Hall
from .catching_up import Reading
from .choosing import choose_member
from .person import Person, month, person, pledges_row, pressure_words, row, sheet
from .showing import show_record
from .tabling import GoOn, Tabled
from .told import pledge_told
from .widgets.pages import move_cursor
from .widgets.row import Prose

_ABOVE = 2
"""The rows above the months: pledges, and pressure records."""
_WIDE = 100
"""Cells from which what was said stands beside the months."""


class MemberScreen(Tabled):
    """Up and down choose a month; PageUp and PageDown read in what was said."""

    NAME = "member"
    AUTO_FOCUS = "#months"
    HORIZONTAL_BREAKPOINTS = [(_WIDE, "-wide")]  # noqa: RUF012  (declared so by Screen)
    CSS = """
    MemberScreen #both { height: 1fr; }
    MemberScreen.-wide #both { layout: horizontal; }
    MemberScreen #months { height: 2fr; min-height: 4; border: none; padding: 0; }
    MemberScreen #months:focus { border: none; }
    MemberScreen #said { height: 3fr; border-top: solid $primary; padding: 0 1; scrollbar-gutter: stable; }
    MemberScreen.-wide #months { width: 62; height: 1fr; }
    MemberScreen.-wide #said { width: 1fr; height: 1fr; border-top: none; border-left: solid $primary; }
    """
    BINDINGS: ClassVar = [
        # Also while what was pressed before is still on its way to the list.
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, hall: Hall, name: str, meeting: str = "") -> None:
        """Show the months of the member with this full name, beginning at `meeting` or at the newest."""
        self._whose, self._meeting = name, meeting
        self._person: Person | None = None
        self._said: tuple[Person | None, int] = (None, -1)
        """Whose words are shown, and of which row."""
        super().__init__(hall)

    def heading(self) -> str:
        return _("{name}, month by month").format(name=self._whose)

    def content(self) -> ComposeResult:
        yield Reading()
        with Container(id="both"):
            yield OptionList(id="months", markup=False)
            with VerticalScroll(id="said", can_focus=False):
                yield Prose("", id="words")

    def on_mount(self) -> None:
        # The breakpoints are looked at only after the first layout.
        self.set_class(self.app.size.width >= _WIDE, "-wide")
        self.catch_up()

    def look(self) -> Person:
        branch = self.hall.archive.branch().names
        if self._meeting:
            held = self.hall.past.read(self._meeting).called.branch
            # Somebody of another branch than the one at hand.
            branch = branch if held in branch else (held,)
        return person(self.hall.past, branch, self._whose)

    def shown(self, found: Person) -> None:
        self._person = found
        months = self._months
        place = months.highlighted
        self._fill()
        at = next((n for n, part in enumerate(found.parts) if part.meeting == self._meeting), 0)
        months.highlighted = place if place is not None else (_ABOVE + at if found.parts else 0)
        # Not only when the list tells of it: rows and words are painted at once.
        self._tell(months.highlighted)
        self.say("" if found.parts else _("{name} has not been at a meeting yet.").format(name=self._whose))

    def lay_anew(self) -> None:
        place = self._months.highlighted
        self._fill()
        self._months.highlighted = place

    def _fill(self) -> None:
        months = self._months
        months.clear_options()
        if (found := self._person) is None:
            return
        pressures = _("Pressure records {count}").format(count=len(pressures_of(found.parts)))
        rows = [pledges_row(found.pledges, self._today), pressures, *map(row, found.parts)]
        cells = self.cells()
        wide = (62 if cells >= _WIDE else cells) - 3
        months.add_options([Option(Content(fit(text, wide))) for text in rows])

    @property
    def _months(self) -> OptionList:
        return self.query_one("#months", OptionList)

    @property
    def _today(self) -> date:
        return self.hall.clock().date()

    @property
    def chosen(self) -> Part | None:
        """The meeting under the cursor."""
        place = self._months.highlighted
        if self._person is None or place is None or place < _ABOVE:
            return None
        return self._person.parts[place - _ABOVE]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell(event.option_index)

    def _tell(self, place: int) -> None:
        words = (self._person, place)
        if words[0] is not self._said[0] or place != self._said[1]:
            self._said = words
            self.query_one("#words", Prose).update("\n".join(self._words(place)))
            self.query_one("#said", VerticalScroll).scroll_home(animate=False)

    def _words(self, place: int) -> Sequence[str]:
        found = self._person
        if found is None:
            return ()
        if place == 0:
            told = [pledge_told(pledged, self._today) for pledged in reversed(found.pledges)]
            return told or [_("Nothing has been pledged yet.")]
        if place == 1:
            records = [pressure_words(day, record) for day, record in pressures_of(found.parts)]
            return records or [_("No pressure has been reported.")]
        return [*month(found, found.parts[place - _ABOVE])]

    def action_move(self, by: int) -> None:
        """A row up or down; it stops at the ends."""
        move_cursor(self._months, by)

    def action_scroll(self, by: int) -> None:
        """A page on or back in what was said."""
        pane = self.query_one("#said", VerticalScroll)
        pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Read the record of the meeting under the cursor, from the member's first line on."""
        part, found = self.chosen, self._person
        if part is None or found is None:
            return
        lines = found.lines.get(part.meeting, ())
        show_record(self, part.meeting, lines[0].line if lines else 0)

    def action_beside(self) -> None:
        """The month under the cursor beside the one before it in which the member spoke."""
        found = self._person
        spoken = [part for part in found.parts if part.spoke] if found else []
        if found is None or len(spoken) < 2:
            self.say(_("Two months with a turn are needed."))
            return
        from .two_months import TwoMonthsScreen

        part = self.chosen
        now = next((n for n, each in enumerate(spoken[:-1]) if part is None or each.day <= part.day), None)
        now = len(spoken) - 2 if now is None else now
        self.app.push_screen(TwoMonthsScreen(self.hall, found, spoken, now + 1, now))

    def action_member(self) -> None:
        """Another member's months."""
        choose_member(self)

    def sheet(self, go_on: GoOn) -> Sheet | None:
        return sheet(self._person, self._today) if self._person else None
