"""Who has the floor, and their clock in large digits."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits

from locales import _, current
from meeting.clock import ClockState, Reading, elapsed, read
from meeting.dates import written_duration
from meeting.roster import Member
from meeting.state import MeetingState, Phase, Turn

from ..keys import shown
from .bigdigits import BigDigits
from .row import Row


def phase_title(phase: Phase) -> str:
    """The phase in the interface language."""
    return {
        Phase.DISCLOSURE: _("Disclosure"),
        Phase.QUESTIONS: _("Questions and remarks"),
        Phase.PLEDGES: _("Pledges"),
    }[phase]


def post_of(member: Member) -> str:
    """A member's Party role and post, as one knows them."""
    return _(" · ").join(part for part in (member.role.label, member.post) if part)


def digits_of(reading: Reading) -> str:
    """The clock's digits: what is left, or with + what is over."""
    seconds = abs(reading.left)
    return f"{'+' if reading.left < 0 else ''}{seconds // 60}:{seconds % 60:02}"


def state_in_words(turn: Turn, reading: Reading, now: datetime) -> str:
    """The clock's state in words: 剩余, 提醒, 超时, 暂停; once over, the time used."""
    if turn.ended is not None:
        return _("ended, used {time}").format(time=written_duration(elapsed(turn, now), current()))
    word = reading.state.label
    if turn.phase is not Phase.DISCLOSURE:
        return _("questions: {word}").format(word=word)
    return word


class Speaker(Horizontal):
    """The speaker's name, post and phase beside the clock; the state of the clock is said in words too."""

    DEFAULT_CSS = """
    Speaker { height: 4; padding: 0 1; background: $surface; }
    Speaker #who { width: 1fr; }
    Speaker #name { text-style: bold; }
    Speaker #clock { width: 24; padding: 0 1; }
    Speaker Digits { width: 100%; text-align: right; text-style: bold; }
    Speaker BigDigits { display: none; }
    Speaker #says { text-align: right; }
    Speaker #short { display: none; }
    Speaker.-warning #clock, Speaker.-warning #short { background: $warning-muted; color: $text-warning; }
    Speaker.-over #clock, Speaker.-over #short { background: $error-muted; color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="who"):
            yield Row(id="name")
            yield Row(id="post")
            yield Row(id="plain")
            yield Row(id="phase")
        with Vertical(id="clock"):
            yield Digits("--:--")
            yield BigDigits()
            yield Row(id="says")
        yield Row(id="short")

    def show(self, state: MeetingState, now: datetime) -> None:
        """Show the turn that has the floor, or the last one's final time until the next starts."""
        turn = state.turns[-1] if state.turns else None
        if turn is None:
            calls = _("{key} calls the first speaker").format(key=shown("live.next"))
            self._say(_("The meeting is open"), calls, "", "")
            self.query_one("#short", Row).show(calls)
            return
        member = state.roster.member(turn.member)
        reading = read(turn, state.called.budgets, now)
        word = state_in_words(turn, reading, now)
        name = member.name
        over = _("{name} has finished").format(name=name) if turn.ended else name
        plain = _(" as an ordinary Party member ") if member.leads else ""
        self._say(over, post_of(member), plain, self._phase(turn))
        self._clock(turn, reading, word)
        short = f"{over}  {digits_of(reading)}  {word}"
        self.query_one("#short", Row).show(short, "bold")

    def _phase(self, turn: Turn) -> str:
        if turn.ended is not None:
            return ""
        told = phase_title(turn.phase)
        if turn.out_of_rank:
            told += _(" · ") + _("out of rank: {reason}").format(reason=turn.out_of_rank)
        return told

    def _say(self, name: str, post: str, plain: str, phase: str) -> None:
        self.query_one("#name", Row).show(name)
        self.query_one("#post", Row).show(post)
        self.query_one("#plain", Row).show(plain, "bold reverse")
        self.query_one("#phase", Row).show(phase)

    def _clock(self, turn: Turn, reading: Reading, word: str) -> None:
        digits = self.query_one(Digits)
        if digits.value != digits_of(reading):
            digits.update(digits_of(reading))
        self.query_one(BigDigits).show(digits_of(reading))
        self.query_one("#says", Row).show(word)
        live = turn.ended is None
        self.set_class(live and reading.state is ClockState.WARNING, "-warning")
        self.set_class(live and reading.state is ClockState.OVER, "-over")
