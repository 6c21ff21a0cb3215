"""The checklist of whoever has, or last had, the floor; ticked by number keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from locales import _
from meeting.roster import Member
from meeting.state import MeetingState
from meeting.text import fit, width, wrap
from meeting.topics import Mark, Topic

SHAPES: Final = {Mark.COVERED: "[x]", Mark.NOTHING: "[-]", Mark.MISSING: "[ ]"}
_AFTER: Final = {Mark.MISSING: Mark.COVERED, Mark.COVERED: Mark.NOTHING, Mark.NOTHING: Mark.MISSING}
_ALIGNED: Final = 44
"""Cells from which on the titles stand under each other."""
_NONE: Final[Mapping[str, Mark]] = MappingProxyType({})
_COLUMNS: Final = (0, 74, 170)
"""Cells from which on the room's face has one, two, three columns."""
_PAGE: Final = 10
"""Topics that the ten number keys reach at a time."""


def progress(state: MeetingState, members: Iterable[Member]) -> tuple[int, int]:
    """How many topics of `members` who came are settled, and how many there are."""
    came = [member for member in members if state.roll.of(member).presence.came]
    every = [(m.id, topic.id) for m in came for topic in state.checklist.topics_for(m)]
    return sum(key in state.marks for key in every), len(every)


class ChecklistPanel(Widget):
    """Three states by word and shape; a proposed tick is shown as proposed. Focus is the tick mode."""

    DEFAULT_CSS = """
    ChecklistPanel { height: auto; padding: 0 1; }
    ChecklistPanel:focus { background: $panel; }
    """

    class Marked(Message):
        """The recorder marked a topic of the speaker."""

        def __init__(self, member: str, topic: str, mark: Mark) -> None:
            super().__init__()
            self.member, self.topic, self.mark = member, topic, mark

    class Done(Message):
        """The recorder is done ticking."""

    def __init__(self, *, board: bool = False) -> None:
        super().__init__()
        self._board = board
        """For the room: no proposals, no number keys."""
        self._state = MeetingState()
        self._proposed: Mapping[str, Mark] = _NONE
        self._cursor = 0

    def show(self, state: MeetingState, proposed: Mapping[str, Mark] = _NONE) -> None:
        """Show `state`, with the ticks that are proposed."""
        if state is self._state and proposed == self._proposed:
            return
        before = self._turn_and_topics
        if state.turns[-1:] and self._state.turns[-1:] and state.turns[-1].member != self._member_id:
            self._cursor = 0
        self._state, self._proposed = state, proposed
        self.refresh(layout=self._turn_and_topics != before)

    @property
    def _member_id(self) -> str:
        return self._state.turns[-1].member if self._state.turns else ""

    @property
    def _turn_and_topics(self) -> tuple[str, int]:
        return self._member_id, len(self._topics)

    @property
    def _member(self) -> Member | None:
        return self._state.roster.get(self._member_id)

    @property
    def _topics(self) -> tuple[Topic, ...]:
        member = self._member
        return self._state.checklist.topics_for(member) if member else ()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return 1 + -(-len(self._topics) // self._columns(width))

    def _columns(self, wide: int) -> int:
        """The room sees the topics side by side, the recorder under each other."""
        return sum(wide >= least for least in _COLUMNS) if self._board else 1

    def render(self) -> Content:
        """A row a topic: shape, state in words, title; in tick mode its number key too."""
        wide, room = max(12, self.size.width), self.size.height
        rows = [Content.styled(fit(self._told(), wide), "bold")]
        if self.has_focus:
            rows = [Content.styled(fit(_("Number keys mark · Enter: done"), wide), "bold")]
        helped = self._help(wide) if self.has_focus and room > len(self._topics) + 3 else []
        seen = max(1, room - 1 - len(helped))
        first = self._first(seen)
        if (columns := self._columns(wide)) > 1:
            return Content("\n").join([*rows, *self._side_by_side(columns, wide)])
        for number in range(first, min(first + seen, len(self._topics))):
            rows.append(self._row(number, wide))
        if (more := len(self._topics) - first - seen) > 0:
            rows[-1] = Content(fit(_("… and {count} more topics").format(count=more + 1), wide))
        return Content("\n").join([*rows, *helped])

    def _told(self) -> str:
        """How far the speaker has come, and the meeting."""
        done, total = progress(self._state, self._state.roster)
        if (member := self._member) is None:
            return _("Laid open by all: {done} of {total}").format(done=done, total=total)
        own, topics = progress(self._state, [member])
        return _("Laid open: {own} of {topics} · by all: {done} of {total}").format(
            own=own, topics=topics, done=done, total=total
        )

    def _side_by_side(self, columns: int, wide: int) -> list[Content]:
        """The topics in columns, read downwards."""
        each, high = wide // columns, -(-len(self._topics) // columns)
        rows: list[Content] = []
        for y in range(high):
            row = Content("")
            for number in range(y, len(self._topics), high):
                cell = self._row(number, each - 2)
                row += cell + " " * (each - cell.cell_length)
            rows.append(row)
        return rows

    def _first(self, seen: int) -> int:
        """The first topic on show: all that fit, the cursor's surroundings in tick mode."""
        if not self.has_focus or len(self._topics) <= seen:
            return 0
        return min(max(0, self._cursor - seen + 2), len(self._topics) - seen)

    def _row(self, number: int, wide: int) -> Content:
        topic = self._topics[number]
        mark = self._state.marks.get((self._member_id, topic.id), Mark.MISSING)
        shape, word = SHAPES[mark], mark.label
        if mark is Mark.MISSING and topic.id in self._proposed and not self._board:
            shape, word = "[?]", _("proposed: {mark}").format(mark=self._proposed[topic.id].label)
        lead = f"{shape} {word} "
        if wide >= _ALIGNED:
            lead += " " * (max(width(m.label) for m in Mark) + 5 - width(lead))
        if self.has_focus:
            page = self._cursor // _PAGE
            key = f"{(number + 1) % _PAGE} " if number // _PAGE == page else "  "
            lead = (">" if number == self._cursor else " ") + key + lead
        style = "bold" if mark is Mark.MISSING or (self.has_focus and number == self._cursor) else ""
        return Content.styled(
            fit(lead + topic.title + (self._from(topic) if wide >= _ALIGNED else ""), wide), style
        )

    def _from(self, topic: Topic) -> str:
        """Where a topic comes from, if not from the standing list."""
        if topic in self._state.checklist.seasonal:
            return _(" (this month)")
        member = self._member
        own = member is not None and any(duty.id == topic.id for duty in member.duties)
        return _(" (own duty)") if own else ""

    def _help(self, wide: int) -> list[Content]:
        """What belongs under the topic under the cursor."""
        if not self._topics:
            return []
        return [Content.styled(row, "italic") for row in wrap(self._topics[self._cursor].help, wide)[:3]]

    def on_key(self, event: events.Key) -> None:
        """Number keys and the arrows; function keys keep their meaning."""
        if event.key in ("enter", "escape"):
            self.post_message(self.Done())
        elif event.key in ("up", "down"):
            self._step(1 if event.key == "down" else -1)
        elif event.key in ("space", "ideographic_space"):
            self._mark(self._cursor)
        elif event.character and (digit := unicodedata.digit(event.character, None)) is not None:
            self._mark(self._cursor // _PAGE * _PAGE + (digit - 1) % _PAGE)
        else:
            return
        event.stop()
        event.prevent_default()

    def page(self, direction: int) -> None:
        """On to the next topics that the number keys reach; back when negative."""
        self._step(direction * _PAGE)

    def _step(self, by: int) -> None:
        self._cursor = min(max(0, self._cursor + by), max(0, len(self._topics) - 1))
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _mark(self, number: int) -> None:
        if number < len(self._topics):
            self._cursor = number
            topic = self._topics[number].id
            mark = self._state.marks.get((self._member_id, topic), Mark.MISSING)
            self.post_message(self.Marked(self._member_id, topic, _AFTER[mark]))
