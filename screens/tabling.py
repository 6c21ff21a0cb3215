"""How a screen's view becomes a file: a table for Excel or Word, written behind the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from exports.tabled import Sheet, SheetForm, sheet_bytes
from exports.writing import write_file
from locales import _

from .catching_up import CatchingUp, Reading
from .dialogs import Pick

AT_A_TIME: Final = 1000
"""How many rows are fetched between two looks at whether to go on."""

GoOn = Callable[[int], bool]
"""(rows gathered) → go on?"""


class Tabled(CatchingUp):
    """A screen whose view can be written as a table."""

    _writing = False
    """Is a file being made?"""

    def sheet(self, go_on: GoOn) -> Sheet | None:
        """What is shown, all of it, as a table; None where `go_on` says no. Asked on a thread of its own."""
        raise NotImplementedError

    def action_export(self) -> None:
        """Write what is shown as a file."""
        options = [(form.label, form) for form in SheetForm]
        self.put(Pick(_("Write what is shown as:"), options), self.write_table)

    def write_table(self, form: SheetForm) -> None:
        """Write the view as `form`; Esc stops it, and then no file is there."""
        if self._writing:
            return
        self._writing = True
        self.say(_("Writing the file … Esc stops it."))
        self.aside(lambda: self._made(form), self._made_known)

    def _made(self, form: SheetForm) -> Path | None:
        try:
            sheet = self.sheet(self._gathered)
            if sheet is None or not self._writing:
                return None
            data = sheet_bytes(sheet, form)
            if not self._writing:
                return None
            path = self.hall.folder / f"{file_stem(sheet.name)}.{form.value}"
            write_file(path, data)
            return path
        finally:
            self._writing = False
            if not self._left:
                self.app.call_from_thread(self.query_one(Reading).show_progress, 0, 0)

    def _gathered(self, rows: int) -> bool:
        going_on = self._writing and not self._left
        if going_on:
            self.app.call_from_thread(self.query_one(Reading).count, rows)
        return going_on

    def _made_known(self, path: Path | None) -> None:
        self.say(_("Written: {path}").format(path=path) if path else _("Stopped: no file was written."))

    def action_back(self) -> None:
        """Back to where one came from; while a file is being written, stop that first."""
        if self._writing:
            self._writing = False
            return
        super().action_back()


def file_stem(name: str) -> str:
    """A name without what a file system does not take."""
    kept = "".join("-" if char in '/\\:*?"<>| ' else char for char in name)
    return kept.strip(".-")[:80] or "shaitai"
