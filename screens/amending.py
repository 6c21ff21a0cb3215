"""Amending a sealed record (更正): which line, what it should say, and why. The original stays."""

from __future__ import annotations

from locales import _
from meeting.commands import Amend
from meeting.kinds import Kind
from meeting.state import Line, MeetingState, Stage

from .after_seal import AddsToSealed
from .dialogs import Pick


class Amending(AddsToSealed):
    """A screen that shows one meeting's record and can amend it once it is sealed."""

    meeting = ""
    """The id of the meeting shown."""
    state: MeetingState

    def amended(self, state: MeetingState) -> None:
        """Show the record with its amendment."""
        raise NotImplementedError

    def can(self, action: str) -> bool:
        return action != "amend" or (self.state.stage is Stage.SEALED and not self.hall.read_only)

    def action_amend(self) -> None:
        """Ask for the line, the words and the reason."""
        if not self.may_add():
            return
        if not self.can("amend"):
            self.say(_("Only a sealed record is amended; before the seal its lines are corrected."))
            return
        lines = [line for line in self.state.lines if line.kind is not Kind.NOTE and not line.struck]
        options = [(f"{self.state.name_of(line.by)}：{line.text}", line) for line in lines]
        self.put(Pick(_("Which line is amended?"), options), self._ask_words)

    def _ask_words(self, line: Line) -> None:
        earlier = [each.text for each in self.state.amendments if each.line == line.number]
        now = earlier[-1] if earlier else line.text
        self.ask(_("What should it say?"), lambda text: self._ask_reason(line, text), now)

    def _ask_reason(self, line: Line, text: str) -> None:
        self.ask(_("Why is it amended?"), lambda reason: self._amend(line, text, reason))

    def _amend(self, line: Line, text: str, reason: str) -> None:
        command = Amend(line=line.number, text=text, reason=reason)
        self.add(self.meeting, command, self._done)

    def _done(self, state: MeetingState) -> None:
        self.amended(state)
        number = state.amendments[-1].number
        self.say(_("Amendment {number} is in the record, which is sealed anew.").format(number=number))
