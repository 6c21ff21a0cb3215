"""The read-back: one passage, large, for the room to read; its speaker confirms, corrects or refuses."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from locales import _, words
from meeting import commands as c
from meeting.passages import spoken
from meeting.state import MeetingState, Turn
from meeting.text import wrap

from .base import Hall
from .dialogs import Pick
from .live_deeds import LiveDeeds
from .widgets.page import marked

_WIDEST: Final = 56
"""Cells of a line that is read from across a room without losing the way back."""


class Passage(Static):
    """What one speaker said and was asked, in short lines with room between them."""

    def __init__(self) -> None:
        super().__init__(markup=False, id="passage")
        self._texts: list[str] = []

    def show(self, texts: list[str]) -> None:
        """Show these paragraphs."""
        self._texts = texts
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        wide = max(20, min(_WIDEST, self.size.width - 4))
        rows = ["\n\n".join(wrap(text, wide)) for text in self._texts]
        self.update(Content.styled("\n\n\n".join(rows), "bold"))


class ReadBackScreen(LiveDeeds):
    """One passage after the other, in speaking order."""

    NAME = "readback"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]

    def __init__(self, hall: Hall, place: int) -> None:
        self._place = place
        super().__init__(hall)

    def heading(self) -> str:
        return _("Read-back")

    def content(self) -> ComposeResult:
        yield Label(id="whose", markup=False)
        with VerticalScroll():
            yield Passage()

    def on_mount(self) -> None:
        self.show()

    @property
    def _turn(self) -> Turn:
        return self.record.state.turns[self._place]

    def show(self) -> None:
        """The passage under way."""
        state, turn = self.record.state, self._turn
        self.query_one("#whose", Label).update(Content.styled(self._whose(turn, state), "bold reverse"))
        said = spoken(state.lines_of(turn.number), state, words(state.called.language))
        texts = [marked(paragraph) for paragraph in said]
        self.query_one(Passage).show(texts or [_("Nothing was recorded in this passage.")])

    def _whose(self, turn: Turn, state: MeetingState) -> str:
        told = [
            state.name_of(turn.member),
            f"{self._place + 1}/{len(state.turns)}",
            passage_word(turn, state),
        ]
        return f"  {_(' · ').join(told)}  "

    def action_confirm(self) -> None:
        if self.do(c.Confirm(member=self._turn.member)):
            self._go_on()

    def action_refuse(self) -> None:
        self.ask(_("Why is the passage not confirmed?"), self._refused)

    def _refused(self, why: str) -> None:
        if not why.strip():
            self.say(_("A refusal needs its reason."))
        elif self.do(c.Confirm(member=self._turn.member, objection=why)):
            self._go_on()

    def action_correct(self) -> None:
        lines = [line for line in self.record.state.lines_of(self._turn.number) if not line.struck]
        options = [(f"{line.kind.label} {line.text}", line) for line in lines]
        self.put(Pick(_("Which line?"), options), self.correct_line)

    def action_next(self) -> None:
        self._go(1)

    def action_previous(self) -> None:
        self._go(-1)

    def action_undo(self) -> None:
        self.do(c.Undo())

    def _go(self, by: int) -> None:
        self._place = (self._place + by) % len(self.record.state.turns)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.show()

    def _go_on(self) -> None:
        """On to the next passage that nobody has answered for; back when there is none."""
        state = self.record.state
        count = len(state.turns)
        for step in range(1, count):
            place = (self._place + step) % count
            if state.turns[place].member not in state.passages:
                self._go(step)
                return
        self.dismiss()


def passage_word(turn: Turn, state: MeetingState) -> str:
    """Where a passage stands: confirmed, refused and why, or not read back."""
    passage = state.passages.get(turn.member)
    if passage is None:
        return _("not read back yet")
    return _("refused: {reason}").format(reason=passage.objection) if passage.objection else _("confirmed")
