"""The live room's floor: who speaks, the clock, the order, the close."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from locales import _
from meeting import commands as c
from meeting.order import still_before
from meeting.refusal import Refused
from meeting.roster import Member
from meeting.state import MeetingState, Phase
from meeting.topics import missing

from .dialogs import Pick, sure
from .keys import key_of, shown
from .live_deeds import LiveDeeds
from .told import facts_told
from .turn_facts import counted

DOUBLE_PRESS: Final = timedelta(seconds=1)
"""How soon after a press of Next another one counts as the same."""
LATE: Final = 30
"""Seconds by which a clock is said to have begun earlier."""

_PHASES: Final = (Phase.DISCLOSURE, Phase.QUESTIONS, Phase.PLEDGES)


class GapCheck(Pick[bool]):
    """What the speaker has not laid open yet: go on all the same? Next itself, pressed again, says yes."""

    def __init__(self, question: str, room: LiveFloor) -> None:
        again = _("{key} again: go on · Enter: take · Esc: leave").format(key=shown("live.next"))
        super().__init__(
            question, [(_("No, stay"), False), (_("Go on to the next speaker"), True)], hint=again
        )
        self._room = room
        # The registry's key, so that a user's own counts here too.
        self._bindings.bind(key_of("live.next").key, "again", priority=True)

    def action_again(self) -> None:
        """Go on, unless this is still the press that asked."""
        if not self._room.pressed_twice():
            self.dismiss(True)


class LiveFloor(LiveDeeds):
    """The commands of the floor."""

    _pressed: datetime | None = None
    """When Next was last pressed; a guard for the key, no part of the meeting."""

    def pressed_twice(self) -> bool:
        """Is this the second half of a double press?"""
        before, self._pressed = self._pressed, self.record.now()
        return before is not None and self._pressed - before < DOUBLE_PRESS

    def action_next(self) -> None:
        """End the turn and call the next; says first what is missing, ignores a double press."""
        if self.pressed_twice():
            return
        state = self.record.state
        member = state.speaker
        lacking = missing(state.checklist, member, state.marks) if member else ()
        if member is None or not lacking:
            self._go_on()
            return
        question = _("{name} has not covered: {topics}. Go on?").format(
            name=member.name, topics=_(", ").join(topic.title for topic in lacking)
        )
        if state.turn is not None:
            question = f"{question}\n{facts_told(counted(state, state.turn))}"
        self.app.push_screen(GapCheck(question, self), self._after_gap_check)

    def _after_gap_check(self, yes: bool | None) -> None:
        if yes:
            self._go_on()

    def _go_on(self) -> None:
        state = self.record.state
        if not state.queue and state.turn is not None:
            if self.do(c.End()):
                self._all_spoken()
            return
        self.do(c.Next())

    def _all_spoken(self) -> None:
        told = _("Everyone in the room has spoken: {key} closes the meeting.")
        self.say(told.format(key=shown("live.close")))

    def action_late(self) -> None:
        """The clock began 30 seconds ago; where none runs, it starts."""
        state = self.record.state
        turn = state.turn
        if turn is None:
            if not state.queue:
                self._all_spoken()
            elif self.do(c.Start(member=state.queue[0].id, ago=LATE)):
                self.say(_("The clock runs as of {seconds} seconds ago.").format(seconds=LATE))
            return
        if not turn.running and not self.do(c.Resume()):
            return
        if self.do(c.Backdate(seconds=LATE)):
            self.say(_("The clock runs as of {seconds} seconds ago.").format(seconds=LATE))

    def action_pause(self) -> None:
        """Stop the clock, or let it run again."""
        turn = self.record.state.turn
        self.do(c.Pause() if turn is not None and turn.running else c.Resume())

    def action_extend(self) -> None:
        """Give the speaker one more minute."""
        if self.do(c.Extend()):
            self.say(_("One more minute."))

    def action_phase(self) -> None:
        """Go on to questions, to pledges, and back to the disclosure."""
        turn = self.record.state.turn
        here = _PHASES.index(turn.phase) if turn is not None else 0
        self.do(c.Enter(phase=_PHASES[(here + 1) % len(_PHASES)]))

    def action_end(self) -> None:
        """End the turn; again: go on with it, its time intact."""
        if self.record.state.turn is not None:
            if self.do(c.End()):
                state = self.record.state
                self.say(facts_told(counted(state, state.turns[-1])))
            return
        if self.do(c.Reopen()):
            speaker = self.record.state.speaker
            self.say(_("{name} goes on, with the time used so far.").format(name=speaker and speaker.name))

    # Order

    def action_start(self) -> None:
        """Give somebody else the floor; out of rank with a reason."""
        state = self.record.state
        if state.speaker is not None:
            told = _("{name} has the floor: end the turn first.")
            self.say(told.format(name=state.speaker.name))
            return
        if not state.queue:
            self._all_spoken()
            return
        self.pick_person(_("Who gets the floor?"), [(m.id, m.name) for m in state.queue], self._start)

    def _start(self, key: str) -> None:
        state = self.record.state
        if not _out_of_rank(state.roster.member(key), state):
            self.do(c.Start(member=key))
            return
        try:
            self.record.do(c.Start(member=key))
        except Refused as refused:
            self.ask(
                _("{refusal} Reason:").format(refusal=refused.reason),
                lambda why: self.do(c.Start(member=key, reason=why)),
            )

    def action_skip(self) -> None:
        """Pass over the next speaker, who comes back later."""
        queue = self.record.state.queue
        if not queue:
            self.say(_("Nobody is waiting to speak."))
        elif self.do(c.Skip(member=queue[0].id)):
            self.say(_("{name} is passed over and comes back after the others.").format(name=queue[0].name))

    # The close

    def action_close(self) -> None:
        """Close the meeting and sign off."""
        state = self.record.state
        question = _("Close the meeting?")
        if state.queue:
            question = _("{count} people have not spoken: {names}. Close the meeting?").format(
                count=len(state.queue), names=_(", ").join(member.name for member in state.queue)
            )
        self.app.push_screen(sure(question, _("Close the meeting")), self._adjourn)

    def _adjourn(self, yes: bool | None) -> None:
        if yes and self.do(c.Adjourn()):
            from .signoff import SignOffScreen

            self.app.switch_screen(SignOffScreen(self.hall))


def _out_of_rank(member: Member, state: MeetingState) -> bool:
    return bool(still_before(member, [m for m in state.queue if m.id not in state.skipped]))
