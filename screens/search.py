"""Search from anywhere: all recorded lines, newest first, narrowed by typed words or by picking."""

from __future__ import annotations

from textual.content import Content

from exports.tabled import Sheet
from locales import _
from meeting.kinds import Kind
from store.reading import Hit, Wanted

from .asking import wanted
from .choosing import ask_member
from .dialogs import Pick
from .finding import matches
from .lists import hits_sheet
from .narrowed import Narrowed
from .showing import show_member, show_record
from .tabling import AT_A_TIME, GoOn, Tabled
from .widgets.field import Field
from .widgets.pages import PAGE


class SearchScreen(Narrowed, Tabled):
    """A line to type in, and what was found; Enter opens the meeting at the line."""

    NAME = "search"
    ROWS = "hits"

    def heading(self) -> str:
        return _("Search in all meetings")

    def placeholder(self) -> str:
        return _("words, member:name kind:question topic:gifts since:2026-01 2026-05")

    def on_mount(self) -> None:
        self._hits: list[Hit] = []
        self._names: list[str] = []
        self._wanted = Wanted(text="")
        self._topics = self.hall.archive.branch_to_read()[0].standing
        self.catch_up()

    def look(self) -> list[str]:
        return self.hall.past.names()

    def shown(self, names: list[str]) -> None:
        self._names = names
        self.begin()

    def begin(self) -> None:
        self._wanted = wanted(self.typed, self._names, self._topics)
        self._hits = []
        self.pages.begin()
        self.say("")
        self.more()

    def more(self) -> None:
        # A rare kind of line may need a look through all of them: never on the screen's loop.
        asked, skip = self._wanted, len(self._hits)
        self.aside(
            lambda: self.hall.past.search(asked, PAGE, skip), lambda found: self._show(asked, skip, found)
        )

    def _show(self, asked: Wanted, skip: int, found: list[Hit]) -> None:
        if asked != self._wanted or skip != len(self._hits):
            return
        self._hits += found
        self.pages.grow([Content(_told(hit, asked)) for hit in found], ended=len(found) < PAGE)
        if not self._hits and asked != Wanted(text=""):
            self.say(_("Nothing is found."))

    def open_row(self) -> None:
        place = self.pages.highlighted
        if place is not None and place < len(self._hits):
            show_record(self, self._hits[place].meeting, self._hits[place].line)

    def action_person(self) -> None:
        """The months of whoever said the line under the cursor."""
        place = self.pages.highlighted
        if place is not None and place < len(self._hits):
            show_member(self, self._hits[place].name, self._hits[place].meeting)

    def sheet(self, go_on: GoOn) -> Sheet | None:
        found: list[Hit] = []
        asked, typed = self._wanted, self.typed
        while go_on(len(found)):
            some = self.hall.past.search(asked, AT_A_TIME, len(found))
            found += some
            if len(some) < AT_A_TIME:
                return hits_sheet(found, typed)
        return None

    def action_member(self) -> None:
        """Only one member's words: of the branch at hand, whoever was on its roster."""
        ask_member(self, _("Whose words?"), lambda name: self._add(f"member:{name}"))

    def action_kind(self) -> None:
        """Only one kind of line."""
        kinds = [(kind.label, f"kind:{kind.value}") for kind in Kind if kind is not Kind.NOTE]
        self.put(Pick(_("Which kind of line?"), kinds), self._add)

    def action_topic(self) -> None:
        """Only turns in which an item was laid open or declared empty."""
        topics = [(topic.title, f"topic:{topic.id}") for topic in self._topics]
        self.put(Pick(_("Which item?"), topics, finds=matches), self._add)

    def _add(self, narrowed: str) -> None:
        """Put a filter into the line, in the place of one of its sort."""
        field, sort = self.query_one(Field), narrowed.partition(":")[0]
        kept = [word for word in field.value.split() if not word.startswith(f"{sort}:")]
        field.value = " ".join([*kept, narrowed]) + " "
        field.cursor_position = len(field.value)


def _told(hit: Hit, asked: Wanted) -> str:
    return f"{hit.day} {hit.name} {Kind(hit.kind).label}：{_around(hit, asked)}"


def _around(hit: Hit, asked: Wanted) -> str:
    """The words of a hit from a little before what was looked for, if that stands far back."""
    first = asked.text.split(" ")[0]
    place = hit.text.lower().find(first) if first else 0
    return hit.text if place <= 20 else f"…{hit.text[place - 12 :]}"
