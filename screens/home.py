"""Home: what can be done, and how this month's meeting stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label

from locales import _, current
from meeting.cadence import cadence
from meeting.state import Stage
from meeting.titles import short_title
from store.branch import Branch
from store.lock import Held
from store.record import Record
from store.summary import Summary, summary_of

from .base import Hall
from .branches import ChoosesBranch
from .cadence import cadence_words
from .catching_up import Reading
from .keys import shown
from .menu import Entry, Menu
from .showing import show_coverage, show_ledger, show_past
from .widgets.row import Prose

PATIENCE: Final = 10.0
"""Seconds for which the list of what can be done waits for the disk."""

_UNFINISHED = (Stage.RUNNING, Stage.ADJOURNED, Stage.PREPARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the archive says to the home screen."""

    branch: str
    """The branch at hand in words, or why it cannot be read."""
    cadence: str
    """How the months stand, and what cannot be read."""
    to_set_up: bool
    unfinished: Summary | None


class HomeScreen(ChoosesBranch, Menu):
    """The list of what can be done; an unfinished meeting comes first."""

    NAME = "home"

    def __init__(self, hall: Hall, at_once: bool = False) -> None:
        super().__init__(hall)
        self._unfinished: Summary | None = None
        self._to_set_up = False
        self._preparing = False
        """Is a new meeting being made?"""
        self.at_once = at_once
        """Is the unfinished meeting to be gone on with at once?"""
        self.first_start = False
        """Is the first start to be gone through before anything else?"""

    def heading(self) -> str:
        return _("Shaitai: laying open powers and duties")

    def content(self) -> ComposeResult:
        yield Label(id="branch", markup=False)
        yield Prose("", id="cadence")
        yield Reading()
        yield from self.menu()

    def on_mount(self) -> None:
        if self.first_start:
            self._first()

    async def on_screen_resume(self) -> None:
        self.catch_up()
        # A key pressed meanwhile waits for the list that it is meant for.
        await self.answered(PATIENCE)
        if self.hall.problems:
            self.say(" ".join(self.hall.problems))
            self.hall.problems = ()

    def look(self) -> Found:
        branch, problem = self.hall.archive.branch_to_read()
        told = [self._cadence(branch.names) if branch.name else "", self._unreadable()]
        return Found(
            branch=problem or self._branch_told(branch),
            cadence="\n".join(filter(None, told)),
            to_set_up=self.hall.to_set_up(),
            unfinished=self._find_unfinished(),
        )

    def shown(self, found: Found) -> None:
        self.query_one("#branch", Label).update(Content(found.branch))
        self.query_one("#cadence", Prose).update(found.cadence)
        self._to_set_up, self._unfinished = found.to_set_up, found.unfinished
        self.show_entries(self._entries())
        if self.at_once and self._unfinished is not None:
            self.at_once = False
            self.attempt(self._resume)

    def _branch_told(self, branch: Branch) -> str:
        archive = self.hall.archive
        if not branch.name and archive.catalogue.branches():
            told = _("The roster (branch.json) is missing: {key} takes it from the last meeting.")
            return told.format(key=shown("home.branch"))
        named = branch.name or _("The branch has no name yet: begin with the roster.")
        told = _("{branch} · {count} members").format(branch=named, count=len(branch.members))
        if (several := len(archive.branches_to_read())) > 1:
            told += _(" · {count} branches here, {key} changes").format(
                count=several, key=shown("home.branch")
            )
        return told

    def _cadence(self, branch: Sequence[str]) -> str:
        """This month and the unsigned meetings, as the catalogue and the open meeting have them."""
        today = self.hall.clock().date()
        known = {id: (day, stage) for id, day, stage in self.hall.archive.catalogue.months(*branch)}
        if (record := self.hall.record) is not None and (head := record.state.head) is not None:
            known.pop(record.id, None)
            if head.branch in branch:
                known[record.id] = (head.day.isoformat(), record.state.stage)
        meetings = [(date.fromisoformat(day), stage) for day, stage in known.values()]
        return cadence_words(cadence(meetings, today), today)

    def _unreadable(self) -> str:
        """How many meetings cannot be read; empty where all can."""
        empty = self.hall.archive.catalogue.summaries(stages=(Stage.EMPTY,))
        count = sum(bool(summary.problem) for summary in empty)
        told = _("Cannot be read: {count} meetings; the list of past meetings says what can be done.")
        return told.format(count=count) if count else ""

    def _find_unfinished(self) -> Summary | None:
        summaries = self.hall.archive.catalogue.summaries(stages=_UNFINISHED)
        if (record := self.hall.record) is not None:
            # What is open here may not all be on disk yet.
            here = summary_of(record.id, record.state)
            summaries = [here, *(summary for summary in summaries if summary.id != here.id)]
        elsewhere = self.hall.archive.names_elsewhere()
        for stage in _UNFINISHED:
            for summary in summaries:
                if summary.stage is stage and summary.head and summary.head.branch not in elsewhere:
                    return summary
        return None

    def _entries(self) -> list[Entry]:
        entries: list[Entry] = []
        if (summary := self._unfinished) is not None and summary.head is not None:
            words = {
                Stage.PREPARED: _("Go on preparing: {meeting}"),
                Stage.RUNNING: _("Go on with the meeting: {meeting}"),
                Stage.ADJOURNED: _("Sign off: {meeting}"),
            }[summary.stage]
            title = short_title(summary.head, current())
            entries.append((words.format(meeting=title), self._resume))
        if self._to_set_up:
            entries.append((_("Set up: language, branch, roster"), self._first))
        entries += [
            (_("New meeting"), self._new),
            (_("Past meetings"), lambda: show_past(self)),
            (_("Follow-up ledger"), lambda: show_ledger(self)),
            (_("One member, month by month"), self.action_member),
            (_("Coverage of the year"), self.action_coverage),
            (_("Roster"), self._roster),
            (_("Settings"), self._settings),
            (_("Help"), self.action_help),
            (_("Quit"), self.action_quit),
        ]
        return entries

    def _resume(self) -> None:
        summary = self._unfinished
        assert summary is not None
        if self.hall.record is None or self.hall.record.id != summary.id:
            # Loaded here: the ear costs more than the home screen's first paint.
            from store.hearing import ear_of

            self.hall.close_record()
            try:
                self.hall.record = self.hall.archive.open(summary.id, ear=ear_of(self.hall.archive))
            except Held as held:
                self._follow(summary.id, held)
                return
        match self.hall.record.state.stage:
            case Stage.RUNNING:
                from .live import LiveScreen

                self.app.push_screen(LiveScreen(self.hall))
            case Stage.ADJOURNED:
                from .signoff import SignOffScreen

                self.app.push_screen(SignOffScreen(self.hall))
            case _:
                from .prepare import PrepareScreen

                self.app.push_screen(PrepareScreen(self.hall))

    def _follow(self, meeting: str, held: Held) -> None:
        """Another window writes the meeting: look on."""
        from .board import BoardScreen

        follower = self.hall.archive.follow(meeting)
        self.app.push_screen(BoardScreen(self.hall, lambda: follower, self.hall.clock))
        self.notify(held.reason, markup=False)

    def _new(self) -> None:
        if self._unfinished is not None and self._unfinished.stage is not Stage.ADJOURNED:
            self.say(_("A meeting is under way or prepared: go on with it first."))
            return
        if self._preparing:
            return
        from .prepare import prepare

        self.hall.close_record()
        self._preparing = True

        def work() -> Record:
            try:
                return prepare(self.hall.archive, self.hall.settings, self.hall.clock().date())
            finally:
                self._preparing = False

        self.aside(work, self._prepared)

    def _prepared(self, record: Record) -> None:
        from .prepare import PrepareScreen

        self.hall.close_record()
        self.hall.record = record
        self.app.push_screen(PrepareScreen(self.hall))

    def _first(self) -> None:
        from .first_start import FirstStart

        self.app.push_screen(FirstStart(self.hall))

    def action_member(self) -> None:
        """One member, month by month."""
        from .choosing import choose_member

        choose_member(self)

    def action_coverage(self) -> None:
        """Who laid open what in which month of the year."""
        show_coverage(self)

    def _roster(self) -> None:
        from .roster import RosterScreen

        # Refused where its file is damaged: what cannot be read must not be written over.
        self.hall.archive.branch()
        self.app.push_screen(RosterScreen(self.hall))

    def _settings(self) -> None:
        from .settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.hall))

    def action_quit(self) -> None:
        """Leave the program; what is open is written first."""
        self.app.exit()
