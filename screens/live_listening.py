"""What the live room listens for: ticks and flags."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual import on

from locales import _
from meeting import commands as c
from meeting.language.kinds import Category
from meeting.proposals import proposals
from meeting.rules import Ear
from meeting.state import MeetingState
from meeting.topics import Mark

from .dialogs import Pick
from .flags import category_title
from .hearing_deeds import HearingDeeds
from .turn_facts import TurnFacts
from .widgets.checklist import ChecklistPanel
from .widgets.entry import Entry


class LiveListening(HearingDeeds):
    """The commands of listening."""

    # Checklist

    @property
    def panel(self) -> ChecklistPanel:
        """The checklist beside the record."""
        return self.query_one("#side ChecklistPanel", ChecklistPanel)

    def proposed(self) -> Mapping[str, Mark]:
        """The ticks that the speaker's words propose."""
        state = self.record.state
        if state is not self._seen:
            self._seen, self._found = state, proposals(state, self.hall.propose)
        return self._found

    _seen: MeetingState | None = None
    _found: Mapping[str, Mark] = MappingProxyType({})

    def action_tick(self) -> None:
        """Into the tick mode, and out of it."""
        if not self.record.state.turns:
            self.say(_("Nobody has spoken yet."))
            return
        self.tick_mode(not self.has_class("-ticking"))

    def tick_mode(self, on: bool) -> None:
        """In tick mode the checklist has the keys; the entry line waits with what is in it."""
        self.set_class(on, "-ticking")
        self.panel.can_focus = on
        if on:
            self.panel.focus()
        else:
            self.query_one(Entry).focus()

    @on(ChecklistPanel.Marked)
    def _marked(self, event: ChecklistPanel.Marked) -> None:
        self.do(c.MarkTopic(member=event.member, topic=event.topic, mark=event.mark))

    @on(ChecklistPanel.Done)
    def _done(self) -> None:
        self.tick_mode(False)

    def action_accept(self) -> None:
        """Take what is offered: a name being typed, or the latest proposed tick."""
        if self.query_one(Entry).complete():
            return
        state = self.record.state
        found = self.proposed()
        if not found:
            self.say(_("Nothing is proposed."))
            return
        member = state.roster.member(state.turns[-1].member)
        topic, mark = next(iter(found.items()))
        if self.do(c.MarkTopic(member=member.id, topic=topic, mark=mark)):
            title = next(t.title for t in state.checklist.topics_for(member) if t.id == topic)
            self.say(_("{mark}: {topic}").format(mark=mark.label, topic=title))

    # Flags

    def hear(self, heard: Ear) -> None:
        """The underline in the entry line follows the branch's allow-list."""
        self.query_one(Entry).ear = heard

    def action_turn(self) -> None:
        """What the running turn, or else the last one, holds: facts, and what was said before."""
        state = self.record.state
        if not state.turns:
            self.say(_("Nobody has spoken yet."))
            return
        self.app.push_screen(TurnFacts(state, state.turns[-1], self.hall.archive))

    def action_ear(self) -> None:
        """Raise a flag by ear on the line taken back, else on the last one: the category by one key."""
        lines = [line for line in self.record.state.lines if not line.struck]
        if not lines:
            self.say(_("There is no line to flag yet."))
            return
        line = self.query_one(Entry).correcting or lines[-1]
        options = [(category_title(category), category.value) for category in Category]
        self.put(
            Pick(_("Flag this line as: “{words}”").format(words=line.text), options),
            lambda category: self.do(c.RaiseFlag(line=line.number, category=category)),
        )
