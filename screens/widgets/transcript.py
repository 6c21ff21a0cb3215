"""The record on the screen: the latest lines, newest at the bottom."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from locales import _
from meeting.kinds import Kind
from meeting.state import Line, MeetingState
from meeting.text import wrap

Piece = tuple[str, str]


class Transcript(Widget):
    """The end of the record, or an earlier part of it after paging up. Only what is seen is laid out."""

    DEFAULT_CSS = """
    Transcript { height: 1fr; width: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._state = MeetingState()
        self._saved = 0
        self._back = 0

    def show(self, state: MeetingState, saved: int) -> None:
        """Show `state`; lines up to event `saved` are on disk."""
        if state is not self._state or saved != self._saved:
            if state.lines[-1:] != self._state.lines[-1:]:
                self._back = 0
            self._state, self._saved = state, saved
            self.refresh()

    def page(self, rows: int) -> None:
        """Go back `rows` rows in the record; forward when negative."""
        self._back = max(0, self._back + rows)
        self.refresh()

    def render(self) -> Content:
        """The rows that fit, the newest last."""
        room, wide = self.size.height, max(8, self.size.width)
        rows: list[list[Piece]] = []
        last_turn = None
        for line in reversed(self._state.lines):
            if last_turn is not None and line.turn != last_turn:
                rows[:0] = [self._heading(last_turn)]
            rows[:0] = self._rows(line, wide)
            last_turn = line.turn
            if len(rows) >= room + self._back:
                break
        else:
            if last_turn is not None:
                rows[:0] = [self._heading(last_turn)]
            self._back = min(self._back, max(0, len(rows) - room))
        end = len(rows) - self._back
        seen = rows[max(0, end - room) : end]
        return Content("\n").join(Content.assemble(*row) for row in seen)

    def _heading(self, number: int) -> list[Piece]:
        turn = next((turn for turn in self._state.turns if turn.number == number), None)
        name = self._state.name_of(turn.member) if turn else _("Outside the turns")
        return [(f"── {name} ──", "bold")]

    def _rows(self, line: Line, wide: int) -> list[list[Piece]]:
        clock = f"{line.at:%H:%M} "
        lead = "" if line.kind is Kind.STATEMENT else f"[{line.kind.label}] "
        if line.kind.from_another or line.kind is Kind.REMINDER:
            lead += f"{self._state.name_of(line.by) or self._state.called.chair}："
        # Flags leave no mark here: on a mirrored projector only their count shows, until the chair asks.
        mark = "…" if line.number > self._saved else " "
        style = "strike" if line.struck else ("italic" if line.kind is Kind.NOTE else "")
        body = wrap(lead + line.text, wide - 8)
        first, rest = body[0], body[1:]
        rows = [[(clock, "dim"), (mark, ""), (" " + first, style)]]
        rows += [[(" " * 7, ""), (row, style)] for row in rest]
        return rows
