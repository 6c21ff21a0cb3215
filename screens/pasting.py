"""What becomes of a pasted text: lines, and a look at them first where there are many."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll

from locales import _
from meeting.text import LINE_MAX, clean_line

from .dialogs import Dialog
from .widgets.entry import LONG
from .widgets.row import Prose

MOST_UNSEEN: Final = 20
"""So many lines are recorded without a look at them first."""
MOST: Final = 2_000
"""The most lines taken from one paste."""
_SHOWN: Final = 200
_ENDS: Final = "。！？；!?;"


def lines_of(text: str) -> list[str]:
    """The lines of a pasted text, cleaned, no empty ones; one too long is cut at a sentence."""
    lines: list[str] = []
    for line in map(clean_line, text.splitlines()):
        while len(line) > LINE_MAX:
            cut = max(line.rfind(end, 0, LINE_MAX) for end in _ENDS) + 1 or LINE_MAX
            lines.append(line[:cut])
            line = line[cut:]
        if line:
            lines.append(line)
    return lines


def wants_a_look(lines: list[str]) -> bool:
    """Should the recorder see these lines before they are recorded?"""
    return len(lines) > MOST_UNSEEN or any(len(line) > LONG for line in lines)


class PastePreview(Dialog[bool | None]):
    """The lines of a long paste; Enter records them, Esc leaves them."""

    BINDINGS = [  # noqa: RUF012  (declared so by Screen)
        Binding("escape", "answer(False)", show=False),
        Binding("enter", "answer(True)", show=False, priority=True),
    ]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        count, total = len(self._lines), sum(map(len, self._lines))
        with Vertical(classes="dialog"):
            told = _("Record {count} lines, {total} characters?")
            yield Prose(told.format(count=count, total=total), style="bold")
            with VerticalScroll(classes="preview"):
                seen = [
                    f"{place:>4} {line[:400]}" for place, line in enumerate(self._lines[:_SHOWN], start=1)
                ]
                if count > _SHOWN:
                    seen.append(_("… and {count} more lines").format(count=count - _SHOWN))
                yield Prose("\n".join(seen))
            yield Prose(_("Enter: record all · Esc: record nothing · ↑↓ look"), classes="hint")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
