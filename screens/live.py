"""The live room: the screen a whole room looks at."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from locales import _
from meeting.clock import forecast
from meeting.dates import written_clock
from meeting.state import MeetingState, Outcome, Stage
from meeting.titles import meeting_name
from meeting.topics import missing

from .bell import ClockBell, ring
from .keys import shown
from .live_floor import LiveFloor
from .live_history import LiveHistory
from .live_listening import LiveListening
from .live_now import FOR_THE_ROOM, can_now
from .live_playing import LivePlaying
from .widgets.board import Board
from .widgets.checklist import ChecklistPanel
from .widgets.entry import Entry
from .widgets.keybar import KeyBar
from .widgets.queue import QueuePanel
from .widgets.row import Notice, Row
from .widgets.speaker import Speaker
from .widgets.transcript import Transcript

NARROW: Final = 80
"""Below so many cells the panels stand in one line."""


class LiveScreen(LiveFloor, LivePlaying, LiveListening, LiveHistory):
    """Shows the meeting as its record has it, and hands what is typed to the record."""

    NAME = "live"
    AUTO_FOCUS = "#entry"
    CSS_PATH = "live.tcss"
    # Lists, since they are declared so by Screen.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-normal"), (120, "-wide"), (160, "-vast")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (9, "-low"), (18, "-short"), (32, "-tall")]  # noqa: RUF012

    @property
    def state(self) -> MeetingState:
        """The meeting now."""
        return self.record.state

    def heading(self) -> str:
        return meeting_name(self.state.called)

    def compose(self) -> ComposeResult:
        yield Row(self.heading(), classes="title")
        with Vertical(id="desk"):
            yield Speaker()
            yield Row(id="brief")
            with Horizontal(id="room"):
                with Vertical(id="side"):
                    yield ChecklistPanel()
                    yield QueuePanel()
                yield Transcript()
                yield QueuePanel(id="right")
            yield Entry(self.people, self.record.ear)
            yield Notice()
        yield Board()
        yield KeyBar(self.NAME, self.can)

    def on_mount(self) -> None:
        self._bell = ClockBell()
        self.restore_draft()
        self.record.on_written = self._written
        # Once a second is enough for a clock, and leaves an input method's window in peace.
        self.set_interval(1.0, self._tick)
        self.watch_play()
        self.call_after_refresh(self._opened)

    def _opened(self) -> None:
        self.show()
        self.say(self.record.notice)
        unseen = any(pledge.outcome is Outcome.OPEN for pledge in self.state.carried)
        if unseen and not self.state.turns and self.is_current:
            # A meeting opens with the look back (回头看).
            self.action_review()

    def on_unmount(self) -> None:
        self.record_safe()

    def lay_anew(self) -> None:
        if self._filled:
            self._show_clock()

    def record_safe(self) -> None:
        """Keep the unfinished line and stop listening to the writer."""
        if self.hall.record is not None:
            self.keep_draft()
            self.record.on_written = lambda: None

    def _written(self) -> None:
        """On the writer thread: what is on disk has changed."""
        self.app.call_later(self._show_saved)

    def _show_saved(self) -> None:
        if self.hall.record is None:
            return
        # What is on disk may change once more while the screen is being taken down, part by part.
        for transcript in self.query(Transcript):
            transcript.show(self.state, self.record.saved)
        for notice in self.query(Notice):
            notice.stand(self._standing())

    def _tick(self) -> None:
        if self.hall.record is None:
            return
        self.keep_draft()
        if self.record.trouble is not None:
            self.record.retry()
        rings = self._bell.rings(self.state, self.record.now())
        if self.hall.settings.on("screen.bell"):
            ring(self.app, rings)
        self._show_clock()

    def show(self) -> None:
        """Push the state down to every part of the screen."""
        state = self.state
        if state.stage is Stage.PREPARED:
            # The opening itself was taken back.
            from .prepare import PrepareScreen

            self.app.switch_screen(PrepareScreen(self.hall))
            return
        if not self._filled:
            return
        self.panel.show(state, self.proposed())
        for panel in self.query(QueuePanel):
            panel.show(state)
        self.query_one(Transcript).show(state, self.record.saved)
        self.query_one(KeyBar).look()
        self.look_for_a_clock()
        self._show_clock()

    @property
    def _filled(self) -> bool:
        return bool(self.query(Board))

    def _show_clock(self) -> None:
        now = self.record.now()
        if self.has_class("-board"):
            self.query_one(Board).show(self.state, now)
            return
        self.query_one(Speaker).show(self.state, now)
        self.query_one("#brief", Row).show(self._brief())
        self.query_one(Notice).stand(self._standing())

    def _standing(self) -> str:
        """What stands at the foot: the forecast, the count of flags, what is offered, what is on disk."""
        state = self.state
        if self.record.trouble is not None:
            told = _("NOT SAVED: {error}. Kept in memory, trying again; {key} saves a copy elsewhere.")
            error = self.record.trouble.strerror or self.record.trouble
            return told.format(error=error, key=shown("live.copy") or shown("house.palette"))
        end = written_clock(forecast(state, self.record.now()))
        parts = [_("saved") if self.record.saved == self.record.session.last_id else _("saving")]
        parts.append(_("Expected end {time}").format(time=end))
        if playing := self.playing():
            parts.append(playing)
        if flags := len(state.pending_flags):
            parts.append(_("{count} flags pending ({key})").format(count=flags, key=shown("live.flags")))
        if found := self.proposed():
            member = state.roster.member(state.turns[-1].member)
            topic, mark = next(iter(found.items()))
            title = next(t.title for t in state.checklist.topics_for(member) if t.id == topic)
            told = _("{key} ticks “{topic}”: {mark}")
            parts.append(told.format(key=shown("live.accept"), topic=title, mark=mark.label))
        return _(" · ").join(parts)

    def _brief(self) -> str:
        """Who comes next, and on a narrow screen how much is missing: the panels in one line."""
        state = self.state
        names = _(", ").join(member.name for member in state.queue)
        told = _("Still to speak: {count}").format(count=len(state.queue)) + (f"  {names}" if names else "")
        if state.turns and self.cells() < NARROW:
            member = state.roster.member(state.turns[-1].member)
            lacking = len(missing(state.checklist, member, state.marks))
            told = _("Missing: {missing}").format(missing=lacking) + _(" · ") + told
        return told

    def look_for_a_clock(self) -> None:
        """Raise the alarm while words come and no clock runs; take it back when it does."""
        turn = self.state.turn
        entry = self.entry
        needed = bool(entry.value) and entry.correcting is None and entry.parsed()[0].needs_floor
        late = shown("live.late")
        if not needed or (turn is not None and turn.running):
            self.query_one(Notice).end_alarm()
            return
        if turn is not None:
            told = _("The clock is paused: {key} lets it run, {late} as of 30 seconds ago.")
            said = told.format(key=shown("live.pause"), late=late)
        elif self.state.queue:
            told = _("No clock is running: {key} calls {name}, {late} as of 30 seconds ago.")
            said = told.format(key=shown("live.next"), name=self.state.queue[0].name, late=late)
        else:
            said = _("No clock is running: {key} goes on with the last turn.").format(key=shown("live.end"))
        self.query_one(Notice).show(said, alarm=True)

    def offers(self, action: str) -> bool:
        return action != "play" or self.play is not None

    def can(self, action: str) -> bool:
        """Can this be done now? The bar and the palette say so; pressing the key says why not."""
        if action == "play":
            return self.play is not None and not self.play.over
        return self.check_action(action, ()) is True and can_now(action, self.record.session)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the room's face only the floor is worked; nothing opens there that the room should not see."""
        return not self.has_class("-board") or action in FOR_THE_ROOM

    # Faces and places

    def action_face(self) -> None:
        """The room's face, without notes and flags, or the desk again."""
        on = not self.has_class("-board")
        self.set_class(on, "-board")
        self.tick_mode(False)
        if on:
            self.set_focus(None)
        self.show()

    def action_older(self) -> None:
        """Page back in the record; in tick mode, in the checklist."""
        self._page(1)

    def action_newer(self) -> None:
        """Page forward in the record; in tick mode, in the checklist."""
        self._page(-1)

    def _page(self, back: int) -> None:
        if self.has_class("-ticking"):
            self.panel.page(-back)
        else:
            self.query_one(Transcript).page(back)

    def action_home(self) -> None:
        """Back to the home screen; the meeting runs on."""
        self.app.pop_screen()
