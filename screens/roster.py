"""The roster: the branch's members, their Party roles, posts and duty lists."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import replace
from secrets import token_bytes
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, OptionList, Select
from textual.widgets.option_list import Option

from exports.roster_table import roster_csv
from exports.table_finding import named_path
from exports.writing import write_file
from locales import _
from meeting.pin import SALT, pin_hash
from meeting.refusal import Refused
from meeting.roster import Duty, Member, PartyRole
from meeting.text import clean_line, clean_name, name_problem, parted
from store.settings_table import BY_KEY

from .branch_settings import BranchSettings
from .dialogs import Ask, sure
from .keys import shown
from .member_row import member_row
from .takes_table import TakesTable
from .widgets.field import Field
from .widgets.row import Prose


class MemberForm(ModalScreen[Member | None]):
    """One member's fields; Ctrl+S or Enter keeps them, Esc leaves."""

    AUTO_FOCUS = "#name"
    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s,f10", "keep", show=False, priority=True),
    ]

    def __init__(self, member: Member) -> None:
        super().__init__()
        self._member = member

    def compose(self) -> ComposeResult:
        member = self._member
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Label(Content(_("Full name")))
            yield Field(member.name, id="name", compact=True)
            yield Label(Content(_("Role in the Party branch")))
            yield Select(
                [(role.label, role) for role in PartyRole],
                value=member.role,
                allow_blank=False,
                id="role",
                compact=True,
            )
            yield Label(Content(_("Administrative post (may be empty)")))
            yield Field(member.post, id="post", compact=True)
            yield Checkbox(_("Person in charge of the unit"), member.principal, id="principal", compact=True)
            yield Checkbox(_("Holds a leading post"), member.leader, id="leader", compact=True)
            yield Label(Content(_("Own duties to lay open, separated by ;")))
            yield Field("；".join(duty.title for duty in member.duties), id="duties", compact=True)
            yield Label(Content(_("Ctrl+S or Enter: keep · Tab: next field · Esc: leave")), classes="hint")
            yield Label(Content(""), id="wrong")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_keep(self) -> None:
        name = clean_name(self.query_one("#name", Input).value)
        if problem := name_problem(name):
            self.query_one("#wrong", Label).update(Content(problem))
            return
        role = self.query_one("#role", Select).value
        titles = parted(self.query_one("#duties", Input).value)
        self.dismiss(
            replace(
                self._member,
                name=name,
                role=PartyRole(str(role)),
                post=clean_line(self.query_one("#post", Input).value),
                principal=self.query_one("#principal", Checkbox).value,
                leader=self.query_one("#leader", Checkbox).value,
                duties=_duties(self._member, [clean_line(title) for title in titles]),
            )
        )


def _duties(member: Member, titles: list[str]) -> tuple[Duty, ...]:
    """The duties by title; one that was there keeps its id, so that its past marks stay its own."""
    known = {duty.title: duty for duty in member.duties}
    taken = {duty.id for duty in member.duties}
    duties = []
    for title in dict.fromkeys(filter(None, titles)):
        if title not in known:
            number = next(n for n in range(1, 1000) if f"{member.id}d{n}" not in taken)
            known[title] = Duty(id=f"{member.id}d{number}", title=title)
            taken.add(known[title].id)
        duties.append(known[title])
    return tuple(duties)


class RosterScreen(BranchSettings, TakesTable):
    """The members in roster order; every change is kept at once."""

    NAME = "roster"

    def heading(self) -> str:
        return _("Roster")

    def content(self) -> ComposeResult:
        yield Prose("", id="stands")
        yield OptionList(id="members", markup=False)

    def on_mount(self) -> None:
        self.read_branch()
        if not self.branch.name:
            self.action_rename()

    def show_branch(self) -> None:
        self._fill(self._place)

    def _fill(self, place: int) -> None:
        members = self.branch.members
        told = _("{branch} · {count} members").format(branch=self.branch.name or "—", count=len(members))
        if not members:
            empty = _("The roster is empty: {add} adds a member, {table} imports a table (.xlsx, .csv).")
            told += "\n" + empty.format(add=shown("roster.add"), table=shown("roster.import"))
        self.query_one("#stands", Prose).update(told)
        rows = self.query_one("#members", OptionList)
        rows.clear_options()
        rows.add_options(
            [Option(Content(member_row(number, member))) for number, member in enumerate(members, start=1)]
        )
        rows.highlighted = min(place, len(members) - 1) if members else None
        rows.focus()

    @property
    def _place(self) -> int:
        return self.query_one("#members", OptionList).highlighted or 0

    def _with(self, members: tuple[Member, ...], place: int) -> None:
        if self.keep_branch(replace(self.branch, members=members)):
            self._fill(place)

    def action_rename(self) -> None:
        """Name the branch."""
        self.change_branch(BY_KEY["branch.name"])

    def action_loudness(self) -> None:
        """Turn one kind of flag off, quiet, normal or keen."""
        self.change_branch(BY_KEY["branch.loudness"])

    def action_export(self) -> None:
        """Write the roster as a table that spreadsheets open."""
        path = self.hall.folder / _("roster.csv")
        members, language = self.branch.members, self.branch.language
        self.ask(_("Write the roster to:"), lambda name: self._write(name, members, language), str(path))

    def _write(self, name: str, members: tuple[Member, ...], language: str) -> None:
        path = named_path(name)

        async def write() -> None:
            try:
                await to_thread(write_file, path, roster_csv(members, language))
            except Refused as refused:
                self.say(refused.reason)
            else:
                self.say(_("Written: {path}").format(path=path))

        self.run_worker(write(), exclusive=True, group="export")

    def action_add(self) -> None:
        taken = {member.id for member in self.branch.members}
        id = next(f"m{number}" for number in range(1, 10_000) if f"m{number}" not in taken)
        self.app.push_screen(MemberForm(Member(id=id, name="")), self._added)

    def _added(self, member: Member | None) -> None:
        if member is not None:
            members = self.branch.members
            self._with((*members, member), len(members))

    def action_edit(self) -> None:
        if self.branch.members:
            self.app.push_screen(MemberForm(self.branch.members[self._place]), self._edited)

    def action_pin(self) -> None:
        """Ask for a PIN twice; an empty one takes it away."""
        if not self.branch.members:
            return
        member = self.branch.members[self._place]
        question = _("PIN with which {name} signs (empty: none):").format(name=member.name)
        self.app.push_screen(Ask(question, secret=True), lambda pin: self._pin_again(member, pin))

    def _pin_again(self, member: Member, pin: str | None) -> None:
        if pin:
            again = Ask(_("The same PIN again:"), secret=True)
            self.app.push_screen(again, lambda other: self._pin_given(member, pin, other))
        elif pin is not None:
            self._edited(replace(member, pin=""))
            self.say(_("{name} signs without a PIN.").format(name=member.name))

    def _pin_given(self, member: Member, pin: str, again: str | None) -> None:
        if again is None:
            return
        if pin != again:
            self.say(_("The two differ: nothing was changed."))
            return
        try:
            kept = pin_hash(pin, token_bytes(SALT))
        except Refused as refused:
            self.say(refused.reason)
            return
        self._edited(replace(member, pin=kept))
        self.say(_("{name} signs with a PIN from now on.").format(name=member.name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_edit()

    def _edited(self, changed: Member | None) -> None:
        if changed is not None:
            members = tuple(changed if m.id == changed.id else m for m in self.branch.members)
            self._with(members, self._place)

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        here, there = self._place, self._place + by
        members = list(self.branch.members)
        if 0 <= there < len(members):
            members[here], members[there] = members[there], members[here]
            self._with(tuple(members), there)

    def action_remove(self) -> None:
        if self.branch.members:
            name = self.branch.members[self._place].name
            question = _("Take {name} off the roster? Past records keep them.").format(name=name)
            self.app.push_screen(sure(question, _("Take off the roster")), self._removed)

    def _removed(self, yes: bool | None) -> None:
        if yes:
            place = self._place
            members = self.branch.members
            self._with(members[:place] + members[place + 1 :], place)
