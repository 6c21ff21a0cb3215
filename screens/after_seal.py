"""Adding to a sealed record: where the meeting is open here, at once; otherwise on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from locales import _
from meeting.commands import Command
from meeting.refusal import Refused
from meeting.state import MeetingState

from .base import HouseScreen


class AddsToSealed(HouseScreen):
    """A screen that can add to sealed records, each sealed anew with what is added."""

    def may_add(self) -> bool:
        """May anything be added here? Where not, it is said."""
        if self.hall.read_only:
            self.say(_("These records are only read here: the branch adds to its own."))
        return not self.hall.read_only

    def add(self, meeting: str, command: Command, then: Callable[[MeetingState], object]) -> None:
        """Add what `command` says to the sealed `meeting` and go on with its record; a refusal is said."""
        record = self.hall.record
        if record is not None and record.id == meeting:
            if self.attempt(lambda: record.do(command)):
                self.hall.archive.note_seals(record)
                then(record.state)
            return

        def amend() -> None:
            try:
                state = self.hall.archive.amend(meeting, command)
            except Refused as refused:
                self.app.call_from_thread(self.say, refused.reason)
            else:
                self.app.call_from_thread(then, state)

        self.run_worker(amend, thread=True, exclusive=True, group="amend")
