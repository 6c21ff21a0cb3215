"""The record on the screen: the latest lines, newest at the bottom."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from locales import _
from meeting.kinds import Kind
from meeting.state import Line, MeetingState
from meeting.text import fit, wrap

from ..keys import shown

Piece = tuple[str, str]
_LEAD = 8
"""Cells before the words: the time and whether the line is on disk."""


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

    def page(self, direction: int) -> None:
        """Go back a page in the record; forward when negative."""
        self._back = max(0, self._back + direction * max(1, self.size.height - 2))
        self.refresh()

    def render(self) -> Content:
        """The rows that fit, the newest last."""
        room, wide = self.size.height, max(_LEAD + 8, self.size.width)
        if not room:
            return Content("")
        rows = self._latest(room + self._back, wide)
        self._back = min(self._back, max(0, len(rows) - room))
        end = len(rows) - self._back
        seen = rows[max(0, end - room) : end]
        if self._back and seen:
            told = _("… {count} rows below ({key})").format(count=self._back, key=shown("live.newer"))
            seen[-1] = [(fit(told, wide), "bold")]
        return Content("\n").join(Content.assemble(*row) for row in seen)

    def _latest(self, wanted: int, wide: int) -> list[list[Piece]]:
        """At least the last `wanted` rows, all of them where there are fewer."""
        blocks: list[list[list[Piece]]] = []
        count, last_turn = 0, None
        for line in reversed(self._state.lines):
            if last_turn is not None and line.turn != last_turn:
                blocks.append([self._heading(last_turn)])
            blocks.append(self._rows(line, wide))
            count += len(blocks[-1])
            last_turn = line.turn
            if count >= wanted:
                break
        else:
            if last_turn is not None:
                blocks.append([self._heading(last_turn)])
        return [row for block in reversed(blocks) for row in block]

    def _heading(self, number: int) -> list[Piece]:
        turn = next((turn for turn in reversed(self._state.turns) if turn.number == number), None)
        name = self._state.name_of(turn.member) if turn else _("Outside the turns")
        return [(f"── {name} ──", "bold")]

    def _rows(self, line: Line, wide: int) -> list[list[Piece]]:
        lead = "" if line.kind is Kind.STATEMENT else f"[{line.kind.label}] "
        if line.kind.from_another or line.kind is Kind.REMINDER:
            lead += f"{self._state.name_of(line.by) or self._state.called.chair}："
        # Flags leave no mark here: on a mirrored projector only their count shows, until the chair asks.
        mark = "…" if line.number > self._saved else " "
        rows: list[list[Piece]] = []
        for was in line.corrections:
            rows += self._wrapped(_("[was] {words}").format(words=was.was), wide, "strike")
        text = lead + line.text
        if line.struck:
            rows += self._wrapped(_("[struck] {words}").format(words=text), wide, "strike")
        else:
            rows += self._wrapped(text, wide, "italic" if line.kind is Kind.NOTE else "")
        rows[0] = [(f"{line.at:%H:%M} ", ""), (mark, ""), (" ", ""), rows[0][1]]
        return rows

    def _wrapped(self, text: str, wide: int, style: str) -> list[list[Piece]]:
        return [[(" " * _LEAD, ""), (row, style)] for row in wrap(text, wide - _LEAD)]
