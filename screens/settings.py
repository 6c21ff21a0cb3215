"""The settings, made of their table: each with its value, and what it does under the list."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from locales import _
from meeting.text import fit, width
from store.settings_table import SECTIONS, TABLE, Setting, Value

from .base import Hall
from .branch_settings import BranchSettings, listed
from .dialogs import Pick
from .widgets.row import Prose


class SettingsScreen(BranchSettings):
    """Enter changes the setting under the cursor; it counts and is kept at once, or says since when."""

    NAME = "settings"
    COMES_BACK = True

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self._rows: list[Setting | None] = []

    def heading(self) -> str:
        return _("Settings")

    def content(self) -> ComposeResult:
        yield OptionList(id="settings", markup=False)
        yield Prose("", id="explains")

    def on_mount(self) -> None:
        self.read_branch()

    def lay_anew(self) -> None:
        self.show_branch()

    def show_branch(self) -> None:
        rows = self.query_one("#settings", OptionList)
        place = rows.highlighted
        rows.clear_options()
        self._rows = []
        for section, title in SECTIONS.items():
            self._rows.append(None)
            rows.add_option(Option(Content.styled(_(title), "bold"), disabled=True))
            for setting in (setting for setting in TABLE if setting.section == section):
                self._rows.append(setting)
                rows.add_option(Option(Content(self._row(setting))))
        rows.highlighted = 1 if place is None else place
        rows.focus()
        self._explain()

    def _row(self, setting: Setting) -> str:
        wide = max(20, self.cells() - 8)
        title, column = "  " + _(setting.title), min(36, wide // 2)
        told = self.told(setting) if setting.of_branch else setting.shown(self.hall.settings[setting.key])
        return fit(title + " " * max(2, column - width(title)) + told, wide)

    @property
    def _setting(self) -> Setting | None:
        place = self.query_one("#settings", OptionList).highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @on(OptionList.OptionHighlighted, "#settings")
    def _explain(self) -> None:
        setting = self._setting
        self.query_one("#explains", Prose).update(_(setting.help) if setting else "")

    # Changing

    @on(OptionList.OptionSelected, "#settings")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        setting = self._setting
        if setting is None:
            return
        if setting.of_branch:
            self.change_branch(setting)
            return
        value = self.hall.settings[setting.key]
        if isinstance(value, bool):
            self._set(setting, not value)
        elif setting.choices:
            options = [(_(title), choice) for choice, title in setting.choices]
            place = [choice for choice, _title in setting.choices].index(str(value))
            self.put(Pick(_(setting.title), options, place=place), lambda choice: self._set(setting, choice))
        else:
            shown = "；".join(value) if isinstance(value, tuple) else str(value)
            question = _("{title} (empty: as it was made):").format(title=_(setting.title))
            self.ask(question, lambda text: self._typed(setting, text.strip()), shown)

    def _typed(self, setting: Setting, text: str) -> None:
        if not text:
            self._set(setting, setting.default)
        elif isinstance(setting.default, int):
            self._set(setting, int(text) if text.isdecimal() else text)
        elif isinstance(setting.default, tuple):
            self._set(setting, listed(text))
        elif setting.is_path:
            self._look_at(setting, text)
        else:
            self._set(setting, text)

    def _look_at(self, setting: Setting, text: str) -> None:
        """A file or a folder must be one that does, before it takes the place of the old one."""
        from exports.usable import problem_of

        async def look() -> None:
            if problem := await self.hall.behind.done(lambda: problem_of(setting.key, text)):
                self.say(problem)
            else:
                self._set(setting, text)

        self.run_worker(look(), exclusive=True, group="look")

    def action_reset(self) -> None:
        """The setting under the cursor as it was made."""
        setting = self._setting
        if setting is not None and not setting.of_branch:
            self._set(setting, setting.default)

    def _set(self, setting: Setting, value: Value) -> None:
        if self.attempt(lambda: self.hall.settings.change(setting.key, value)):
            self.say("")
            self.show_branch()
            self.hall.settle(setting.key)
