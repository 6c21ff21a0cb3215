"""The check before the signatures: the list of what the record lacks; each entry leads to its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from locales import _
from meeting import commands as c
from meeting.attendance import Presence
from meeting.kinds import Kind
from meeting.readiness import Gap, Lack, open_gaps
from meeting.roster import Member
from meeting.state import Turn
from meeting.text import fit
from meeting.topics import Mark

from .dialogs import Pick, room
from .hearing_deeds import HearingDeeds

_MARGIN: Final = 6
"""Cells of a row in the list that its number and the scroll bar take."""


def _told_of(gap: Gap) -> str:
    return _("{what}: {told}").format(what=gap.lack.label, told=gap.told)


class CheckDeeds(HearingDeeds):
    """The questions of the check; what they end in is a command to the record."""

    def go_to(self, member: str) -> None:
        """Put the cursor on a member's passage."""
        raise NotImplementedError

    def read_back(self, member: str) -> None:
        """Show a member's passage to the room."""
        raise NotImplementedError

    def action_check(self) -> None:
        """Everything that is open; choosing one leads to it."""
        lacking = open_gaps(self.record.state)
        if not lacking:
            self.say(_("Nothing is missing: chair and recorder can sign."))
            return
        wide = room(self.app.size.width) - _MARGIN
        options = [(fit(_told_of(gap), wide), gap) for gap in lacking]
        self.put(Pick(_("{count} things are open").format(count=len(lacking)), options), self._gap)

    def _gap(self, gap: Gap) -> None:
        if gap.member:
            self.go_to(gap.member)
        if not gap.lack.may_stay:
            self._fill(gap)
            return
        options: list[tuple[str, Callable[[], None]]] = []
        if gap.lack is not Lack.UNSPOKEN:
            options.append((_("Fill it in"), lambda: self._fill(gap)))
        options.append((_("Leave it open, with a reason"), lambda: self._leave(gap, gap.key)))
        same = [other for other in open_gaps(self.record.state) if other.lack is gap.lack]
        if len(same) > 1:
            all_of_it = _("Leave all {count} of this kind open, with a reason").format(count=len(same))
            options.append((all_of_it, lambda: self._leave(gap, gap.lack.value)))
        self.put(Pick(_told_of(gap), options), lambda deed: deed())

    def _leave(self, gap: Gap, key: str) -> None:
        told = _("Why is it left open ({what})?").format(what=gap.lack.label)
        self.ask(told, lambda why: self._again(c.Excuse(gap=key, reason=why)))

    def _again(self, command: c.Command) -> None:
        """Do it, then show what is still open."""
        if self.do(command) and open_gaps(self.record.state):
            self.action_check()

    def _fill(self, gap: Gap) -> None:
        """Lead to where the gap is filled in."""
        member, place = gap.member, gap.place
        ways: dict[Lack, Callable[[], None]] = {
            Lack.HEAD: lambda: self._head(place),
            Lack.ABSENCE: lambda: self._absence(place),
            Lack.CARRIED: self.action_review,
            Lack.TURN: lambda: self.say(_("The turn still runs: take the closing back and end it.")),
            Lack.TOPICS: lambda: self.tick_topics(self.record.state.roster.member(member)),
            Lack.QUESTION: lambda: self._reply(gap),
            Lack.OWNER: lambda: self._owner(int(place)),
            Lack.DUE: lambda: self._due(int(place)),
            Lack.FLAG: self.action_flags,
            Lack.PASSAGE: lambda: self.read_back(member),
        }
        ways[gap.lack]()

    def _head(self, name: str) -> None:
        changes: dict[str, Callable[[str], c.Command]] = {
            "place": lambda text: c.ChangeHead(place=text),
            "chair": lambda text: c.ChangeHead(chair=text),
            "recorder": lambda text: c.ChangeHead(recorder=text),
        }
        questions = {
            "place": _("Where was the meeting held?"),
            "chair": _("Who was in the chair?"),
            "recorder": _("Who kept the record?"),
        }
        self.ask(questions[name], lambda text: self._again(changes[name](text)))

    def _absence(self, member: str) -> None:
        presence = self.record.state.attendance[member].presence
        assert presence in (Presence.ABSENT, Presence.LEAVE)
        self.ask(
            _("Reason:"), lambda why: self._again(c.Attend(member=member, presence=presence, reason=why))
        )

    def _reply(self, gap: Gap) -> None:
        turn = self._turn_of(int(gap.place))
        if turn is not None:
            self.ask(
                _("What was replied to “{question}”?").format(question=gap.told),
                lambda text: self._again(c.Say(text=text, kind=Kind.REPLY, turn=turn.number)),
            )

    def _turn_of(self, number: int) -> Turn | None:
        state = self.record.state
        line = next((line for line in state.lines if line.number == number), None)
        return next((turn for turn in state.turns if line is not None and turn.number == line.turn), None)

    def _owner(self, number: int) -> None:
        people = [(member.id, member.name) for member in self.record.state.roster]
        self.pick_person(
            _("Who owns the pledge?"), people, lambda key: self._again(c.Assign(pledge=number, owner=key))
        )

    def _due(self, number: int) -> None:
        self.ask(_("By when (such as 2026-06-30)?"), lambda text: self._dated(number, text))

    def _dated(self, number: int, text: str) -> None:
        try:
            due = date.fromisoformat(text.strip())
        except ValueError:
            self.say(_("That is not a date: write it as 2026-06-30."))
            return
        self._again(c.Assign(pledge=number, due=due))

    def tick_topics(self, member: Member) -> None:
        """The topics of one member, to be marked one after the other."""
        state = self.record.state
        topics = state.checklist.topics_for(member)
        marks = [state.marks.get((member.id, topic.id), Mark.MISSING) for topic in topics]
        rows = [(f"{mark.label}  {topic.title}", topic.id) for topic, mark in zip(topics, marks, strict=True)]
        question = _("What has {name} laid open?").format(name=member.name)
        self.put(Pick(question, rows), lambda topic: self._tick_as(member, topic))

    def _tick_as(self, member: Member, topic: str) -> None:
        options = [(mark.label, mark) for mark in Mark]
        self.put(Pick(_("How did it end?"), options), lambda mark: self._mark(member, topic, mark))

    def _mark(self, member: Member, topic: str, mark: Mark) -> None:
        if self.do(c.MarkTopic(member=member.id, topic=topic, mark=mark)):
            self.tick_topics(member)
