"""Read one meeting: the same text as the paper."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meeting.document import Ink, Minutes, Paragraph, Role, Table
from meeting.minutes import minutes
from meeting.state import MeetingState
from meeting.text import wrap
from meeting.titles import record_title

from .amending import Amending
from .base import Hall
from .paper import open_export

_STYLES = {
    Role.TITLE: "bold",
    Role.SUBTITLE: "bold",
    Role.ANNEX: "bold",
    Role.HEADING: "bold",
    Role.SUBHEADING: "bold underline",
}


class Page(Static):
    """The minutes as text, wrapped between Han characters at the screen's width."""

    def __init__(self, document: Minutes) -> None:
        super().__init__(markup=False)
        self._document = document

    def show(self, document: Minutes) -> None:
        """Show `document` from now on."""
        self._document = document
        self.on_resize()

    def on_resize(self) -> None:
        self.update(self._text(max(20, self.size.width - 2)))

    def _text(self, wide: int) -> Content:
        mark = self._document.watermark
        rows = [Content.styled(f"[{mark}]", "bold reverse")] if mark else []
        for block in self._document.blocks:
            if isinstance(block, Paragraph):
                indent = "    " if block.role is Role.BODY else ""
                struck = any(run.ink is Ink.STRUCK for run in block.runs)
                text = marked(block) if struck else block.text
                rows += [
                    Content.styled(row, _STYLES.get(block.role, "")) for row in wrap(indent + text, wide)
                ]
            elif isinstance(block, Table):
                for row in (block.header, *block.rows):
                    rows += [Content(part) for part in wrap("  ".join(row), wide)]
            else:
                rows += [Content(f"{line.label} {line.name} {line.when}") for line in block.lines]
        return Content("\n").join(rows)


def marked(block: Paragraph) -> str:
    """Struck words in ~ ~, as a strike is lost where a row is wrapped."""
    return "".join(f"~{run.text}~" if run.ink is Ink.STRUCK else run.text for run in block.runs)


class ReadScreen(Amending):
    """One meeting's record, to be scrolled by keys."""

    NAME = "read"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]

    def __init__(self, hall: Hall, id: str, state: MeetingState) -> None:
        self.meeting, self.state = id, state
        super().__init__(hall)

    def heading(self) -> str:
        return record_title(self.state.called)

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Page(minutes(self.state))

    def action_export(self) -> None:
        open_export(self, self.state, self.meeting)

    def amended(self, state: MeetingState) -> None:
        self.state = state
        self.query_one(Page).show(minutes(state))
