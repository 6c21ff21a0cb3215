"""Bringing in another archive's meetings: a bar while they are verified, then what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import ProgressBar

from locales import _
from meeting.refusal import Refused
from store.archive import Archive
from store.backup import is_encrypted
from store.importing import Imported, bring_in
from store.restoring import Fate, counted
from store.sources import source_at

from .catching_up import CatchingUp
from .dialogs import Ask, Dialog
from .widgets.row import Prose

STEP: Final = 20
"""The bar moves once for so many meetings."""


class Importing(Dialog[bool | None]):
    """The import: Esc cancels it while it runs, and nothing has changed; afterwards it leaves.

    It is left with whether anything may have changed.
    """

    BINDINGS = [Binding("escape,enter", "leave", show=False, priority=True)]  # noqa: RUF012  (declared so by Screen)

    def __init__(self, archive: Archive, path: Path, passphrase: str = "") -> None:
        super().__init__()
        self._archive, self._path, self._passphrase = archive, path, passphrase
        self._stopped = self._over = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Prose(_("Importing from {path}").format(path=self._path), style="bold", id="what")
            yield ProgressBar(show_eta=False, show_percentage=False)
            with VerticalScroll(classes="preview"):
                yield Prose("", id="told")
            yield Prose(_("Esc: cancel; nothing will have changed"), classes="hint", id="hint")

    def on_mount(self) -> None:
        self.run_worker(self._work, thread=True)

    def _work(self) -> None:
        try:
            told = bring_in(self._archive, source_at(self._path, self._passphrase), self._progress)
        except Refused as refused:
            self._tell(refused.reason)
        else:
            self._tell(_("Cancelled: nothing has changed.") if told is None else summed_up(told))

    def _progress(self, done: int, total: int) -> bool:
        if self.is_attached and (done % STEP == 0 or done == total):
            self.app.call_from_thread(self.query_one(ProgressBar).update, progress=done, total=total or 1)
        return not self._stopped and self.is_attached

    def _tell(self, text: str) -> None:
        if self.is_attached:
            self.app.call_from_thread(self._end, text)

    def _end(self, text: str) -> None:
        self._over = True
        self.query_one(ProgressBar).display = False
        self.query_one("#told", Prose).update(text)
        self.query_one("#hint", Prose).update(_("Enter or Esc: back · ↑↓ look"))

    def action_leave(self) -> None:
        """Cancel what runs; leave what is over."""
        if self._over:
            self.dismiss(True)
        self._stopped = True


def summed_up(told: Sequence[Imported]) -> str:
    """How many of each fate, then every meeting that was not simply imported, with the reason."""
    rows = [counted(each.fate for each in told) or _("There are no meetings in it.")]
    rows += [f"{each.meeting}  {each.fate.label}  {each.why}".rstrip() for each in told if not _simple(each)]
    return "\n".join(rows)


def _simple(told: Imported) -> bool:
    return told.fate in (Fate.IMPORTED, Fate.SAME)


class Imports(CatchingUp):
    """A screen from which another archive's meetings are brought in."""

    def can(self, action: str) -> bool:
        return action != "import" or not self.hall.read_only

    def action_import(self) -> None:
        """Ask where the other archive is."""
        if not self.can("import"):
            self.say(_("These records are only read here: every branch sends its own."))
            return
        self.ask(_("Another archive's folder, a USB stick or a backup file:"), self._import_from)

    def _import_from(self, typed: str) -> None:
        if not typed.strip():
            return
        path = Path(typed.strip()).expanduser()
        self.aside(
            lambda: is_encrypted(path), lambda locked: self._unlock(path) if locked else self._bring(path)
        )

    def _unlock(self, path: Path) -> None:
        self.put(Ask(_("Passphrase: "), secret=True), lambda passphrase: self._bring(path, passphrase))

    def _bring(self, path: Path, passphrase: str = "") -> None:
        self.put(Importing(self.hall.archive, path, passphrase), lambda _changed: self.catch_up())
