"""Flags and the look back on pledges, wherever a meeting is open."""

from __future__ import annotations

from dataclasses import replace

from locales import _
from meeting import commands as c
from meeting.reminders import reminder
from meeting.rules import Ear
from meeting.state import Flag, Outcome, Verdict
from store.hearing import ear_of

from .flags import ALLOW, CONFIRM, DISMISS, REMIND, flag_list, settling
from .live_deeds import LiveDeeds
from .review import Review, Reviewed


class HearingDeeds(LiveDeeds):
    """The questions about what was heard."""

    def hear(self, heard: Ear) -> None:
        """Whatever on the screen listens, listens with another ear now."""

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
        if choice == ALLOW:
            # In its turn among all that changes the branch, so that nothing is undone by it.
            keep = self.hall.behind.do
            self.aside(
                lambda: keep(lambda: self._allow(flag.words)).result(),
                lambda heard: self._allowed(flag.words, heard),
            )
        if self.record.state.pending_flags:
            self.action_flags()

    def _allow(self, words: str) -> Ear:
        """Keep `words` as allowed; the ear of the branch then."""
        branch = self.hall.archive.branch()
        allowed = tuple(dict.fromkeys((*branch.allowed, words)))
        self.hall.archive.keep_branch(replace(branch, allowed=allowed))
        return ear_of(self.hall.archive)

    def _allowed(self, words: str, heard: Ear) -> None:
        self.record.ear = heard
        self.hear(heard)
        self.say(_("“{words}” is not flagged in this branch any more.").format(words=words))

    def _remind(self, flag: Flag) -> None:
        state = self.record.state
        line = next(line for line in state.lines if line.number == flag.line)
        offered = reminder(flag.category, state.name_of(line.by), state.called.language)
        self.ask(
            _("What the chair says:"), lambda text: self.do(c.Remind(flag=flag.number, text=text)), offered
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
