"""Small questions: a line of text, one of a list, yes or no. Escape always leaves without a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from locales import _

T = TypeVar("T")


class Ask(ModalScreen[str | None]):
    """Ask for one line of text; the answer is None when the question is left."""

    BINDINGS: ClassVar = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, value: str = "", *, secret: bool = False) -> None:
        """Ask `question` with `value` to begin with; what is typed stays unseen where it is `secret`."""
        super().__init__()
        self._question, self._value, self._secret = question, value, secret

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._question))
            yield Input(self._value, password=self._secret)
            yield Label(Content(_("Enter: done · Esc: leave")), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)


class Pick(ModalScreen[T | None], Generic[T]):
    """Pick one of several; typing narrows the list where `finds` is given."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, T]],
        finds: Callable[[str, str], bool] | None = None,
        place: int = 0,
    ) -> None:
        """Ask `question`; the cursor begins at `place`, from 0."""
        super().__init__()
        self._question, self._options, self._finds = question, options, finds
        self._place = place
        self._shown = list(options)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._question))
            if self._finds is not None:
                yield Input(placeholder=_("name or pinyin initials"))
            yield OptionList(*self._rows(), markup=False)
            yield Label(Content(_("↑↓ choose · Enter: take · Esc: leave")), classes="hint")

    def on_mount(self) -> None:
        last = len(self._shown) - 1
        self.query_one(OptionList).highlighted = min(self._place, last) if self._shown else None

    def _rows(self) -> list[Option]:
        return [Option(Content(text)) for text, _value in self._shown]

    def on_input_changed(self, event: Input.Changed) -> None:
        finds = self._finds
        if finds is None:
            return
        self._shown = [
            option for option in self._options if not event.value.strip() or finds(event.value, option[0])
        ]
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(self._rows())
        rows.highlighted = 0 if self._shown else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._shown[event.option_index][1])

    def action_move(self, by: int) -> None:
        rows = self.query_one(OptionList)
        if self._shown:
            rows.highlighted = ((rows.highlighted or 0) + by) % len(self._shown)

    def action_take(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self._shown):
            self.dismiss(self._shown[place][1])

    def action_leave(self) -> None:
        self.dismiss(None)


def sure(question: str, yes: str) -> Pick[bool]:
    """A yes-or-no question: No is first, so that a hasty Enter changes nothing."""
    return Pick(question, [(_("No"), False), (yes, True)])
