"""What leaves the house, seen before it does: the version, its sections, its masks; then the file, opened."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label

from exports.offer import Form, Order, make, shown
from exports.page import read_page
from exports.persons import third_persons
from locales import _
from meeting.document import Minutes
from meeting.ledger import ledger
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import MeetingState
from meeting.text import clean_line, clean_name, fit
from meeting.version import Audience, Part, usual

from .base import Hall, HouseScreen
from .dialogs import Ask, Pick, room
from .keys import shown as key_shown
from .opening import open_outside
from .paper import file_name, write_behind
from .widgets.keybar import KeyBar
from .widgets.page import Page

_BEGINNING = 4000
"""Characters of a file without pages that are shown before it is written."""

_MARGIN = 6
"""Cells of a row in a list that its number and the scroll bar take."""


class ExportScreen(HouseScreen):
    """One meeting's record as it would be written now; nothing is written before the key for it."""

    NAME = "export"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar = [Binding("escape", "back", show=False)]

    def __init__(self, hall: Hall, id: str, state: MeetingState, *, at_once: bool = False) -> None:
        self._meeting, self._state, self._at_once = id, state, at_once
        self._order = Order(template=hall.settings.file("paper.template"))
        self._written: Path | None = None
        super().__init__(hall)

    def heading(self) -> str:
        return _("Export")

    def content(self) -> ComposeResult:
        yield Label(id="order", markup=False)
        yield VerticalScroll(id="preview")

    async def on_mount(self) -> None:
        if (page := self.hall.settings.file("paper.page")) is not None:
            try:
                self._order = replace(self._order, page=await to_thread(read_page, page))
            except Refused as refused:
                self.say(refused.reason)
        await self._show()
        if self._at_once:
            self.action_write()

    def _change(self, order: Order) -> None:
        self._order = order
        self.run_worker(self._show(), exclusive=True, group="preview")

    async def _show(self) -> None:
        """The order in a line, and under it what would be written."""
        self.query_one("#order", Label).update(Content(_told(self._order)))
        self.query_one(KeyBar).look()
        preview = self.query_one("#preview", VerticalScroll)
        await preview.remove_children()
        document = self._document()
        if document is not None:
            await preview.mount(Page(document))
        else:
            text = make(self._state, self._meeting, self._order).data.decode("utf-8-sig")
            rest = "\n…" if len(text) > _BEGINNING else ""
            await preview.mount(Label(Content(text[:_BEGINNING] + rest), markup=False))

    def _document(self) -> Minutes | None:
        order = self._order
        if order.form in (Form.DOCX, Form.MD):
            return minutes(shown(self._state, order), order.version)
        return ledger(shown(self._state, order)) if order.form is Form.LEDGER else None

    def can(self, action: str) -> bool:
        """Opening waits for something written, masks for a version that masks."""
        if action in ("file", "folder"):
            return self._written is not None
        return action != "masks" or self._order.version.masked

    # What is to be written

    def action_version(self) -> None:
        options = [(audience.label, audience) for audience in Audience]
        self.put(Pick(_("Which version?"), options), self._for)

    def _for(self, audience: Audience) -> None:
        version = usual(audience)
        names = self._order.names or tuple(found.name for found in third_persons(self._state))
        self._change(replace(self._order, version=version, names=names))
        if version.masked:
            self.action_masks()

    def action_sections(self, place: int = 0) -> None:
        version = self._order.version
        options = [(_switch(version.shows(part), part.label), part.value) for part in Part]
        options.append((_switch(version.sums, _("sums of money")), "sums"))
        options.append((_switch(version.cases, _("cases that name a third person")), "cases"))
        options.append((_switch(not version.masked, _("names of third persons")), "names"))
        self.put(Pick(_("What does it show?"), options, place=place), self._switch)

    def _switch(self, name: str) -> None:
        version = self._order.version
        if name == "sums":
            version = replace(version, sums=not version.sums)
        elif name == "cases":
            version = replace(version, cases=not version.cases)
        elif name == "names":
            version = replace(version, masked=not version.masked)
        else:
            version = version.switched(Part(name), not version.shows(Part(name)))
        names = self._order.names or tuple(found.name for found in third_persons(self._state))
        self._change(replace(self._order, version=version, names=names))
        switches = [*(part.value for part in Part), "sums", "cases", "names"]
        self.action_sections(switches.index(name))

    def action_masks(self, at: str = "") -> None:
        found = {candidate.name: candidate for candidate in third_persons(self._state)}
        names = self._order.names
        options = [(_("+ another name"), "")]
        wide = room(self.app.size.width) - _MARGIN
        for name in dict.fromkeys([*found, *names]):
            context = f"  …{clean_line(found[name].context)}…" if name in found else ""
            options.append((fit(_switch(name in names, name) + context, wide), name))
        place = next((place for place, option in enumerate(options) if option[1] == at), 0)
        question = _("Who is masked (Enter changes it, Esc is done)?")
        self.put(Pick(question, options, place=place), self._mask)

    def _mask(self, name: str) -> None:
        names = self._order.names
        if not name:
            self.put(Ask(_("Which name is masked too?")), lambda other: self._mask_too(clean_name(other)))
            return
        changed = tuple(n for n in names if n != name) if name in names else (*names, name)
        self._masked(changed, name)

    def _mask_too(self, name: str) -> None:
        if name:
            self._masked(tuple(dict.fromkeys((*self._order.names, name))), name)

    def _masked(self, names: tuple[str, ...], at: str) -> None:
        version = replace(self._order.version, masked=True)
        self._change(replace(self._order, names=names, version=version))
        self.action_masks(at)

    def action_form(self) -> None:
        options = [(form.label, form) for form in Form]
        self.put(
            Pick(_("Which format?"), options), lambda form: self._change(replace(self._order, form=form))
        )

    def action_template(self) -> None:
        question = _("The branch's letterhead, a Word file (empty: none):")
        value = str(self._order.template or "")
        self.put(Ask(question, value), self._on_template)

    def _on_template(self, name: str) -> None:
        template = Path(name.strip()).expanduser() if name.strip() else None
        if template is not None and not template.is_file():
            self.say(_("There is no file {path}.").format(path=template))
            return
        self._change(replace(self._order, template=template))

    # Writing and opening

    def action_write(self) -> None:
        path = self.hall.folder / file_name(self._meeting, self._order)
        write_behind(self, self._state, self._meeting, self._order, path, self._done)

    def _done(self, path: Path) -> None:
        self._written = path
        self.query_one(KeyBar).look()

    def action_file(self) -> None:
        self._open(self._written)

    def action_folder(self) -> None:
        self._open(self._written.parent if self._written else None)

    def _open(self, path: Path | None) -> None:
        if path is None:
            self.say(
                _("Nothing has been written yet: {key} writes it.").format(key=key_shown("export.write"))
            )
        else:
            self.attempt(lambda: open_outside(path))


def _switch(on: bool, label: str) -> str:
    return f"[{'x' if on else ' '}] {label}"


def _told(order: Order) -> str:
    version = order.version
    told = [version.audience.label, order.form.label]
    if version.masked:
        told.append(_("{count} names masked").format(count=len(order.names)))
    if version.without:
        told.append(_("without {parts}").format(parts=_(", ").join(part.label for part in version.without)))
    if not version.sums:
        told.append(_("without sums"))
    if not version.cases:
        told.append(_("without cases"))
    if order.template:
        told.append(order.template.name)
    return _(" · ").join(told)
