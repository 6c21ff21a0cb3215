"""The two panels beside the record: the speaker's checklist and the queue."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from locales import _
from meeting.roster import Member
from meeting.state import MeetingState
from meeting.text import fit
from meeting.topics import Mark

_SHAPES = {Mark.COVERED: "[x]", Mark.NOTHING: "[-]", Mark.MISSING: "[ ]"}


def progress(state: MeetingState) -> tuple[int, int]:
    """How many topics of all who came are settled, and how many there are."""
    came = [member for member in state.roster if state.roll.of(member).presence.came]
    every = [(m.id, topic.id) for m in came for topic in state.checklist.topics_for(m)]
    return sum(key in state.marks for key in every), len(every)


class ChecklistPanel(Widget):
    """The topics of whoever has, or last had, the floor; three states by word and shape."""

    DEFAULT_CSS = "ChecklistPanel { height: auto; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._state = MeetingState()

    def show(self, state: MeetingState) -> None:
        """Show `state`."""
        if state is not self._state:
            self._state = state
            self.refresh(layout=True)

    def render(self) -> Content:
        """A row a topic: shape, number, title, state in words."""
        state, wide = self._state, max(12, self.size.width)
        done, total = progress(state)
        rows = [
            Content.styled(
                fit(_("Laid open: {done} of {total}").format(done=done, total=total), wide), "bold"
            )
        ]
        member = state.roster.member(state.turns[-1].member) if state.turns else None
        if member is not None:
            rows += [self._row(member, number, wide) for number in range(len(self._topics(member)))]
        return Content("\n").join(rows)

    def _topics(self, member: Member) -> list[tuple[str, str]]:
        return [(topic.id, topic.title) for topic in self._state.checklist.topics_for(member)]

    def _row(self, member: Member, number: int, wide: int) -> Content:
        id, title = self._topics(member)[number]
        mark = self._state.marks.get((member.id, id), Mark.MISSING)
        text = fit(f"{_SHAPES[mark]} {mark.label} {title}", wide)
        return Content.styled(text, "" if mark is Mark.MISSING else "dim")


class QueuePanel(Widget):
    """Who is still to speak, with their ranks."""

    DEFAULT_CSS = "QueuePanel { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._state = MeetingState()

    def show(self, state: MeetingState) -> None:
        """Show `state`."""
        if state is not self._state:
            self._state = state
            self.refresh()

    def render(self) -> Content:
        """A row a person, next first; the last row says how many more there are."""
        state, wide, room = self._state, max(12, self.size.width), self.size.height
        if room < 3:
            # The line above the record names them too.
            return Content("")
        queue = state.queue
        rows = [Content.styled(fit(_("Still to speak: {count}").format(count=len(queue)), wide), "bold")]
        for member in queue[: max(0, room - 1)]:
            again = _(" (passed over)") if member.id in state.skipped else ""
            rows.append(Content(fit(f"{member.rank.label}  {member.name}{again}", wide)))
        if len(queue) > room - 1 > 0:
            rows[-1] = Content(_("… and {count} more").format(count=len(queue) - room + 2))
        return Content("\n").join(rows)
