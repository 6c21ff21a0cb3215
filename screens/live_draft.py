"""What is typed and not recorded yet, kept on disk; and a copy of everything, kept elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from locales import _

from .live_deeds import LiveDeeds
from .widgets.entry import Entry

_CORRECTING: Final = "\x1e"
"""Around the number of the line that a draft corrects."""


class LiveDraft(LiveDeeds):
    """The entry line and its draft."""

    @property
    def entry(self) -> Entry:
        """The entry line."""
        return self.query_one(Entry)

    _typed = ""
    """The entry line's draft; it outlives the widget when the program ends."""
    _draft = ""
    """What of it is on disk."""

    def note_draft(self, text: str | None = None) -> None:
        """Remember what is being typed: `text`, or what stands in the entry line."""
        self._typed = self._entered if text is None else text

    @property
    def _entered(self) -> str:
        """The entry line as a draft says it."""
        value, line = self.entry.value, self.entry.correcting
        return value if line is None else f"{_CORRECTING}{line.number}{_CORRECTING}{value}"

    def keep_draft(self) -> None:
        """Keep the unfinished line on disk, where it has changed."""
        if self._typed != self._draft:
            self._draft = self._typed
            self.record.keep_draft(self._draft)

    def restore_draft(self) -> None:
        """The line that was being typed when the program last ended."""
        self._typed = self._draft = self.record.file.read_draft()
        mark, number, text = [*self._draft.split(_CORRECTING, 2), "", ""][:3]
        lines = {str(line.number): line for line in self.record.state.lines if not line.struck}
        if not mark and number in lines:
            self.entry.correct(lines[number])
            self.entry.value = text
        else:
            self.entry.value = text or mark
        self.entry.cursor_position = len(self.entry.value)

    def action_copy(self) -> None:
        """Save the whole meeting to another place, as when the disk is full."""
        here = self.hall.folder / f"{self.record.id}.json"
        self.ask(_("Save a copy as:"), self._copy, str(here))

    def _copy(self, typed: str) -> None:
        path = Path(typed.strip()).expanduser()
        try:
            self.record.save_copy(path)
        except OSError as error:
            told = _("{path} cannot be written: {error}.")
            self.say(told.format(path=path, error=error.strerror or error))
        else:
            self.say(_("A copy is in {path}.").format(path=path))
