"""打招呼登记 (S36): a short form; only what the speaker did is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from locales import _
from meeting.state import Pressure

from .dialogs import Dialog
from .widgets.field import Field
from .widgets.row import Prose, Row


class PressureForm(Dialog[Pressure | str | None]):
    """Six fields; Enter goes on, from the last one it records. Esc hands back what was typed as one line."""

    AUTO_FOCUS = "Field"
    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, did: str, keep: Callable[[str], object]) -> None:
        """`keep` is told all that is typed, as one line, after every change."""
        super().__init__()
        self._did, self._keep = did, keep

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog form", can_focus=False):
            yield Prose(_("Pressure record: what is not known is left empty"), style="bold")
            for id, label in (
                ("who", _("Who put in the word")),
                ("when", _("When")),
                ("what_for", _("What for")),
                ("offered", _("What was offered")),
                ("times", _("How often")),
                ("did", _("What the speaker did")),
            ):
                with Horizontal():
                    yield Row(label, style="bold" if id == "did" else "")
                    yield Field(self._did if id == "did" else "", id=id, compact=True, select_on_focus=False)
            yield Prose(_("Enter: next, at the end record · Esc: back to the line"), classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._keep(self._line())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id != "did":
            self.app.action_focus_next()
        elif event.value.strip():
            self.dismiss(Pressure(**self._typed()))

    def _typed(self) -> dict[str, str]:
        return {str(field.id): field.value.strip() for field in self.query(Field)}

    def action_leave(self) -> None:
        """Nothing typed is lost: it goes back into the entry line."""
        self.dismiss(self._line())

    def _line(self) -> str:
        typed = self._typed()
        did = typed.pop("did")
        return "，".join(filter(None, [did, *typed.values()]))
