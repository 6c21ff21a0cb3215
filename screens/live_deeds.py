"""What can be done through a question wherever a meeting is open: corrections, the roll, the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from locales import _
from meeting import commands as c
from meeting.attendance import Presence
from meeting.refusal import Refused
from meeting.state import Line
from store.record import Record

from .base import HouseScreen
from .dialogs import Pick
from .finding import matches


class LiveDeeds(HouseScreen):
    """The questions of a screen with an open meeting; what they end in is a command to the record."""

    OF_MEETING = True

    @property
    def record(self) -> Record:
        """The meeting that is open."""
        assert self.hall.record is not None, "this screen needs an open meeting"
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
        self, question: str, people: Sequence[tuple[str, str]], then: Callable[[str], object], typed: str = ""
    ) -> None:
        """Pick somebody by name or initials, then go on with their id."""
        self.put(Pick(question, [(name, id) for id, name in people], finds=matches, typed=typed), then)

    # The roll and the order

    def action_attend(self) -> None:
        """Note who comes, leaves, is on leave or absent."""
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

    def action_order(self) -> None:
        """Move a speaker inside a rank."""
        people = [(m.id, m.name) for m in self.record.state.queue]
        if not people:
            self.say(_("Nobody is waiting to speak."))
            return
        self.pick_person(_("Who is to be moved?"), people, self._move)

    def _move(self, key: str) -> None:
        state = self.record.state
        member = state.roster.member(key)
        peers = [(m.name, m.id) for m in state.queue if m.rank is member.rank and m != member]
        if not peers:
            self.say(_("{name} is alone in this rank.").format(name=member.name))
            return
        options = [(_("before {name}").format(name=name), id) for name, id in peers]
        self.put(
            Pick(member.name, [*options, (_("to the end of the rank"), "")]),
            lambda before: self.do(c.Move(member=key, before=before)),
        )

    # Corrections

    def correct_line(self, line: Line) -> None:
        """Edit a recorded line; an empty answer strikes it out. Both versions stay."""
        self.ask(_("Correct the line (empty: strike it out):"), lambda t: self.corrected(line, t), line.text)

    def corrected(self, line: Line, text: str) -> None:
        """Give `line` the words of `text`; none strike it out, the same ones leave it."""
        if text.strip() != line.text:
            self.do(c.Correct(line=line.number, text=text) if text.strip() else c.Strike(line=line.number))
