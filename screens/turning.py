"""A screen that shows a year and turns to the one before or after it."""

from __future__ import annotations

from .base import HouseScreen


class TurnsYears(HouseScreen):
    """A screen with a year."""

    _year: int

    def turned(self, by: int) -> None:
        """Show the year that `_year` is now, `by` years later than before."""
        raise NotImplementedError

    def action_earlier(self) -> None:
        """The year before."""
        self._turn(-1)

    def action_later(self) -> None:
        """The year after."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        if 1 <= self._year + by <= 9999:
            self._year += by
            self.turned(by)
