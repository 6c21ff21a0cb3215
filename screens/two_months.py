"""Two months of one member side by side, what differs shown by marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from exports.tabled import Sheet
from locales import _
from meeting.part import Part

from .base import Hall
from .catching_up import Reading
from .comparing import compared, laid_beside, marked
from .person import Person
from .tabling import GoOn, Tabled


class TwoMonthsScreen(Tabled):
    """The earlier month on the left, the later one on the right; keys put other months in their places."""

    NAME = "beside"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]
    CSS = "TwoMonthsScreen VerticalScroll { scrollbar-gutter: stable; padding: 0 1; }"

    def __init__(self, hall: Hall, person: Person, parts: Sequence[Part], then: int, now: int) -> None:
        """`parts` are the months to choose from, newest first; `then` and `now` are places in it."""
        self._person, self._parts = person, parts
        self._then, self._now = then, now
        super().__init__(hall)

    def heading(self) -> str:
        return _("{name}: two months side by side").format(name=self._person.name)

    def content(self) -> ComposeResult:
        yield Reading()
        with VerticalScroll():
            yield Static(markup=False)

    def on_mount(self) -> None:
        self._show()

    def lay_anew(self) -> None:
        self._show()

    @property
    def _two(self) -> tuple[Part, Part]:
        return self._parts[self._then], self._parts[self._now]

    def _show(self) -> None:
        then, now = self._two
        days = (then.day.isoformat(), now.day.isoformat())
        pairs = compared(self._person, then, now)
        # The scroll bar and the margins take four cells.
        self.query_one(Static).update(laid_beside(days, pairs, self.cells() - 4))
        self.say(_("【】: only on this side"))

    def _move(self, then: int, now: int) -> None:
        """Other months, as far as there are any; the earlier one stays on the left."""
        if 0 <= now < then < len(self._parts):
            self._then, self._now = then, now
            self._show()
        else:
            self.say(_("There is no other month on that side."))

    def action_older(self) -> None:
        """An earlier month on the left."""
        self._move(self._then + 1, self._now)

    def action_newer(self) -> None:
        """A later month on the left."""
        self._move(self._then - 1, self._now)

    def action_later_older(self) -> None:
        """An earlier month on the right."""
        self._move(self._then, self._now + 1)

    def action_later_newer(self) -> None:
        """A later month on the right."""
        self._move(self._then, self._now - 1)

    def sheet(self, go_on: GoOn) -> Sheet | None:
        then, now = self._two
        days = (then.day.isoformat(), now.day.isoformat())
        rows = tuple((marked(left), marked(right)) for left, right in compared(self._person, then, now))
        return Sheet(
            name=_("beside-{name}-{then}-{now}").format(name=self._person.name, then=days[0], now=days[1]),
            title=self.heading(),
            header=days,
            rows=rows,
            notes=(_("【】: only on this side"),),
        )
