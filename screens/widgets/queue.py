"""Who is still to speak, with their ranks."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from locales import _
from meeting.roster import Rank
from meeting.state import MeetingState
from meeting.text import fit, padded, width
from meeting.topics import missing


class QueuePanel(Widget):
    """A row a person, next first, the rank before the first of each; whoever was passed over says so."""

    DEFAULT_CSS = "QueuePanel { height: 1fr; padding: 0 1; }"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state = MeetingState()

    def show(self, state: MeetingState) -> None:
        """Show `state`."""
        if state is not self._state:
            self._state = state
            self.refresh()

    def render(self) -> Content:
        """The last row says how many more there are."""
        state, wide, room = self._state, max(12, self.size.width), self.size.height
        if room < 3:
            # The line above the record names them too.
            return Content("")
        queue = state.queue
        rows = [Content.styled(fit(_("Still to speak: {count}").format(count=len(queue)), wide), "bold")]
        ranks = max(width(rank.label) for rank in Rank)
        last: Rank | None = None
        for place, member in enumerate(queue[: max(0, room - 1)]):
            skipped = member.id in state.skipped
            rank = member.rank.label if member.rank is not last or skipped else ""
            last = None if skipped else member.rank
            told = rank + " " * (ranks - width(rank)) + "  " + padded(member.name)
            if skipped:
                told += _(" (passed over)")
            elif place == 0:
                told += _("  next")
            rows.append(Content(fit(told, wide)))
        if len(queue) > room - 1:
            rows[-1] = Content(fit(_("… and {count} more").format(count=len(queue) - room + 2), wide))
        return Content("\n").join(rows + self._spoken(room - len(rows), wide))

    def _spoken(self, room: int, wide: int) -> list[Content]:
        """Where there is room: who has spoken, the latest first, and how many topics each has settled."""
        state = self._state
        if room < 3 or not state.turns:
            return []
        rows = [Content(""), Content.styled(fit(_("Have spoken, topics settled"), wide), "bold")]
        for key in list(dict.fromkeys(turn.member for turn in reversed(state.turns)))[: room - 2]:
            member = state.roster.member(key)
            topics = state.checklist.topics_for(member)
            done = len(topics) - len(missing(state.checklist, member, state.marks))
            rows.append(Content(fit(f"{done:>2}/{len(topics):<3} {padded(member.name)}", wide)))
        return rows
