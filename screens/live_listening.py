"""What the live room listens for: ticks, flags, and the look back on last meeting's pledges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from textual import on

from locales import _
from meeting import commands as c
from meeting.language.ear import ear
from meeting.language.kinds import Category
from meeting.proposals import proposals
from meeting.reminders import reminder
from meeting.state import Flag, MeetingState, Outcome, Verdict
from meeting.topics import Mark

from .dialogs import Pick
from .flags import ALLOW, CONFIRM, DISMISS, REMIND, category_title, flag_list, settling
from .live_deeds import LiveDeeds
from .review import Review, Reviewed
from .widgets.checklist import ChecklistPanel
from .widgets.entry import Entry


class LiveListening(LiveDeeds):
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

    def action_flags(self) -> None:
        """Open the list of pending flags; it stays until all are settled or it is left."""
        state = self.record.state
        if not state.pending_flags:
            self.say(_("No flags are pending."))
        elif len(state.pending_flags) == 1:
            self._settle(state.pending_flags[0])
        else:
            self.put(flag_list(state), self._settle)

    def _settle(self, flag: Flag) -> None:
        self.put(settling(flag, self.record.state), lambda choice: self._settle_as(flag, choice))

    def _settle_as(self, flag: Flag, choice: str) -> None:
        if choice == REMIND:
            self._remind(flag)
            return
        verdict = Verdict.CONFIRMED if choice == CONFIRM else Verdict.DISMISSED
        assert choice in (CONFIRM, DISMISS, ALLOW)
        if not self.do(c.Settle(flag=flag.number, verdict=verdict)):
            return
        if choice == ALLOW and self.attempt(lambda: self._allow(flag.words)):
            self.say(_("“{words}” is not flagged in this branch any more.").format(words=flag.words))
        if self.record.state.pending_flags:
            self.action_flags()

    def _allow(self, words: str) -> None:
        branch = self.hall.archive.branch()
        allowed = tuple(dict.fromkeys((*branch.allowed, words)))
        self.hall.archive.keep_branch(replace(branch, allowed=allowed))
        self.record.ear = self.query_one(Entry).ear = ear(allowed)

    def _remind(self, flag: Flag) -> None:
        state = self.record.state
        line = next(line for line in state.lines if line.number == flag.line)
        offered = reminder(flag.category, state.name_of(line.by))
        self.ask(
            _("What the chair says:"), lambda text: self.do(c.Remind(flag=flag.number, text=text)), offered
        )

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

    # The look back

    def action_review(self) -> None:
        """Look back on the last meeting's pledges, those still open first."""
        state = self.record.state
        if not state.carried:
            self.say(_("No pledges were carried over from the last meeting."))
            return
        self.put(Review(state, self.record.now().date()), self._reviewed)

    def _reviewed(self, said: Reviewed) -> None:
        due = said.due if said.outcome is Outcome.EXTENDED else None
        if self.do(c.Review(follow_up=said.pledge, outcome=said.outcome, due=due)) and any(
            pledge.outcome is Outcome.OPEN for pledge in self.record.state.carried
        ):
            self.action_review()
