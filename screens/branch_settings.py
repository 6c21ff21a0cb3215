"""The settings that are kept with the branch: what they say, and how each is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from locales import _
from meeting.language.kinds import Category, Loudness
from meeting.text import clean_line, parted
from meeting.topics import Topic
from store.branch import Branch
from store.hearing import NAME as LEXICON
from store.hearing import ear_of, turned
from store.settings_table import Setting

from .dialogs import Pick
from .keeping_branch import KeepsBranch
from .loudness import how_loud, loudness_list


class BranchSettings(KeepsBranch):
    """The rows of the settings that come from the branch."""

    _away = False
    """Has another screen been opened that changes the branch too?"""

    def told(self, setting: Setting) -> str:
        """What such a setting says now."""
        branch = self.branch
        match setting.name:
            case "name":
                return branch.name or "—"
            case "language":
                return setting.shown(branch.language)
            case "checklist":
                return _("{count} items").format(count=len(branch.standing))
            case "loudness":
                return (
                    _("{count} kinds turned").format(count=len(branch.loudness))
                    if branch.loudness
                    else _("normal")
                )
            case "allowed":
                return setting.shown(branch.allowed)
            case "lexicon":
                path = self.hall.archive.folder / LEXICON
                return str(path) if path.exists() else _("only those that come with the program")
            case _:
                count = sum(bool(member.pin) for member in branch.members)
                return _("{count} of {all} members").format(count=count, all=len(branch.members))

    def change_branch(self, setting: Setting) -> None:
        """Ask for another value of such a setting."""
        _DEEDS[setting.name](self, setting)

    def _ask_name(self, setting: Setting) -> None:
        question = _("Full name of the branch, as it stands in the record:")
        self.ask(question, lambda name: self._named(clean_line(name)), self.branch.name)

    def _named(self, name: str) -> None:
        if name:
            self.keep_branch(replace(self.branch, name=name))

    def _ask_language(self, setting: Setting) -> None:
        options = [(_(title), choice) for choice, title in setting.choices]
        self.put(
            Pick(_(setting.title), options),
            lambda language: self.keep_branch(replace(self.branch, language=language)),
        )

    def _ask_checklist(self, setting: Setting) -> None:
        options: list[tuple[str, int]] = [
            (topic.title, place) for place, topic in enumerate(self.branch.standing)
        ]
        options.append((_("+ another item"), -1))
        self.put(Pick(_("Which item is to be changed?"), options), self._item)

    def _item(self, place: int) -> None:
        title = self.branch.standing[place].title if place >= 0 else ""
        question = _("What is to be laid open (empty: take it off the list):")
        self.ask(question, lambda text: self._item_is(place, clean_line(text)), title)

    def _item_is(self, place: int, title: str) -> None:
        topics = list(self.branch.standing)
        if place < 0:
            taken = {topic.id for topic in topics}
            id = next(f"own{number}" for number in range(1, 1000) if f"own{number}" not in taken)
            topics += [Topic(id=id, title=title)] if title else []
        elif title:
            # The item keeps its id, so that what was ticked at past meetings stays its own.
            topics[place] = replace(topics[place], title=title)
        else:
            del topics[place]
        self.keep_branch(replace(self.branch, standing=tuple(topics)))

    def _ask_loudness(self, setting: Setting) -> None:
        self.put(loudness_list(self.branch), self._turn)

    def _turn(self, category: Category) -> None:
        self.put(how_loud(category), lambda loudness: self._turned(category, loudness))

    def _turned(self, category: Category, loudness: Loudness) -> None:
        self.heard_by(replace(self.branch, loudness=turned(self.branch, category, loudness)))

    def _ask_allowed(self, setting: Setting) -> None:
        question = _("Words that are never flagged in this branch, separated by ;")
        self.ask(question, self._allow, "；".join(self.branch.allowed))

    def _allow(self, text: str) -> None:
        self.heard_by(replace(self.branch, allowed=listed(text)))

    def heard_by(self, branch: Branch) -> None:
        """Keep a branch that listens otherwise; an open meeting listens with it from now on."""
        if self.keep_branch(branch) and self.hall.record is not None:
            self.run_worker(self._listen(), exclusive=True, group="ear")

    async def _listen(self) -> None:
        from .hearing_deeds import HearingDeeds

        ear = await self.hall.behind.done(lambda: ear_of(self.hall.archive))
        if self.hall.record is not None:
            self.hall.record.ear = ear
        for screen in self.app.screen_stack:
            if isinstance(screen, HearingDeeds):
                screen.hear(ear)

    def _ask_lexicon(self, setting: Setting) -> None:
        self.say(_("The branch's own words go into {path}.").format(path=self.hall.archive.folder / LEXICON))

    def _ask_pins(self, setting: Setting) -> None:
        from .roster import RosterScreen

        self._away = True
        self.app.push_screen(RosterScreen(self.hall))

    def on_screen_resume(self) -> None:
        if self._away:
            self._away = False
            self.read_branch()


_DEEDS: Final[dict[str, Callable[[BranchSettings, Setting], None]]] = {
    "name": BranchSettings._ask_name,
    "language": BranchSettings._ask_language,
    "checklist": BranchSettings._ask_checklist,
    "loudness": BranchSettings._ask_loudness,
    "allowed": BranchSettings._ask_allowed,
    "lexicon": BranchSettings._ask_lexicon,
    "pins": BranchSettings._ask_pins,
}


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that was typed with semicolons."""
    return tuple(filter(None, map(clean_line, parted(text))))
