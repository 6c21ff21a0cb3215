"""The live room: the screen a whole room looks at."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label

from locales import _
from meeting import commands as c
from meeting.clock import forecast
from meeting.dates import written_clock
from meeting.kinds import Kind
from meeting.state import MeetingState, Phase
from meeting.text import fit
from meeting.titles import meeting_name
from meeting.topics import missing

from .base import Hall, HouseScreen
from .dialogs import sure
from .live_deeds import LiveDeeds
from .widgets.entry import Entry, attributed
from .widgets.panels import ChecklistPanel, QueuePanel
from .widgets.speaker import Speaker
from .widgets.transcript import Transcript

DOUBLE_PRESS = 1.0
"""Seconds after a turn's start in which Next is taken for the same press."""

_PHASES = (Phase.DISCLOSURE, Phase.QUESTIONS, Phase.PLEDGES)


class LiveScreen(LiveDeeds, HouseScreen):
    """Shows the meeting as its record has it, and hands what is typed to the record."""

    NAME = "live"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012  (declared so by Screen)
    CSS = """
    LiveScreen #room { height: 1fr; }
    LiveScreen #side { width: 32; border-right: solid $primary; }
    LiveScreen.-wide #side { width: 44; }
    LiveScreen.-narrow #side { display: none; }
    LiveScreen #brief { height: 1; width: 100%; padding: 0 1; }
    LiveScreen #status { height: 1; width: 100%; padding: 0 1; }
    LiveScreen.-blank { background: black; }
    LiveScreen.-blank > * { visibility: hidden; }
    """

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self._draft = ""

    @property
    def state(self) -> MeetingState:
        """The meeting now."""
        return self.record.state

    def heading(self) -> str:
        return meeting_name(self.state.called)

    def content(self) -> ComposeResult:
        yield Speaker()
        yield Label(id="brief", markup=False)
        with Horizontal(id="room"):
            with Vertical(id="side"):
                yield ChecklistPanel()
                yield QueuePanel()
            yield Transcript()
        yield Entry()
        yield Label(id="status", markup=False)

    def on_mount(self) -> None:
        entry = self.query_one(Entry)
        entry.value = self._draft = self.record.file.read_draft()
        entry.cursor_position = len(entry.value)
        self.record.on_written = self._written
        # Once a second is enough for a clock, and leaves an input method's window in peace.
        self.set_interval(1.0, self._tick)
        self.call_after_refresh(self.show)

    def on_unmount(self) -> None:
        self.record.on_written = lambda: None

    def _written(self) -> None:
        """On the writer thread: what is on disk has changed."""
        self.app.call_later(self._show_saved)

    def _show_saved(self) -> None:
        # What is on disk may change once more while the screen is being taken down.
        if self in self.app.screen_stack:
            self.show()

    def _tick(self) -> None:
        draft = self.query_one(Entry).value
        if draft != self._draft:
            self._draft = draft
            self.record.keep_draft(draft)
        if self.record.trouble is not None:
            self.record.retry()
        self._show_clock()

    def show(self) -> None:
        """Push the state down to every part of the screen."""
        state = self.state
        self.query_one(ChecklistPanel).show(state)
        self.query_one(QueuePanel).show(state)
        self.query_one(Transcript).show(state, self.record.saved)
        self._show_clock()

    def _show_clock(self) -> None:
        now = self.record.now()
        self.query_one(Speaker).show(self.state, now)
        self.query_one("#status", Label).update(Content(self._status()))
        self.query_one("#brief", Label).update(Content(self._brief()))

    def _status(self) -> str:
        state = self.state
        if self.record.trouble is not None:
            return _("NOT SAVED: {error}. Kept in memory, trying again.").format(
                error=self.record.trouble.strerror or self.record.trouble
            )
        end = written_clock(forecast(state, self.record.now()))
        parts = [_("Expected end {time}").format(time=end)]
        if flags := len(state.pending_flags):
            parts.append(_("{count} flags pending (F3)").format(count=flags))
        parts.append(_("saved") if self.record.saved == self.record.session.last_id else _("saving"))
        return _(" · ").join(parts)

    def _brief(self) -> str:
        """Who comes next, and on a narrow screen how much is missing: the panels in one line."""
        state = self.state
        names = _(", ").join(member.name for member in state.queue)
        told = _("Still to speak: {count}").format(count=len(state.queue)) + (f"  {names}" if names else "")
        if state.turns and self.has_class("-narrow"):
            member = state.roster.member(state.turns[-1].member)
            lacking = len(missing(state.checklist, member, state.marks))
            told = _("Missing: {missing}").format(missing=lacking) + _(" · ") + told
        return fit(told, max(10, self.size.width - 2))

    # What is typed

    @on(Input.Submitted, "#entry")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        entry = self.query_one(Entry)
        kind, words = entry.parsed()
        if not words:
            return
        if not kind.from_another:
            self._record_line(kind, words, "")
            return
        by, rest = attributed(words, self.people())
        if by:
            self._record_line(kind, rest, by)
        else:
            self.pick_person(
                _("Whose words are they?"), self.people(), lambda by: self._record_line(kind, words, by)
            )

    def _record_line(self, kind: Kind, words: str, by: str) -> None:
        if self.do(c.Say(text=words, kind=kind, by=by)):
            self.query_one(Entry).reset()
            self._draft = ""
            self.record.keep_draft("")
            turn = self.state.turn
            if turn is not None and not turn.running:
                self.say(_("The clock is paused while words are recorded: F6 lets it run."))

    def people(self) -> list[tuple[str, str]]:
        """Everyone in the room who may ask, as (id, name)."""
        state = self.state
        speaker = state.speaker
        members = [m for m in state.roster if state.roll.of(m).presence.in_room and m != speaker]
        return [(m.id, m.name) for m in members] + [(guest.id, guest.name) for guest in state.observers]

    @on(Entry.TakeBack)
    def _take_back(self) -> None:
        own = [line for line in self.state.lines if not line.struck]
        if own:
            self.correct_line(own[-1])

    # The clock and the floor

    def action_next(self) -> None:
        """End the turn and call the next; says first what is missing, ignores a double press."""
        turn = self.state.turns[-1] if self.state.turns else None
        pressed = self.record.now()
        if turn is not None and (pressed - turn.stretches[0].start).total_seconds() < DOUBLE_PRESS:
            return
        member = self.state.speaker
        lacking = missing(self.state.checklist, member, self.state.marks) if member else ()
        if member is None or not lacking:
            self._go_on()
            return
        question = _("{name} has not covered: {topics}. Go on?").format(
            name=member.name, topics=_(", ").join(topic.title for topic in lacking)
        )
        self.app.push_screen(sure(question, _("Go on to the next speaker")), self._after_gap_check)

    def _after_gap_check(self, yes: bool | None) -> None:
        if yes:
            self._go_on()

    def _go_on(self) -> None:
        if not self.state.queue and self.state.turn is not None:
            if self.do(c.End()):
                self.say(_("Everyone in the room has spoken: F10 closes the meeting."))
            return
        self.do(c.Next())

    def action_pause(self) -> None:
        turn = self.state.turn
        self.do(c.Pause() if turn is not None and turn.running else c.Resume())

    def action_extend(self) -> None:
        self.do(c.Extend())

    def action_phase(self) -> None:
        turn = self.state.turn
        here = _PHASES.index(turn.phase) if turn is not None else 0
        self.do(c.Enter(phase=_PHASES[(here + 1) % len(_PHASES)]))

    def action_end(self) -> None:
        self.do(c.End() if self.state.turn is not None else c.Reopen())

    def action_undo(self) -> None:
        if self.do(c.Undo()):
            self.say(_("Taken back; Ctrl+Y does it again."))

    def action_redo(self) -> None:
        self.do(c.Redo())

    def action_kind(self) -> None:
        self.query_one(Entry).cycle()

    def action_blank(self) -> None:
        self.toggle_class("-blank")

    def action_home(self) -> None:
        self.app.pop_screen()

    def action_close(self) -> None:
        waiting = self.state.queue
        question = _("Close the meeting?")
        if waiting:
            question = _("{count} people have not spoken: {names}. Close the meeting?").format(
                count=len(waiting), names=_(", ").join(member.name for member in waiting)
            )
        self.app.push_screen(sure(question, _("Close the meeting")), self._adjourn)

    def _adjourn(self, yes: bool | None) -> None:
        if yes and self.do(c.Adjourn()):
            from .signoff import SignOffScreen

            self.app.switch_screen(SignOffScreen(self.hall))
