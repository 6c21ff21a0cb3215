"""Who has the floor, and their clock in large digits."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Label

from locales import _
from meeting.clock import ClockState, Reading, read
from meeting.state import MeetingState, Phase, Turn
from meeting.text import fit


def phase_title(phase: Phase) -> str:
    """The phase in the interface language."""
    return {
        Phase.DISCLOSURE: _("Disclosure"),
        Phase.QUESTIONS: _("Questions and remarks"),
        Phase.PLEDGES: _("Pledges"),
    }[phase]


class Speaker(Horizontal):
    """The speaker's name, post and phase beside the clock; the state of the clock is said in words too."""

    DEFAULT_CSS = """
    Speaker { height: 4; padding: 0 1; background: $surface; }
    Speaker #who { width: 1fr; }
    Speaker #who Label { width: 100%; height: 1; }
    Speaker #name { text-style: bold; }
    Speaker #clock { width: 22; }
    Speaker Digits { width: 100%; text-align: right; }
    Speaker #says { width: 100%; text-align: right; height: 1; }
    Speaker.-warning #clock { background: $warning-muted; color: $text-warning; }
    Speaker.-over #clock { background: $error-muted; color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="who"):
            yield Label(id="name", markup=False)
            yield Label(id="post", markup=False)
            yield Label(id="plain", markup=False)
            yield Label(id="phase", markup=False)
        with Vertical(id="clock"):
            yield Digits("--:--")
            yield Label(id="says", markup=False)

    def show(self, state: MeetingState, now: datetime) -> None:
        """Show the turn that has the floor, or the last one's final time until the next starts."""
        turn = state.turns[-1] if state.turns else None
        if turn is None:
            self._say(_("The meeting is open"), _("F5 calls the first speaker"), "", "")
            return
        member = state.roster.member(turn.member)
        plain = _("as an ordinary Party member") if member.leads else ""
        role = _(" · ").join(part for part in (member.role.label, member.post) if part)
        over = _("{name} has finished").format(name=member.name) if turn.ended else member.name
        self._say(over, role, plain, phase_title(turn.phase) if turn.ended is None else "")
        self._clock(turn, read(turn, state.called.budgets, now))

    def _say(self, *texts: str) -> None:
        wide = max(10, self.size.width - 24)
        for name, text in zip(("name", "post", "plain", "phase"), texts, strict=True):
            self.query_one(f"#{name}", Label).update(Content(fit(text, wide)))

    def _clock(self, turn: Turn, reading: Reading) -> None:
        seconds = abs(reading.left)
        sign = "+" if reading.left < 0 else ""
        self.query_one(Digits).update(f"{sign}{seconds // 60}:{seconds % 60:02}")
        word = reading.state.label
        if turn.ended is not None and reading.left < 0:
            word = _("ended, over time")
        self.query_one("#says", Label).update(Content(word))
        self.set_class(reading.state is ClockState.WARNING, "-warning")
        self.set_class(reading.state is ClockState.OVER, "-over")
