"""What the live room listens for: ticks and flags."""

from __future__ import annotations

from textual import on

from locales import _
from meeting import commands as c
from meeting.language.kinds import Category
from meeting.proposals import proposals
from meeting.rules import Ear
from meeting.topics import Mark

from .dialogs import Pick
from .flags import category_title
from .hearing_deeds import HearingDeeds
from .widgets.checklist import ChecklistPanel
from .widgets.entry import Entry


class LiveListening(HearingDeeds):
    """The commands of listening."""

    # Checklist

    @property
    def panel(self) -> ChecklistPanel:
        """The checklist beside the record."""
        return self.query_one("#side ChecklistPanel", ChecklistPanel)

    def proposed(self) -> tuple[str, ...]:
        """The ticks that the speaker's words propose."""
        return proposals(self.record.state, self.hall.propose)

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
        if self.do(c.MarkTopic(member=member.id, topic=found[0], mark=Mark.COVERED)):
            title = next(t.title for t in state.checklist.topics_for(member) if t.id == found[0])
            self.say(_("Ticked: {topic}").format(topic=title))

    # Flags

    def hear(self, heard: Ear) -> None:
        """The underline in the entry line follows the branch's allow-list."""
        self.query_one(Entry).ear = heard

    def action_ear(self) -> None:
        """Raise a flag on the last line by ear: the category by one key."""
        lines = [line for line in self.record.state.lines if not line.struck]
        if not lines:
            self.say(_("There is no line to flag yet."))
            return
        options = [(category_title(category), category.value) for category in Category]
        question = _("Flag the last line as: “{words}”").format(words=lines[-1].text)
        self.put(
            Pick(question, options),
            lambda category: self.do(c.RaiseFlag(line=lines[-1].number, category=category)),
        )
