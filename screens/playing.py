"""A meeting that plays itself, as a screen knows it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from store.record import Record


class Play(Protocol):
    """A script with a place in it. It belongs to the hall, so that leaving a screen loses nothing."""

    meeting: str
    """The id of the meeting that it plays."""
    ended: str
    """Why it is over, in one sentence; empty while it is not."""

    @property
    def over(self) -> bool:
        """Has it been played, or has it stopped for good?"""

    @property
    def paused(self) -> bool:
        """Does it wait for somebody to let it go on?"""

    def pause(self) -> None:
        """Wait until `go_on`."""

    def go_on(self, now: datetime) -> None:
        """Go on with the next step, its gap after `now`."""

    def advance(self, record: Record) -> bool:
        """Do the next step if its time has come; True when the meeting or the play has changed."""
