"""Undo and redo in the live room, with a word of what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from locales import _
from meeting import commands as c
from meeting import events as e
from meeting.events import Event
from meeting.rows import event_of
from meeting.state import MeetingState
from meeting.text import fit

from .keys import shown
from .live_deeds import LiveDeeds


class LiveHistory(LiveDeeds):
    """The commands of history."""

    def action_undo(self) -> None:
        """Take back the last step and say what it was."""
        before = self.record.state
        if self.do(c.Undo()):
            what = self._what(before)
            told = _("Taken back: {what}. {key} does it again.")
            self.say(told.format(what=what, key=shown("live.redo")))

    def action_redo(self) -> None:
        """Do again what was taken back and say what it was."""
        if self.do(c.Redo()):
            self.say(_("Done again: {what}.").format(what=self._what(self.record.state)))

    def _what(self, state: MeetingState) -> str:
        """The step that the last event took back or did again; `state` knows its people."""
        rows = self.record.rows
        last = event_of(rows[-1]).fact
        assert isinstance(last, e.Undone | e.Redone)
        return told([event_of(row) for row in rows if row["step"] == last.step], state)


def told(step: Sequence[Event], state: MeetingState) -> str:
    """What happened in a step, in a few words: its first fact that has any, a turn's start before all."""
    facts = [event.fact for event in step]
    for fact in sorted(facts, key=lambda fact: not isinstance(fact, e.TurnStarted)):
        if words := _WORDS.get(type(fact)):
            return words(fact, state)
    return _("a step")


def _quoted(text: str) -> str:
    return _("“{words}”").format(words=fit(text, 24))


def _topic(fact: e.TopicMarked, state: MeetingState) -> str:
    member = state.roster.member(fact.member)
    title = next((t.title for t in state.checklist.topics_for(member) if t.id == fact.topic), fact.topic)
    return _("{mark}: {topic} ({name})").format(
        mark=fact.mark.label, topic=fit(title, 20), name=state.name_of(fact.member)
    )


_WORDS: Final[dict[type[e.Fact], Callable[[Any, MeetingState], str]]] = {
    e.TurnStarted: lambda f, s: _("the floor for {name}").format(name=s.name_of(f.member)),
    e.LineRecorded: lambda f, s: _("the line {words}").format(words=_quoted(f.text)),
    e.LineCorrected: lambda f, s: _("the correction {words}").format(words=_quoted(f.text)),
    e.LineStruck: lambda f, s: _("striking a line out"),
    e.PhaseEntered: lambda f, s: _("the change of phase"),
    e.ClockPaused: lambda f, s: _("the pause"),
    e.ClockResumed: lambda f, s: _("the end of the pause"),
    e.ClockBackdated: lambda f, s: _("the clock's earlier start"),
    e.TurnExtended: lambda f, s: _("the extra time"),
    e.TurnEnded: lambda f, s: _("the end of the turn"),
    e.TurnResumed: lambda f, s: _("going on with the turn"),
    e.SpeakerSkipped: lambda f, s: _("passing over {name}").format(name=s.name_of(f.member)),
    e.OrderChanged: lambda f, s: _("the change of order"),
    e.AttendanceMarked: lambda f, s: _("{name}: {presence}").format(
        name=s.name_of(f.member), presence=f.attendance.presence.label
    ),
    e.TopicMarked: _topic,
    e.FlagRaised: lambda f, s: _("the flag on {words}").format(words=_quoted(f.words)),
    e.FlagSettled: lambda f, s: _("the word on a flag"),
    e.FollowUpReviewed: lambda f, s: _("the look back on a pledge"),
    e.MeetingOpened: lambda f, s: _("the opening of the meeting"),
    e.MeetingAdjourned: lambda f, s: _("the close of the meeting"),
}
