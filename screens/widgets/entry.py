"""The entry line, always ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from locales import _
from meeting.kinds import Kind, split_kind

from ..finding import matches

CYCLE = (Kind.STATEMENT, Kind.QUESTION, Kind.REPLY, Kind.REMARK, Kind.REMINDER, Kind.PLEDGE, Kind.NOTE)
"""The kinds that a key cycles through."""


class Entry(Input):
    """One line to type in. Enter hands it over and empties it only when it was recorded."""

    DEFAULT_CSS = "Entry { height: 3; border: tall $primary; }"
    BINDINGS: ClassVar = [Binding("up", "take_back", show=False), Binding("escape", "stay", show=False)]

    class TakeBack(Message):
        """The last own line is wanted back for editing."""

    def __init__(self) -> None:
        super().__init__(id="entry")
        self.kind = Kind.STATEMENT
        self.show_kind()

    def show_kind(self) -> None:
        """Say which kind the next line will be."""
        self.border_title = self.kind.label
        self.placeholder = _("Type what is said; Enter records it")

    def cycle(self) -> None:
        """Go on to the next kind."""
        self.kind = CYCLE[(CYCLE.index(self.kind) + 1) % len(CYCLE)]
        self.show_kind()

    def reset(self) -> None:
        """Empty the line; the next one is a statement again."""
        self.value = ""
        self.kind = Kind.STATEMENT
        self.show_kind()

    def parsed(self) -> tuple[Kind, str]:
        """The kind and the words: the first character wins over the key."""
        kind, words = split_kind(self.value.strip())
        return kind or self.kind, words

    def action_take_back(self) -> None:
        if not self.value:
            self.post_message(self.TakeBack())

    def action_stay(self) -> None:
        """Escape never ends or discards anything."""


def attributed(words: str, people: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Whose words: (id, the rest) when the first word names or initials exactly one of `people` (id, name).

    ("", words) when it names nobody or several.
    """
    first, blank, rest = words.replace("\u3000", " ").partition(" ")
    if not blank:
        return "", words
    known = list(people)
    named = [id for id, name in known if name == first] or [id for id, name in known if matches(first, name)]
    return (named[0], rest.strip()) if len(named) == 1 else ("", words)
