"""The room's face: the name, a huge clock, the checklist. No notes, no drafts, no flags."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical

from locales import _
from meeting.clock import ClockState, forecast, read
from meeting.dates import written_clock
from meeting.state import MeetingState, Stage
from meeting.text import padded

from .bigdigits import BigDigits
from .checklist import ChecklistPanel
from .row import Row
from .speaker import digits_of, phase_title, post_of, state_in_words


class Board(Vertical):
    """For the whole room, readable from its last row."""

    DEFAULT_CSS = """
    Board { height: 1fr; padding: 0 1; }
    Board Row { text-align: center; }
    Board BigDigits { height: 1fr; min-height: 5; }
    Board ChecklistPanel { height: auto; max-height: 40%; padding: 0 1; }
    Board #b-says { text-style: bold; }
    Board.-warning #b-says, Board.-warning BigDigits { background: $warning-muted; color: $text-warning; }
    Board.-over #b-says, Board.-over BigDigits { background: $error-muted; color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        yield Row(id="b-name")
        yield Row(id="b-post")
        yield Row(id="b-plain")
        yield BigDigits(centred=True)
        yield Row(id="b-says")
        yield ChecklistPanel(board=True)
        yield Row(id="b-next")

    def show(self, state: MeetingState, now: datetime) -> None:
        """Show `state` at `now`."""
        self.query_one(ChecklistPanel).show(state)
        turn = state.turns[-1] if state.turns else None
        if turn is None or state.stage is not Stage.RUNNING:
            self._rest(state)
            return
        member = state.roster.member(turn.member)
        reading = read(turn, state.called.budgets, now)
        name = " ".join(padded(member.name))
        self._row("b-name", _("{name} has finished").format(name=name) if turn.ended else name, "bold")
        self._row("b-post", post_of(member))
        plain = _(" as an ordinary Party member ") if member.leads else ""
        self._row("b-plain", plain, "bold reverse")
        self.query_one(BigDigits).show(digits_of(reading))
        word = state_in_words(turn, reading, now)
        phase = "" if turn.ended else phase_title(turn.phase) + _(" · ")
        self._row("b-says", f"{phase}{word} {digits_of(reading)}", "bold")
        self._row("b-next", self._next(state, now))
        self.set_class(not turn.ended and reading.state is ClockState.WARNING, "-warning")
        self.set_class(not turn.ended and reading.state is ClockState.OVER, "-over")

    def _rest(self, state: MeetingState) -> None:
        """Before the first speaker, and after the close."""
        told = {
            Stage.RUNNING: _("The meeting is open"),
            Stage.ADJOURNED: _("The meeting is closed"),
            Stage.SEALED: _("The meeting is closed"),
        }.get(state.stage, _("The meeting begins shortly"))
        self._row("b-name", told, "bold")
        for id in ("b-post", "b-plain", "b-says"):
            self._row(id, "")
        self.query_one(BigDigits).show("")
        queue = state.queue if state.stage in (Stage.PREPARED, Stage.RUNNING) else ()
        self._row("b-next", _("Next: {name}").format(name=queue[0].name) if queue else "")
        self.remove_class("-warning", "-over")

    def _next(self, state: MeetingState, now: datetime) -> str:
        end = _("Expected end {time}").format(time=written_clock(forecast(state, now)))
        if not state.queue:
            return end
        names = _(", ").join(member.name for member in state.queue[:3])
        return _("Next: {name}").format(name=names) + _(" · ") + end

    def _row(self, id: str, text: str, style: str = "") -> None:
        self.query_one(f"#{id}", Row).show(text, style)
