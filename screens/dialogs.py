"""Small questions: a line of text, one of a list, yes or no. Escape always leaves without a change."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from locales import _
from meeting.text import wrap

from .widgets.field import Field, KeepsCursor
from .widgets.row import Prose

T = TypeVar("T")


def room(width: int) -> int:
    """The cells that a row of a question has on a screen of `width` cells."""
    return max(20, min(76, width * 9 // 10) - 4)


class Dialog(KeepsCursor, ModalScreen[T], Generic[T]):
    """A question in a box over the screen."""

    @property
    def wide(self) -> int:
        """The cells that a row of the box has."""
        return room(self.app.size.width)


class Ask(Dialog[str | None]):
    """Ask for one line of text; the answer is None when the question is left."""

    BINDINGS: ClassVar = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, value: str = "", *, secret: bool = False) -> None:
        """Ask `question` with `value` to begin with; what is typed stays unseen where it is `secret`."""
        super().__init__()
        self._question, self._value, self._secret = question, value, secret

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Prose(self._question)
            yield Field(self._value, select_on_focus=False, password=self._secret)
            yield Prose(_("Enter: done · Esc: leave"), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)


class Pick(Dialog[T | None], Generic[T]):
    """Pick one of several: by arrows and Enter, or by number; with `finds`, typing narrows the list."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]

    NUMBERED: ClassVar[bool] = True
    """Do number keys take the rows?"""

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, T]],
        finds: Callable[[str, str], bool] | None = None,
        *,
        typed: str = "",
        hint: str = "",
        place: int = 0,
    ) -> None:
        """Ask `question`; the cursor begins at `place`, from 0."""
        super().__init__()
        self._question, self._options, self._finds = question, options, finds
        self._typed, self._hint, self._place = typed, hint, place
        self._shown = list(options)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Prose(self._question)
            if self._finds is not None:
                yield Field(self._typed, placeholder=self.placeholder(), select_on_focus=False)
            yield OptionList(markup=False)
            yield Prose(self._hint or _("↑↓ choose · Enter: take · Esc: leave"), classes="hint")

    def placeholder(self) -> str:
        """What may be typed to narrow the list."""
        return _("name or pinyin initials")

    def on_mount(self) -> None:
        self._narrow(self._typed)
        if self._place and self._shown:
            self.query_one(OptionList).highlighted = min(self._place, len(self._shown) - 1)

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        rows = self.query_one(OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        for number, (text, _value) in enumerate(self._shown, start=1):
            lead = f"{number} " if self._numbered and number < 10 else ""
            # A scroll bar may take two cells, the row's own margins as many.
            told = wrap(lead + text, self.wide - 4)
            rows.add_option(Option(Content("\n").join(Content(row) for row in told)))
        rows.highlighted = min(place, len(self._shown) - 1) if self._shown else None

    @property
    def _numbered(self) -> bool:
        return self.NUMBERED and self._finds is None

    def _narrow(self, query: str) -> None:
        self._shown = self.matching(query) if query.strip() else list(self._options)
        self.query_one(OptionList).highlighted = 0 if self.query_one(OptionList).option_count else None
        self._fill()

    def matching(self, query: str) -> list[tuple[str, T]]:
        """The options that `query` finds, best first."""
        finds = self._finds
        return [option for option in self._options if finds is None or finds(query, option[0])]

    def on_input_changed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def on_key(self, event: events.Key) -> None:
        """A number takes its row, where nothing is typed to narrow the list."""
        if self._numbered and event.character:
            place = unicodedata.digit(event.character, 0)
            if 0 < place <= min(9, len(self._shown)):
                event.stop()
                self.dismiss(self._shown[place - 1][1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._shown[event.option_index][1])

    @property
    def chosen(self) -> T | None:
        """What is under the cursor."""
        place = self.query_one(OptionList).highlighted
        return self._shown[place][1] if place is not None and place < len(self._shown) else None

    def action_move(self, by: int) -> None:
        rows = self.query_one(OptionList)
        if self._shown:
            rows.highlighted = ((rows.highlighted or 0) + by) % len(self._shown)

    def action_take(self) -> None:
        if (chosen := self.chosen) is not None:
            self.dismiss(chosen)

    def action_leave(self) -> None:
        self.dismiss(None)


def sure(question: str, yes: str) -> Pick[bool]:
    """A yes-or-no question: No is first, so that a hasty Enter changes nothing."""
    return Pick(question, [(_("No"), False), (yes, True)])
