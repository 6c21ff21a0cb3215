"""What can be done in the live room through a question: ticks, flags, calls out of order, corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from textual.screen import ModalScreen

from locales import _, current
from meeting import commands as c
from meeting.attendance import Presence
from meeting.language.ear import reason
from meeting.language.kinds import Category
from meeting.order import still_before
from meeting.refusal import Refused
from meeting.roster import Member
from meeting.state import Flag, FollowUp, Line, MeetingState, Outcome, Verdict
from meeting.topics import Mark
from store.record import Record

from .base import HouseScreen
from .dialogs import Ask, Pick
from .finding import matches

T = TypeVar("T")


class LiveDeeds(HouseScreen):
    """The questions of the live room; what they end in is a command to the record."""

    @property
    def record(self) -> Record:
        """The meeting that is open."""
        assert self.hall.record is not None, "the live room needs an open meeting"
        return self.hall.record

    def do(self, command: c.Command) -> bool:
        """Ask the meeting for `command`; a refusal is said, the screen shows the rest."""
        try:
            self.record.do(command)
        except Refused as refused:
            self.say(refused.reason)
            return False
        self.say("")
        self.show()
        return True

    def show(self) -> None:
        """Push the state down to the parts of the screen."""
        raise NotImplementedError

    def pick_person(
        self, question: str, people: Sequence[tuple[str, str]], then: Callable[[str], object]
    ) -> None:
        """Pick somebody by name or initials, then go on with their id."""
        pick = Pick(question, [(name, id) for id, name in people], finds=matches)
        self.put(pick, then)

    def ask(self, question: str, then: Callable[[str], object], value: str = "") -> None:
        """Ask for a line of text, then go on with it; leaving the question does nothing."""
        self.put(Ask(question, value), then)

    def put(self, dialog: ModalScreen[T | None], then: Callable[[T], object]) -> None:
        """Put a question; leaving it does nothing, an answer goes on to `then`."""

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    # Order

    def action_start(self) -> None:
        queue = self.record.state.queue
        if not queue:
            self.say(_("Everyone in the room has spoken: F10 closes the meeting."))
            return
        self.pick_person(_("Who gets the floor?"), [(m.id, m.name) for m in queue], self._start)

    def _start(self, key: str) -> None:
        state = self.record.state
        member = state.roster.member(key)
        if state.speaker is None and self._out_of_rank(member, state):
            try:
                self.record.do(c.Start(member=key))
            except Refused as refused:
                self.ask(
                    _("{refusal} Reason:").format(refusal=refused.reason),
                    lambda why: self.do(c.Start(member=key, reason=why)),
                )
            return
        self.do(c.Start(member=key))

    def _out_of_rank(self, member: Member, state: MeetingState) -> bool:
        return bool(still_before(member, [m for m in state.queue if m.id not in state.skipped]))

    def action_skip(self) -> None:
        if queue := self.record.state.queue:
            self.do(c.Skip(member=queue[0].id))

    def action_attend(self) -> None:
        people = [(m.id, m.name) for m in self.record.state.roster]
        self.pick_person(_("Whose presence changes?"), people, self._attend)

    def _attend(self, key: str) -> None:
        options = [(presence.label, presence) for presence in Presence]
        name = self.record.state.name_of(key)
        self.put(Pick(name, options), lambda presence: self._attend_as(key, presence))

    def _attend_as(self, key: str, presence: Presence) -> None:
        if presence is Presence.PRESENT:
            self.do(c.Attend(member=key, presence=presence))
        else:
            self.ask(_("Reason:"), lambda why: self.do(c.Attend(member=key, presence=presence, reason=why)))

    # Checklist

    def action_tick(self) -> None:
        state = self.record.state
        if not state.turns:
            self.say(_("Nobody has spoken yet."))
            return
        self.tick_topics(state.roster.member(state.turns[-1].member))

    def tick_topics(self, member: Member) -> None:
        """The topics of one member, to be marked one after the other."""
        state = self.record.state
        topics = state.checklist.topics_for(member)
        marks = [state.marks.get((member.id, topic.id), Mark.MISSING) for topic in topics]
        options = [
            (f"{mark.label}  {topic.title}", topic.id) for topic, mark in zip(topics, marks, strict=True)
        ]
        self.put(
            Pick(_("What has {name} laid open?").format(name=member.name), options),
            lambda topic: self._tick_as(member, topic),
        )

    def _tick_as(self, member: Member, topic: str) -> None:
        options = [(mark.label, mark) for mark in Mark]
        self.put(Pick(_("How did it end?"), options), lambda mark: self._mark(member, topic, mark))

    def _mark(self, member: Member, topic: str, mark: Mark) -> None:
        if self.do(c.MarkTopic(member=member.id, topic=topic, mark=mark)):
            self.tick_topics(member)

    # Flags

    def action_flags(self) -> None:
        state = self.record.state
        if not state.pending_flags:
            self.say(_("No flags are pending."))
            return
        options = [(self._told(flag, state), flag) for flag in state.pending_flags]
        self.put(Pick(_("Pending flags"), options), lambda flag: self._settle(flag))

    def _told(self, flag: Flag, state: MeetingState) -> str:
        line = next(line for line in state.lines if line.number == flag.line)
        return _("{name} · {category}: “{words}”").format(
            name=state.name_of(line.by), category=category_title(flag.category), words=flag.words
        )

    def _settle(self, flag: Flag) -> None:
        why = _("raised by ear") if flag.by_ear else reason(flag.rule, current())
        options = [
            (_("Confirm"), "confirm"),
            (_("Dismiss"), "dismiss"),
            (_("The chair reminds the speaker"), "remind"),
        ]
        question = _("“{words}”: {why}").format(words=flag.words, why=why)
        self.put(Pick(question, options), lambda choice: self._settle_as(flag, choice))

    def _settle_as(self, flag: Flag, choice: str) -> None:
        if choice == "confirm":
            self.do(c.Settle(flag=flag.number, verdict=Verdict.CONFIRMED))
        elif choice == "dismiss":
            self.do(c.Settle(flag=flag.number, verdict=Verdict.DISMISSED))
        elif choice == "remind":
            state = self.record.state
            line = next(line for line in state.lines if line.number == flag.line)
            # The source's own words (S21): the reason is identity, not style.
            offered = _(
                "Comrade {name}, please do not say “we”: you are speaking here as an ordinary member."
            ).format(name=given_name(state.name_of(line.by)))
            self.ask(
                _("What the chair says:"),
                lambda text: self.do(c.Remind(flag=flag.number, text=text)),
                offered,
            )

    def action_ear(self) -> None:
        lines = [line for line in self.record.state.lines if not line.struck]
        if not lines:
            self.say(_("There is no line to flag yet."))
            return
        options = [(category_title(category), category.value) for category in Category]
        self.put(
            Pick(_("Flag the last line as:"), options),
            lambda category: self.do(c.RaiseFlag(line=lines[-1].number, category=category)),
        )

    # Corrections and the look back

    def correct_line(self, line: Line) -> None:
        """Edit a recorded line; an empty answer strikes it out. Both versions stay."""
        self.ask(_("Correct the line (empty: strike it out):"), lambda t: self._corrected(line, t), line.text)

    def _corrected(self, line: Line, text: str) -> None:
        if text.strip() != line.text:
            self.do(c.Correct(line=line.number, text=text) if text.strip() else c.Strike(line=line.number))

    def action_review(self) -> None:
        state = self.record.state
        if not state.carried:
            self.say(_("No pledges were carried over from the last meeting."))
            return
        options = [(f"{state.name_of(pledge.owner)}：{pledge.text}", pledge) for pledge in state.carried]
        self.put(
            Pick(_("Looking back: which pledge?"), options),
            lambda pledge: self._review(pledge),
        )

    def _review(self, pledge: FollowUp) -> None:
        options = [
            (_("done"), Outcome.DONE),
            (_("not done"), Outcome.NOT_DONE),
            (_("extended"), Outcome.EXTENDED),
        ]
        self.put(Pick(pledge.text, options), lambda outcome: self._reviewed(pledge, outcome))

    def _reviewed(self, pledge: FollowUp, outcome: Outcome) -> None:
        if outcome is not Outcome.EXTENDED:
            self.do(c.Review(follow_up=pledge.number, outcome=outcome))
            return
        self.ask(_("New date (such as 2026-06-30):"), lambda text: self._extended(pledge, text))

    def _extended(self, pledge: FollowUp, text: str) -> None:
        try:
            due = date.fromisoformat(text.strip())
        except ValueError:
            self.say(_("That is not a date: write it as 2026-06-30."))
            return
        self.do(c.Review(follow_up=pledge.number, outcome=Outcome.EXTENDED, due=due))


def category_title(category: str) -> str:
    """A flag's category in the interface language."""
    return Category(category).called(current())


def given_name(name: str) -> str:
    """How a comrade is addressed (德平同志, S22): the given name of three characters, else the full name."""
    return name[1:] if len(name) == 3 else name
