"""The branches of a county month by month: whose signed records have come, which late, what they lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from exports.tabled import Sheet
from locales import _
from store.county.view import Month

from .at_hand import take_to_hand
from .base import Hall
from .catching_up import Reading
from .county_grids import (
    Cell,
    CountyYear,
    by_counts,
    by_standing,
    counted,
    county_year,
    mark,
    narrowed,
    spelled,
)
from .finding import initials
from .laying import Laid, laid
from .narrowed import Narrowed
from .tabling import GoOn, Tabled
from .turning import TurnsYears
from .widgets.field import Field
from .widgets.pages import PAGE, Pages
from .widgets.row import Prose, Row

NAME: Final = 24
"""Cells for the name of a branch, before the months are made even."""
View = Callable[[str, str], Sequence[Month]]
"""(first month, last month), such as 2026-05 → every month of every branch, by branch. May raise Refused."""


class CountyViewScreen(Narrowed, TurnsYears, Tabled):
    """One table at a time, by name; typing narrows it, Enter leads to the coverage of the row's branch."""

    NAME = "view"
    ROWS = "branches"
    CSS = """
    CountyViewScreen #head { width: 100%; height: auto; padding: 0 1; text-style: bold; }
    CountyViewScreen #branches { border: none; padding: 0 1; }
    CountyViewScreen #branches:focus { border: none; }
    CountyViewScreen #legend { max-height: 4; padding: 0 1; }
    """

    def __init__(self, hall: Hall, view: View, year: int = 0) -> None:
        """Show `year`, or this year for 0."""
        super().__init__(hall)
        self._view = view
        self._year = year or hall.clock().year
        self._county: CountyYear | None = None
        self._counts = False
        """Are numbers shown, not months?"""
        self._names: tuple[str, ...] = ()
        """The branches of the rows."""
        self._laid = Laid((), (), "", True)
        self._asked: object = None
        """What was asked for last: an answer to anything else comes too late."""

    def heading(self) -> str:
        return _("Branches and months {year}").format(year=self._year)

    def placeholder(self) -> str:
        return _("type to narrow: branch or initials, late, 5月 nothing")

    def content(self) -> ComposeResult:
        yield Field(placeholder=self.placeholder(), id="filter")
        yield Reading()
        yield Prose("", id="head", style="bold")
        yield Pages(self.more, id=self.ROWS)
        yield Prose("", id="legend")

    def on_mount(self) -> None:
        self.say(_("Asking the county …"))
        self.catch_up()

    def look(self) -> CountyYear:
        year = self._year
        months = self._view(f"{year:04}-01", f"{year:04}-12")
        county = county_year(months, year, self.hall.clock().date())
        for branch in county.branches:
            # The readings are loaded here, on a thread, and not at the first letter typed.
            initials(branch)
        return county

    def shown(self, county: CountyYear) -> None:
        if county.year == self._year:
            self._county = county
            self.say("" if county.branches else _("No branch has been admitted, or none that you may read."))
            self.begin()

    def begin(self) -> None:
        if (county := self._county) is None:
            return
        typed, counts = self.typed, self._counts
        # A scroll bar takes two cells, the margins as many.
        cells = self.cells() - 4
        asked = self._asked = object()

        def lay() -> tuple[Sheet, Laid, tuple[str, ...]]:
            some = narrowed(county, typed)
            table = _table(some, counts, counted)
            # Months are narrow and need no evening; numbers have titles that are to be read.
            lines = laid(table, cells) if counts else laid(table, cells, NAME)
            if not lines.fits:
                table = _table(some, counts, mark)
                lines = laid(table, cells, NAME)
            return table, lines, tuple(some.branches)

        self.aside(lay, lambda given: self._show(asked, *given))

    def _show(self, asked: object, table: Sheet, lines: Laid, names: tuple[str, ...]) -> None:
        if asked is not self._asked:
            return
        place = self.pages.highlighted if names == self._names else None
        self._names, self._laid = names, lines
        told = _("{count} branches").format(count=len(names))
        self.query_one(".title", Row).show(f"{table.title} · {told}")
        # The sums stay in sight, above the branches.
        self.query_one("#head", Prose).update("\n".join((*lines.header, lines.rows[-1])))
        self.query_one("#legend", Prose).update("\n".join(filter(None, (lines.legend, *table.notes))))
        self.pages.begin()
        self._grow((place or 0) + PAGE)
        if place is not None:
            self.pages.highlighted = place

    def more(self) -> None:
        self._grow(PAGE)

    def _grow(self, by: int) -> None:
        here, end = self.pages.option_count, len(self._names)
        self.pages.grow(
            [Content(row) for row in self._laid.rows[here : min(here + by, end)]], ended=here + by >= end
        )

    def lay_anew(self) -> None:
        self.begin()

    def action_months(self) -> None:
        """Branches by months."""
        self._counts = False
        self.begin()

    def action_counts(self) -> None:
        """Branches in numbers."""
        self._counts = True
        self.begin()

    def turned(self, by: int) -> None:
        self.say(_("Asking the county …"))
        self.look_again()

    def open_row(self) -> None:
        from .coverage import CoverageScreen

        year = self._year
        self._take(lambda: CoverageScreen(self.hall, year))

    def action_past(self) -> None:
        """The meetings of the branch under the cursor."""
        from .past import PastScreen

        self._take(lambda: PastScreen(self.hall, of_branch=True))

    def _take(self, make: Callable[[], Screen[None]]) -> None:
        """Take the branch under the cursor to hand, then show a screen on it."""
        place = self.pages.highlighted
        if place is not None and place < len(self._names):
            name = self._names[place]
            self.aside(
                lambda: take_to_hand(self.hall.archive, name), lambda _name: self.app.push_screen(make())
            )

    def sheet(self, go_on: GoOn) -> Sheet | None:
        county, typed = self._county, self.typed
        if county is None or not go_on(len(county.branches)):
            return None
        return _table(narrowed(county, typed), self._counts, spelled)


def _table(county: CountyYear, counts: bool, cell: Cell) -> Sheet:
    return by_counts(county) if counts else by_standing(county, cell)
