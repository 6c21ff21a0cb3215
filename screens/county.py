"""The first screen where the records of a county are read: what can be looked at, and of which branch."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label

from locales import _

from .at_hand import take_to_hand
from .base import Hall
from .choosing import choose_member
from .county_view import CountyViewScreen, View
from .dialogs import Pick
from .finding import matches
from .menu import Menu
from .showing import show_coverage, show_ledger, show_past, show_search


class CountyScreen(Menu):
    """The list of what can be looked at; nothing here is written but exported files."""

    NAME = "county"

    def __init__(self, hall: Hall, where: str, view: View) -> None:
        """`where` names the server and its database, for people; `view` has the months of all branches."""
        self._where, self._view = where, view
        super().__init__(hall)

    def heading(self) -> str:
        return _("The county archive at {server}").format(server=self._where)

    def content(self) -> ComposeResult:
        yield Label(id="branch", markup=False)
        yield from self.menu()

    def on_mount(self) -> None:
        self.show_entries(
            [
                (_("Past meetings"), lambda: show_past(self)),
                (_("Search in all meetings"), lambda: show_search(self)),
                (_("Follow-up ledger"), lambda: self._of_branch(lambda: show_ledger(self))),
                (_("One member, month by month"), lambda: self._of_branch(lambda: choose_member(self))),
                (_("Coverage of the year"), lambda: self._of_branch(lambda: show_coverage(self))),
                (_("All branches, month by month"), self.action_view),
                (_("Which branch?"), self.action_branch),
                (_("Help"), self.action_help),
                (_("Quit"), self.action_quit),
            ]
        )
        self.aside(self.hall.past.branches, self._counted)

    def on_screen_resume(self) -> None:
        # Another branch may have been taken to hand meanwhile.
        self.aside(lambda: self.hall.archive.branch().name, self._at_hand)

    def _at_hand(self, name: str) -> None:
        if name:
            self.query_one("#branch", Label).update(Content(name))

    def _counted(self, branches: list[str]) -> None:
        """With one branch there is nothing to choose."""
        if len(branches) == 1:
            self._choose(branches[0], lambda: None)
        elif not branches:
            self.say(_("There are no meetings yet."))
        else:
            told = _("{count} branches; none is at hand yet.").format(count=len(branches))
            self.query_one("#branch", Label).update(Content(told))

    def action_branch(self) -> None:
        """Choose the branch of which the ledger, the members and the coverage are shown."""
        self._of_branch(lambda: None, anew=True)

    def _of_branch(self, then: Callable[[], object], *, anew: bool = False) -> None:
        """Go on with `then` once a branch is at hand."""
        if self.hall.archive.branch().name and not anew:
            then()
            return

        def ask(branches: list[str]) -> None:
            if not branches:
                self.say(_("There are no meetings yet."))
                return
            options = [(branch, branch) for branch in branches]
            self.put(Pick(_("Which branch?"), options, finds=matches), lambda name: self._choose(name, then))

        self.aside(self.hall.past.branches, ask)

    def _choose(self, name: str, then: Callable[[], object]) -> None:
        def go_on(name: str) -> None:
            self._at_hand(name)
            then()

        self.aside(lambda: take_to_hand(self.hall.archive, name), go_on)

    def action_view(self) -> None:
        """All branches, month by month."""
        self.app.push_screen(CountyViewScreen(self.hall, self._view))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()
