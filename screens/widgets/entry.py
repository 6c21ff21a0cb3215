"""The entry line, always ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message

from locales import _
from meeting.kinds import Kind, split_kind
from meeting.rules import Ear, deaf
from meeting.state import Line
from meeting.text import clean_line, fit

from .attribution import People, candidates
from .field import Field

CYCLE = (Kind.STATEMENT, Kind.QUESTION, Kind.REPLY, Kind.REMARK, Kind.REMINDER, Kind.PLEDGE, Kind.NOTE)
"""The kinds that a key cycles through."""

LONG = 1_000
"""A pasted text longer than this is looked at first, even where it is one line."""

_LISTENED = frozenset({Kind.STATEMENT, Kind.REPLY, Kind.PLEDGE, Kind.QUESTION, Kind.REMARK})


class Entry(Field):
    """One line to type in. Enter hands it over; it is emptied only when it was recorded.

    Nothing blinks or moves here: an input method draws its own window at the cursor.
    """

    DEFAULT_CSS = "Entry { height: 3; border: tall $primary; }"
    BINDINGS: ClassVar = [
        Binding("up", "step(1)", show=False),
        Binding("down", "step(-1)", show=False),
        Binding("escape", "stay", show=False),
    ]

    class Step(Message):
        """The line before (1) or after (-1) the one that is being corrected is wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Pasted(Message):
        """A text of several lines, or a very long one, was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, people: Callable[[], People], ear: Ear = deaf) -> None:
        super().__init__(id="entry", select_on_focus=False)
        self.kind = Kind.STATEMENT
        self.correcting: Line | None = None
        """The recorded line that is being corrected, if any."""
        self.ear = ear
        self._people = people
        self._heard: tuple[str, Kind, tuple[tuple[int, int], ...]] = ("", Kind.STATEMENT, ())
        self.show_kind()

    # What kind the line is, and whose

    def show_kind(self) -> None:
        """Say which kind the next line will be, and whom its first word may mean."""
        kind, _words = self.parsed()
        self.border_title = kind.label
        if self.correcting is not None:
            self.border_title = _("correcting the line of {time}").format(time=f"{self.correcting.at:%H:%M}")
        self.border_subtitle = self._named(kind)
        self.placeholder = _("Type what is said; Enter records it")

    def _named(self, kind: Kind) -> str:
        first, found = self._candidates(kind)
        if not first:
            return ""
        if not found:
            return _("nobody is called {name}").format(name=fit(first, 16))
        names = _(", ").join(name for _id, name in found[:4]) + ("…" if len(found) > 4 else "")
        return names if found[0][1] == first else _("{names} (Tab)").format(names=names)

    def _candidates(self, kind: Kind) -> tuple[str, People]:
        """The first word of a question or remark and whom it may mean; "" for no such word."""
        if not kind.from_another or self.correcting is not None:
            return "", ()
        words = self.parsed()[1].replace("\u3000", " ")
        first = words.split(" ", 1)[0]
        return (first, candidates(first, self._people())) if first else ("", ())

    def complete(self) -> bool:
        """Write out the name whose initials begin the line; False where there is nothing to complete."""
        kind, words = self.parsed()
        first, found = self._candidates(kind)
        if not first or not found or found[0][1] == first:
            return False
        lead = self.value.rstrip()[: -len(words)]
        rest = words[len(first) :].lstrip()
        self.value = f"{lead}{found[0][1]} {rest}"
        self.cursor_position = len(self.value)
        return True

    def parsed(self) -> tuple[Kind, str]:
        """The kind and the words: the first character wins over the key."""
        text = self.value.strip()
        if self.correcting is not None:
            return self.correcting.kind, text
        kind, words = split_kind(text)
        return kind or self.kind, words

    def cycle(self) -> None:
        """Go on to the next kind; a first character that chose one gives way."""
        kind, words = self.parsed()
        if self.correcting is not None:
            return
        self.kind = CYCLE[(CYCLE.index(kind) + 1) % len(CYCLE)] if kind in CYCLE else Kind.STATEMENT
        if split_kind(self.value.strip())[0] is not None:
            self.value = words
            self.cursor_position = len(words)
        self.show_kind()

    # Taking a line back, and being done with one

    def correct(self, line: Line | None) -> None:
        """Take up `line` for correction; None goes back to an empty line."""
        self.correcting = line
        self.value = line.text if line is not None else ""
        self.cursor_position = len(self.value)
        self.show_kind()

    def reset(self) -> None:
        """Empty the line; the next one is a statement again."""
        self.kind = Kind.STATEMENT
        self.correct(None)

    def action_step(self, by: int) -> None:
        """Up in an empty or untouched line takes up the one before it, down the one after."""
        if self.correcting is None and (self.value or by < 0):
            return
        if self.correcting is None or self.value == self.correcting.text:
            self.post_message(self.Step(by))

    def action_stay(self) -> None:
        """Escape never ends or discards anything."""

    # Pasting, and where the cursor is

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own line keeps only the first line of what is pasted.
        event.stop()
        event.prevent_default()
        if len(event.text) > LONG or len(event.text.strip("\r\n").splitlines()) > 1:
            self.post_message(self.Pasted(event.text))
            return
        if text := clean_line(event.text):
            self.replace(text, *sorted(self.selection))

    # The quiet underline

    @property
    def _value(self) -> Text:
        """The text, with a quiet underline under words that the chair might point at."""
        text = super()._value
        for start, end in self._underlined():
            text.stylize("underline", start, end)
        return text

    def _underlined(self) -> tuple[tuple[int, int], ...]:
        if self._heard[:2] != (self.value, self.kind):
            self._heard = (self.value, self.kind, self._listen())
        return self._heard[2]

    def _listen(self) -> tuple[tuple[int, int], ...]:
        kind, words = self.parsed()
        if kind not in _LISTENED or not words or len(words) > LONG:
            return ()
        shift = self.value.rindex(words) if words in self.value else 0
        return tuple((found.start + shift, found.end + shift) for found in self.ear(words, kind.from_another))
