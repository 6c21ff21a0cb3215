"""The first start in three steps: language, branch, roster. What is typed is kept while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_hex
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from exports.roster_table import role_called
from locales import LANGUAGES, N_, _, current
from meeting.roster import Member, PartyRole
from meeting.text import clean_line, clean_name, name_problem

from .base import Hall
from .keys import shown
from .member_row import member_row
from .takes_table import TakesTable
from .widgets.field import Field
from .widgets.keybar import KeyBar
from .widgets.row import Prose, Row

LANGUAGE, BRANCH, ROSTER = STEPS = ("language", "branch", "roster")
PAUSE: Final = 0.4
"""Seconds without a key after which what was typed is put on disk."""
_TITLES: Final = {
    LANGUAGE: N_("First start, 1 of 3: language · 语言"),
    BRANCH: N_("First start, 2 of 3: the branch"),
    ROSTER: N_("First start, 3 of 3: the roster"),
}
_NAMES: Final = {"zh": "中文", "en": "English"}


class FirstStart(TakesTable):
    """Language, branch, roster; each step can be left open, and F10 goes one step back."""

    NAME = "first"

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall)
        self._draft = hall.first_draft
        step = self._draft.texts.get("step", "")
        self._step = step if step in STEPS else LANGUAGE
        self._pause: Timer | None = None

    def heading(self) -> str:
        return _(_TITLES[self._step])

    def content(self) -> ComposeResult:
        yield Prose("", id="explains")
        yield Field(id="typed", select_on_focus=False)
        yield OptionList(id="choices", markup=False)

    def on_mount(self) -> None:
        self.read_branch()
        self._enter(self._step)

    def _enter(self, step: str) -> None:
        """Show a step, with what was typed in it before."""
        self._step = self._draft.texts["step"] = step
        self._keep_draft()
        self.query_one(".title", Row).show(self.heading())
        field = self.query_one("#typed", Field)
        field.display = step != LANGUAGE
        typed = self._draft.texts.get(step, "")
        field.value = typed or (self.branch.name if step == BRANCH else "")
        field.placeholder = {BRANCH: _("full name, as it stands in the record"), ROSTER: _("full name")}.get(
            step, ""
        )
        self.show_branch()
        (field if field.display else self.query_one("#choices")).focus()
        self.query_one(KeyBar).look()

    def show_branch(self) -> None:
        self.query_one("#explains", Prose).update(self._explained())
        rows = self.query_one("#choices", OptionList)
        rows.clear_options()
        rows.display = self._step != BRANCH
        if self._step == LANGUAGE:
            rows.add_options(
                [Option(Content(f"{n}  {told}")) for n, (told, _deed) in enumerate(self._choices(), 1)]
            )
            rows.highlighted = LANGUAGES.index(current())
        elif self._step == ROSTER:
            members = self.branch.members
            rows.add_options([Option(Content(member_row(n, member))) for n, member in enumerate(members, 1)])
            rows.highlighted = len(members) - 1 if members else None

    def _explained(self) -> str:
        if self._step == LANGUAGE:
            return _("In which language is the screen to speak? It can be changed at any time.")
        if self._step == BRANCH:
            told = _("How is the branch called in full? Enter goes on; {back} goes back.")
            return told.format(back=shown("first.back"))
        told = _(
            "Who belongs to the branch? A name, then role and post where there are any (王芳 书记 局长); "
            "Enter adds it. {table} imports a table, {next} is done."
        )
        return told.format(table=shown("first.import"), next=shown("first.next"))

    def _choices(self) -> list[tuple[str, str]]:
        around = _("Look around first: a made-up meeting that plays itself")
        return [*((_NAMES[language], language) for language in LANGUAGES), (around, "")]

    # What is typed is kept as it is typed

    @on(Input.Changed, "#typed")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._step != LANGUAGE:
            self._draft.texts[self._step] = event.value
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(PAUSE, self._keep_draft)

    def _keep_draft(self) -> None:
        self.hall.behind.do(self._draft.keep)

    def record_safe(self) -> None:
        self._keep_draft()

    def on_unmount(self) -> None:
        self.record_safe()

    # Going on and back

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._step == LANGUAGE:
            self._speak(event.option_index)

    def _speak(self, place: int) -> None:
        language = self._choices()[place][1]
        if not language:
            self.action_demo()
            return
        self.hall.settings.change("screen.language", language)
        self._enter(BRANCH)
        self.hall.settle("screen.language")

    @on(Input.Submitted, "#typed")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._step == ROSTER and event.value.strip():
            self._add(event.value)
        else:
            self.action_next()

    def key_1(self) -> None:
        self._number(0)

    def key_2(self) -> None:
        self._number(1)

    def key_3(self) -> None:
        self._number(2)

    def _number(self, place: int) -> None:
        if self._step == LANGUAGE:
            self._speak(place)

    def action_next(self) -> None:
        """On to the next step; after the last one, home."""
        if self._step == LANGUAGE:
            self._speak(self.query_one("#choices", OptionList).highlighted or 0)
        elif self._step == BRANCH:
            self._keep_name()
            self._enter(ROSTER)
        elif (typed := self.query_one("#typed", Field).value).strip():
            if self._add(typed):
                self._finish()
        else:
            self._finish()

    def action_back(self) -> None:
        """One step back; from the first one, home."""
        if self._step == LANGUAGE:
            self._draft.texts["step"] = ""
            super().action_back()
        else:
            if self._step == BRANCH:
                self._keep_name()
            self._enter(STEPS[STEPS.index(self._step) - 1])

    def _finish(self) -> None:
        self._draft.texts.clear()
        self._keep_draft()
        super().action_back()

    # The branch and its members

    def _keep_name(self) -> None:
        name = clean_line(self.query_one("#typed", Field).value)
        if name and name != self.branch.name:
            self.keep_branch(replace(self.branch, name=name))
        self._draft.texts.pop(BRANCH, None)

    def _add(self, typed: str) -> bool:
        """Put whoever is named on the roster; False, and a word, where that cannot be."""
        name, role, post = named(clean_line(typed).split(" "))
        if problem := name_problem(name):
            self.say(problem)
            return False
        member = Member(id=f"m{token_hex(4)}", name=name, role=role, post=post)
        if not self.keep_branch(replace(self.branch, members=(*self.branch.members, member))):
            return False
        self.query_one("#typed", Field).value = ""
        return True

    def action_take_back(self) -> None:
        """Take the last name off again, back into the field."""
        if self._step == ROSTER and self.branch.members:
            last = self.branch.members[-1]
            if self.keep_branch(replace(self.branch, members=self.branch.members[:-1])):
                field = self.query_one("#typed", Field)
                role = "" if last.role is PartyRole.MEMBER and not last.post else last.role.label
                field.value = " ".join(filter(None, (last.name, role, last.post)))

    def action_import(self) -> None:
        """Look at a table of members before it is taken; only where the roster is asked for."""
        if self._step == ROSTER:
            super().action_import()

    # Looking around

    def action_demo(self) -> None:
        """Look around first; the first start waits."""
        if self.hall.look_around is None:
            self.say(_("Leave the program and start it as `shaitai demo`."))
        else:
            self._keep_draft()
            self.hall.look_around()

    def can(self, action: str) -> bool:
        """The roster's commands belong to the last step."""
        return action not in ("import", "take_back") or self._step == ROSTER


def named(words: Sequence[str]) -> tuple[str, PartyRole, str]:
    """Name, role and post as they are typed one after another, parted by blanks.

    Before a role stands the name, after it the post. Without a role the first word is the name and the rest
    the post, unless that word is a single character, as in 王　芳, or of an alphabet that parts its names.
    """
    for place, word in enumerate(words[1:], 1):
        if (role := role_called(word)) is not None:
            return clean_name(" ".join(words[:place])), role, " ".join(words[place + 1 :])
    parted = len(words[0]) == 1 or words[0].isascii()
    name, post = (words, []) if parted else (words[:1], words[1:])
    return clean_name(" ".join(name)), PartyRole.MEMBER, " ".join(post)
