"""What is typed in the live room: lines, pasted texts, corrections, the pressure record."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.widgets import Input

from locales import _
from meeting import commands as c
from meeting.kinds import Kind
from meeting.refusal import Refused
from meeting.scripts import script_of
from meeting.state import Line, Pressure
from meeting.text import LINE_MAX

from .dialogs import sure
from .keys import shown
from .live_draft import LiveDraft
from .pasting import MOST, PastePreview, lines_of, wants_a_look
from .pressure import PressureForm
from .widgets.attribution import attributed
from .widgets.entry import Entry


class LiveSaying(LiveDraft):
    """The entry line's side of the live room."""

    def look_for_a_clock(self) -> None:
        """Raise the alarm while words come and no clock runs; take it back when it does."""
        raise NotImplementedError

    def people(self) -> list[tuple[str, str]]:
        """Everyone in the room who may ask, as (id, name)."""
        state = self.record.state
        speaker = state.speaker
        members = [m for m in state.roster if state.roll.of(m).presence.in_room and m != speaker]
        return [(m.id, m.name) for m in members] + [(guest.id, guest.name) for guest in state.observers]

    @on(Input.Changed, "#entry")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.note_draft()
        self.entry.show_kind()
        self.look_for_a_clock()

    @on(Input.Submitted, "#entry")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (line := self.entry.correcting) is not None:
            self._corrected_here(line)
            return
        kind, words = self.entry.parsed()
        if words:
            self.attribute(kind, words, self._record_line)

    def attribute(self, kind: Kind, words: str, then: Callable[[Kind, str, str], object]) -> None:
        """Find out whose `words` they are, asking where the line does not say; go on with kind, words, id."""
        if not kind.from_another:
            then(kind, words, "")
            return
        by, rest = attributed(words, self.people())
        if by:
            then(kind, rest, by)
            return
        self.pick_person(_("Whose words are they?"), self.people(), lambda by: then(kind, words, by))

    def _record_line(self, kind: Kind, words: str, by: str) -> None:
        if self.do(c.Say(text=words, kind=kind, by=by)):
            self._recorded()

    def _recorded(self) -> None:
        self.entry.reset()
        self.note_draft("")
        self.keep_draft()
        turn = self.record.state.turn
        if turn is not None and not turn.running:
            told = _("The clock is paused while words are recorded: {key} lets it run.")
            self.say(told.format(key=shown("live.pause")))

    # Corrections

    @on(Entry.Step)
    def _step(self, event: Entry.Step) -> None:
        """Take up the recorded line before or after the one that is being corrected."""
        own = [line for line in self.record.state.lines if not line.struck]
        numbers = [line.number for line in own]
        correcting = self.entry.correcting
        here = numbers.index(correcting.number) if correcting and correcting.number in numbers else len(own)
        there = here - event.by
        if there >= len(own):
            self.entry.correct(None)
            self.say("")
        elif there >= 0:
            self.entry.correct(own[there])
            self.say(_("Enter corrects; empty strikes it out; ↓ leaves it as it is. The old words stay."))

    def _corrected_here(self, line: Line) -> None:
        text = self.entry.value.strip()
        if not text:
            question = _("Strike the line out? It stays in the record, struck through.")
            self.put(sure(question, _("Strike it out")), lambda yes: self._strike(line, yes))
            return
        if text == line.text or self.do(c.Correct(line=line.number, text=text)):
            self._recorded()

    def _strike(self, line: Line, yes: bool) -> None:
        if not yes or self.do(c.Strike(line=line.number)):
            self._recorded()

    # Pasted texts

    @on(Entry.Pasted)
    def _pasted(self, event: Entry.Pasted) -> None:
        lines = lines_of(event.text)
        if len(lines) > MOST:
            self.say(
                _("{count} lines are too many at once: at most {most}.").format(count=len(lines), most=MOST)
            )
            return
        if wants_a_look(lines):
            self.put(PastePreview(lines), lambda yes: self._take_lines(lines) if yes else None)
        elif lines:
            self._take_lines(lines)

    def _take_lines(self, lines: list[str]) -> None:
        kind = self.entry.kind
        if kind.from_another:
            self.pick_person(
                _("Whose words are they?"), self.people(), lambda by: self._say_lines(kind, lines, by)
            )
        else:
            self._say_lines(kind, lines, "")

    def _say_lines(self, kind: Kind, lines: list[str], by: str) -> None:
        try:
            self.record.do(c.SayLines(texts=tuple(lines), kind=kind, by=by))
        except Refused as refused:
            # What fits waits in the entry line, so that nothing has to be copied again.
            if not self.entry.value and len(kept := " ".join(lines)) <= LINE_MAX:
                self.entry.value = kept
                self.entry.cursor_position = len(kept)
            self.say(refused.reason)
            return
        self.show()
        self.say(
            _("{count} lines recorded; {key} takes them back.").format(
                count=len(lines), key=shown("live.undo")
            )
        )

    def action_script(self) -> None:
        """The prepared statement of whoever has the floor, to be looked at and recorded line by line."""
        turn = self.record.state.turn
        script = script_of(turn.member, self.record.state) if turn is not None else None
        if script is None:
            self.say(_("Nobody who has the floor has prepared a statement."))
            return
        lines = lines_of(script.text)
        self.put(PastePreview(lines), lambda yes: self._say_lines(Kind.STATEMENT, lines, "") if yes else None)

    # The pressure record

    def action_pressure(self) -> None:
        """Record a word put in by somebody, on a short form."""
        if self.record.state.turn is None:
            self.say(_("Nobody has the floor: start the next speaker first. The line is kept."))
            return
        kind, words = self.entry.parsed()
        did = words if self.entry.correcting is None and kind in (Kind.STATEMENT, Kind.PRESSURE) else ""

        form = PressureForm(did, self._keep_form)
        self.app.push_screen(form, lambda said: self._pressed_upon(said, bool(did)))

    def _keep_form(self, typed: str) -> None:
        """A form half filled in is a draft like a line half typed."""
        self.note_draft(f"&{typed}" if typed else None)

    def _pressed_upon(self, said: Pressure | str | None, from_entry: bool) -> None:
        self.note_draft()
        if said is None:
            return
        if isinstance(said, str):
            if said and (from_entry or not self.entry.value):
                self.entry.value = f"&{said}"
                self.entry.cursor_position = len(self.entry.value)
        elif self.do(c.Say(text=said.did, kind=Kind.PRESSURE, pressure=said)) and from_entry:
            self._recorded()

    def action_kind(self) -> None:
        """Choose the kind of the next line."""
        self.entry.cycle()
