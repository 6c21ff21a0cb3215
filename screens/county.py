"""The first screen where the records of a county are read: what can be looked at, and of which branch."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from locales import _

from .at_hand import take_to_hand
from .base import Hall, HouseScreen
from .choosing import choose_member
from .county_view import CountyViewScreen, View
from .dialogs import Pick
from .finding import matches


class CountyScreen(HouseScreen):
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
        yield OptionList(id="menu", markup=False)

    def on_mount(self) -> None:
        entries: list[tuple[str, Callable[[], object]]] = [
            (_("Past meetings"), self._past),
            (_("Search in all meetings"), self._search),
            (_("Follow-up ledger"), lambda: self._of_branch(self._ledger)),
            (_("One member, month by month"), lambda: self._of_branch(lambda: choose_member(self))),
            (_("Coverage of the year"), lambda: self._of_branch(self._coverage)),
            (_("All branches, month by month"), self.action_view),
            (_("Which branch?"), self.action_branch),
            (_("Help"), self.action_help),
            (_("Quit"), self.action_quit),
        ]
        self._deeds = [deed for _text, deed in entries]
        menu = self.query_one("#menu", OptionList)
        menu.add_options([Option(Content(f"{n}  {text}")) for n, (text, _deed) in enumerate(entries, 1)])
        menu.highlighted = 0
        menu.focus()
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

    @on(OptionList.OptionSelected, "#menu")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.attempt(self._deeds[event.option_index])

    def on_key(self, event: object) -> None:
        """A digit is the entry with that number."""
        key = getattr(event, "key", "")
        if key.isdecimal() and 0 < int(key) <= len(self._deeds):
            self.attempt(self._deeds[int(key) - 1])

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

    def _past(self) -> None:
        from .past import PastScreen

        self.app.push_screen(PastScreen(self.hall))

    def _search(self) -> None:
        from .search import SearchScreen

        self.app.push_screen(SearchScreen(self.hall))

    def _ledger(self) -> None:
        from .ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self.hall))

    def _coverage(self) -> None:
        from .coverage import CoverageScreen

        self.app.push_screen(CoverageScreen(self.hall))

    def action_view(self) -> None:
        """All branches, month by month."""
        self.app.push_screen(CountyViewScreen(self.hall, self._view))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()
