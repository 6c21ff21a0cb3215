"""Screens on which a roster can be taken from a table: which table, then a look at it, then the roster."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import replace
from pathlib import Path

from exports.table_finding import named_path, tables_near
from locales import _
from meeting.roster import Member
from meeting.text import clean_line

from .dialogs import Pick
from .importing import ImportScreen
from .keeping_branch import KeepsBranch


class TakesTable(KeepsBranch):
    """A screen with the command `import`."""

    def action_import(self) -> None:
        """Ask which table is meant, those lying near first, and look at it before it is taken."""
        self.run_worker(self._ask_which(), exclusive=True, group="tables")

    async def _ask_which(self) -> None:
        found = await to_thread(tables_near, self.hall.folder)
        if not found:
            self._ask_path()
            return
        options = [(clean_line(_short(path)), str(path)) for path in found]
        options.append((_("another file …"), ""))
        question = _("Which table? Columns: name, role, post, in charge, leader, duties.")
        self.put(
            Pick(question, options), lambda name: self._look_at(Path(name)) if name else self._ask_path()
        )

    def _ask_path(self) -> None:
        question = _("The table's path (.xlsx or .csv); it may be pasted or dropped here:")
        self.ask(question, lambda text: self._look_at(named_path(text)) if text.strip() else None)

    def _look_at(self, path: Path) -> None:
        self.app.push_screen(ImportScreen(self.hall, path, self.branch.members, self._imported))

    def _imported(self, members: tuple[Member, ...]) -> None:
        if self.keep_branch(replace(self.branch, members=members)):
            self.say(_("Imported: {count} members.").format(count=len(members)))


def _short(path: Path) -> str:
    """A path as people know it, with ~ for their own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
