"""Statements prepared in writing, before the meeting: whose they are, which words would be flagged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from locales import _
from meeting import commands as c
from meeting.scripts import attached, named_in
from meeting.state import Script

from .base import Hall
from .dialogs import Pick
from .flags import category_title
from .folder import Dodge, Statement, statements_in
from .keys import shown
from .live_deeds import LiveDeeds
from .widgets.row import Row


class StatementsScreen(LiveDeeds):
    """The files of a folder, each with whose it is by its name; Enter attaches the one under the cursor.

    How many flags a statement would raise stands in its row, the words only where they are asked for.
    """

    NAME = "statements"

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self._folder = hall.folder
        self._files: list[Statement] = []
        self._by_hand: dict[Path, str] = {}
        """File → whose it is, where that was said."""

    def heading(self) -> str:
        return _("Prepared statements")

    def content(self) -> ComposeResult:
        yield Row(id="folder")
        yield OptionList(id="statements", markup=False)

    def on_mount(self) -> None:
        self._look_into(self._folder)

    def _look_into(self, folder: Path) -> None:
        self.say(_("Reading …"))
        ear = self.record.ear
        self.aside(lambda: statements_in(folder, ear), lambda found: self._found(folder, found))

    def _found(self, folder: Path, found: list[Statement]) -> None:
        self._folder, self._files = folder, found
        self.say("" if found else _("No .txt or .docx file is there."))
        self.show()

    def show(self) -> None:
        """The files, then what is attached from elsewhere."""
        state = self.record.state
        self.query_one("#folder", Row).show(str(self._folder))
        have = [attached(file.text, state) for file in self._files if file.text]
        self._others: list[Script] = [script for script in state.scripts if script not in have]
        rows = self.query_one("#statements", OptionList)
        place = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([Option(Content(self._row(file))) for file in self._files])
        told = _("{name} · attached from elsewhere")
        rows.add_options([Option(Content(told.format(name=state.name_of(s.member)))) for s in self._others])
        rows.highlighted = min(place, rows.option_count - 1) if rows.option_count else None

    def _row(self, file: Statement) -> str:
        if file.problem:
            return file.problem
        state = self.record.state
        script = attached(file.text, state)
        owner = script.member if script else self._owner(file)
        told = [file.path.name, state.name_of(owner) if owner else _("whose?")]
        told.append(_("{count} characters").format(count=len(file.text)))
        if file.heard:
            told.append(_("{count} flags").format(count=len(file.heard)))
        if script is not None:
            told.append(_("attached"))
        return _(" · ").join(told)

    def _owner(self, file: Statement) -> str:
        """Whose statement it is, by id: as was said, else by the file's name; empty where neither tells."""
        member = named_in(file.path.stem, self.record.state.roster)
        return self._by_hand.get(file.path) or (member.id if member else "")

    @property
    def _chosen(self) -> Statement | None:
        place = self.query_one("#statements", OptionList).highlighted
        return self._files[place] if place is not None and place < len(self._files) else None

    @property
    def _chosen_script(self) -> Script | None:
        """What is attached of the row under the cursor."""
        if (file := self._chosen) is not None:
            return attached(file.text, self.record.state) if file.text else None
        place = self.query_one("#statements", OptionList).highlighted
        return None if place is None else self._others[place - len(self._files)]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        file = self._chosen
        if file is None or self._chosen_script is not None:
            self.say(_("It is attached already."))
        elif file.problem:
            self.say(file.problem)
        elif self._owner(file):
            self._keep(file)
        else:
            self.action_whose()

    def action_folder(self) -> None:
        """Look into another folder."""
        question = _("Folder with the statements:")
        self.ask(question, lambda t: self._look_into(Path(t.strip()).expanduser()), str(self._folder))

    def action_all(self) -> None:
        """Attach every statement whose file names a member, and that is not attached yet."""
        count = 0
        for file in self._files:
            if file.text and self._owner(file) and attached(file.text, self.record.state) is None:
                count += self._keep(file)
        if count:
            self.say(_("{count} statements attached.").format(count=count))
        else:
            self.say(
                _("No further file names a member: {key} says whose one is.").format(
                    key=shown("statements.whose")
                )
            )

    def action_whose(self) -> None:
        """Say whose statement the one under the cursor is, and attach it."""
        file = self._chosen
        if file is None or file.problem or self._chosen_script is not None:
            return
        people = [(member.id, member.name) for member in self.record.state.roster]
        self.pick_person(_("Whose prepared script?"), people, lambda member: self._given(file, member))

    def _given(self, file: Statement, member: str) -> None:
        self._by_hand[file.path] = member
        self._keep(file)

    def _keep(self, file: Statement) -> bool:
        return self.do(c.Attach(member=self._owner(file), text=file.text))

    def action_words(self) -> None:
        """Which words of the statement would be flagged: for the recorder, before the meeting."""
        file = self._chosen
        if file is None or not file.heard:
            self.say(_("No words of it would be flagged."))
            return
        counted = Counter(file.heard)
        options = [(_word(*each), True) for each in counted.items()]
        self.app.push_screen(Pick(_("Words that would be flagged"), options, hint=_("↑↓ look · Esc: leave")))

    def action_remove(self) -> None:
        """Take the statement under the cursor off the meeting; the file stays."""
        script = self._chosen_script
        if script is None:
            self.say(_("It is not attached."))
        else:
            self.do(c.Detach(script=script.number))


def _word(dodge: Dodge, count: int) -> str:
    told = _("{category}: “{words}”").format(category=category_title(dodge.category), words=dodge.words)
    return f"{told} × {count}" if count > 1 else told
