"""A roster in a table, looked at before it is taken: every problem by row; nothing changes until then."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exports.roster_table import Offered, OfferedRow, read_roster
from locales import _
from meeting.refusal import Refused
from meeting.roster import Member
from meeting.text import clean_line, wrap

from .base import Hall, HouseScreen
from .keys import shown
from .member_row import member_row
from .widgets.keybar import KeyBar
from .widgets.row import Prose

Take = Callable[[tuple[Member, ...]], object]


class ImportScreen(HouseScreen):
    """The table's rows as they would be taken, and those that cannot be, each with the reason."""

    NAME = "import"

    def __init__(self, hall: Hall, path: Path, before: Sequence[Member], take: Take) -> None:
        super().__init__(hall)
        self._path, self._before, self._take = path, before, take
        self._offered: Offered | None = None

    def heading(self) -> str:
        return _("Import: {file}").format(file=clean_line(self._path.name))

    def content(self) -> ComposeResult:
        yield Prose(_("Reading the table …"), id="stands")
        yield OptionList(id="rows", markup=False)

    def on_mount(self) -> None:
        self.action_again()

    def action_again(self) -> None:
        """Read the table again, after it was mended."""
        self.run_worker(self._read(), exclusive=True, group="table")

    def lay_anew(self) -> None:
        self._show(self.query_one("#rows", OptionList).highlighted)

    async def _read(self) -> None:
        try:
            self._offered = await to_thread(read_roster, self._path, self._before)
        except Refused as refused:
            self._offered = None
            self.query_one("#stands", Prose).update(refused.reason)
        self._show()

    def _show(self, place: int | None = None) -> None:
        """Show the rows, with the cursor on the first that cannot be taken unless a place is given."""
        rows, offered = self.query_one("#rows", OptionList), self._offered
        rows.clear_options()
        self.query_one(KeyBar).look()
        if offered is None:
            return
        self.query_one("#stands", Prose).update(_stands(offered))
        known = {member.id: member for member in self._before}
        wide = max(20, self.cells() - 6)
        rows.add_options([_option(row, known, wide) for row in offered.rows])
        if place is None:
            place = next((number for number, row in enumerate(offered.rows) if row.problems), 0)
        rows.highlighted = place

    def can(self, action: str) -> bool:
        """Only a table without a problem can be taken."""
        return action != "take" or (self._offered is not None and not self._offered.problems)

    def action_take(self) -> None:
        """Put the table's members on the roster."""
        if self._offered is None:
            self.say(_("There is nothing to take."))
            return
        offered = self._offered
        if self.attempt(offered.taken):
            self.app.pop_screen()
            self._take(offered.members)


def _stands(offered: Offered) -> str:
    known = {member.id: member for member in offered.before}
    new = sum(member.id not in known for member in offered.members)
    changed = sum(member.id in known and known[member.id] != member for member in offered.members)
    told = _("{count} members: {new} new, {changed} changed").format(
        count=len(offered.members), new=new, changed=changed
    )
    if offered.gone:
        names = _(", ").join(member.name for member in offered.gone)
        told += _(" · no longer on the roster: {names}").format(names=names)
    if offered.problems:
        wrong = sum(bool(row.problems) for row in offered.rows)
        mend = _("{count} rows cannot be taken. Mend the table and save it; {key} reads it again.")
        told += "\n" + mend.format(count=wrong, key=shown("import.again"))
    else:
        told += "\n" + _("{key} takes it; until then nothing is changed.").format(key=shown("import.take"))
    return told


def _option(row: OfferedRow, known: dict[str, Member], wide: int) -> Option:
    if row.member is None:
        told = _("row {row}: {name} {problem}").format(
            row=row.number, name=row.name[:20], problem=" ".join(row.problems)
        )
        return Option(Content("\n").join(Content.styled(part, "bold") for part in wrap("! " + told, wide)))
    before = known.get(row.member.id)
    mark = _("new") if before is None else "" if before == row.member else _("changed")
    told = member_row(row.number, row.member, mark)
    return Option(Content("\n").join(Content(part) for part in wrap(told, wide)))
