"""The coverage of a year: members by months or by items, meeting by meeting, or beside another year."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exports.tabled import Sheet
from locales import _
from meeting.refusal import Refused

from .base import Hall
from .catching_up import Reading
from .choosing import choose_member, no_branch
from .dialogs import Pick
from .grids import Share, by_items, by_meetings, by_months, fraction, short, spelled, two_years
from .laying import laid
from .showing import show_member, show_record
from .tabling import GoOn, Tabled
from .turning import TurnsYears
from .widgets.row import Prose, Row
from .years import Years, none_held, stands, years_of

View = Callable[[Share], Sheet]


class CoverageScreen(TurnsYears, Tabled):
    """One table at a time; keys change the year and the table, Enter leads to the member of the row."""

    NAME = "coverage"
    AUTO_FOCUS = "#grid"
    CSS = """
    CoverageScreen #stands { max-height: 2; }
    CoverageScreen #head { width: 100%; height: auto; padding: 0 1; text-style: bold; }
    CoverageScreen #grid { border: none; padding: 0 1; }
    CoverageScreen #grid:focus { border: none; }
    CoverageScreen #legend { max-height: 4; padding: 0 1; }
    """
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]

    def __init__(self, hall: Hall, year: int = 0) -> None:
        """Show `year`, or this year for 0."""
        super().__init__(hall)
        self._year = year or hall.clock().year
        self._beside: int | None = None
        self._table = "months"
        self._years: Years | None = None
        self._whose = ""

    def heading(self) -> str:
        return _("Coverage {year}").format(year=self._year)

    def content(self) -> ComposeResult:
        yield Prose("", id="stands")
        yield Reading()
        yield Prose("", id="head", style="bold")
        yield OptionList(id="grid", markup=False)
        yield Prose("", id="legend")

    def on_mount(self) -> None:
        self.catch_up()

    def look(self) -> tuple[str, Years]:
        branch = self.hall.archive.branch()
        if self.hall.read_only and not branch.name:
            raise Refused(no_branch())
        # Where many branches are read, the title says whose year it is.
        whose = branch.name if self.hall.read_only else ""
        return whose, years_of(self.hall.past, branch.names, self._year, self._beside)

    def shown(self, found: tuple[str, Years]) -> None:
        whose, years = found
        if years.year.year != self._year:
            return
        self._whose, self._years = whose, years
        self.lay_anew()
        self.query_one("#stands", Prose).update(stands(years, self.hall.clock().date()))
        self.say(none_held(years))

    def lay_anew(self) -> None:
        if self._years is None:
            return
        # A scroll bar takes two cells, the margins as many.
        cells = self.cells() - 4
        table = self._view(fraction)
        lines = laid(table, cells)
        if lines.legend or not lines.fits:
            tight = self._view(short)
            # Shorter cells where they are needed, or where all titles fit beside them.
            if not lines.fits or not laid(tight, cells).legend:
                table, lines = tight, laid(tight, cells)
        grid = self.query_one("#grid", OptionList)
        place = grid.highlighted
        grid.clear_options()
        grid.add_options([Option(Content(line)) for line in lines.rows])
        if lines.rows:
            grid.highlighted = min(place or 0, len(lines.rows) - 1)
        self.query_one(".title", Row).show(" · ".join(filter(None, (table.title, self._whose))))
        self.query_one("#head", Prose).update("\n".join(lines.header))
        self.query_one("#legend", Prose).update("\n".join(filter(None, (lines.legend, *table.notes))))

    def _view(self, share: Share) -> Sheet:
        """The table that is shown, with cells written so."""
        assert self._years is not None
        year, other = self._years.year, self._years.other
        if self._table == "years" and other is not None:
            then, now = sorted((year, other), key=lambda each: each.year)
            return two_years(then, now)
        tables = {"items": by_items, "meetings": by_meetings}
        return tables.get(self._table, by_months)(year, share)

    def _switch(self, table: str) -> None:
        self._table = table
        self.lay_anew()

    def action_months(self) -> None:
        """Members by months."""
        self._switch("months")

    def action_items(self) -> None:
        """Members by items."""
        self._switch("items")

    def action_meetings(self) -> None:
        """Meeting by meeting."""
        self._switch("meetings")

    def turned(self, by: int) -> None:
        self._beside = None if self._beside is None else self._beside + by
        self.look_again()

    def action_years(self) -> None:
        """Put another year beside this one."""
        if self._years is None:
            return
        held = sorted({day.year for day in self._years.held} - {self._year}, reverse=True)
        if not held:
            self.say(_("There is no other year with a meeting."))
            return
        self.put(
            Pick(_("Which year beside {year}?").format(year=self._year), [(str(y), y) for y in held]),
            self._with,
        )

    def _with(self, year: int) -> None:
        self._beside, self._table = year, "years"
        self.look_again()

    def action_member(self) -> None:
        """A member's months."""
        choose_member(self)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._years is None:
            return
        if self._table == "meetings":
            show_record(self, self._years.year.meetings()[event.option_index][1])
            return
        rows = self._view(fraction).rows
        if (name := rows[event.option_index][0]) in self._years.year.members:
            show_member(self, name)

    def sheet(self, go_on: GoOn) -> Sheet | None:
        return self._view(spelled) if self._years else None
