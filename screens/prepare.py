"""Prepare a meeting: its head, the roll call by exception, this month's topics, the order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Select

from locales import _
from meeting import commands as c
from meeting.attendance import Presence
from meeting.state import MeetingKind, MeetingState
from meeting.text import parted
from meeting.titles import KIND_TITLES
from store.archive import Archive
from store.from_past import LookBack, look_back, new_from_past
from store.hearing import ear_of
from store.record import Record
from store.settings import Settings

from .dialogs import Pick
from .doubt import doubt_words
from .keys import shown
from .live_deeds import LiveDeeds
from .widgets.field import Field
from .widgets.row import Prose


def prepare(archive: Archive, settings: Settings, today: date) -> Record:
    """A new meeting of the branch, from its last one; Refused where there is no roster."""
    command = new_from_past(archive, settings, today)
    record = archive.new_meeting(today, ear=ear_of(archive))
    try:
        record.do(command)
    except BaseException:
        record.close()
        record.file.path.unlink(missing_ok=True)
        raise
    return record


class PrepareScreen(LiveDeeds):
    """The form; what is entered is in the record as soon as its field is left."""

    NAME = "prepare"
    AUTO_FOCUS = "#place"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]  # noqa: RUF012  (declared so by Screen)
    CSS = """
    PrepareScreen Horizontal { height: 1; margin: 0 0 1 0; }
    PrepareScreen.-short Horizontal { margin: 0; }
    PrepareScreen Horizontal Label { width: 16; padding: 0 1; }
    PrepareScreen Horizontal Input, PrepareScreen Horizontal Select { width: 1fr; }
    PrepareScreen .told, PrepareScreen #past { width: 100%; height: auto; padding: 0 1; }
    PrepareScreen Notice { height: 2; }
    """

    def heading(self) -> str:
        return _("Prepare a meeting")

    def content(self) -> ComposeResult:
        head = self.record.state.called
        kinds = [(_(title), kind) for kind, title in KIND_TITLES.items()]
        topics = "；".join(topic.title for topic in self.record.state.checklist.seasonal)
        with VerticalScroll(can_focus=False):
            with Horizontal():
                yield Label(Content(_("Kind of meeting")))
                yield Select(kinds, value=head.kind, allow_blank=False, id="kind", compact=True)
            for id, label, value in (
                ("number", _("Number in the year"), str(head.number)),
                ("day", _("Day"), head.day.isoformat()),
                ("place", _("Place"), head.place),
                ("chair", _("Chair"), head.chair),
                ("recorder", _("Recorder"), head.recorder),
                ("seasonal", _("This month"), topics),
            ):
                with Horizontal():
                    yield Label(Content(label))
                    yield Field(value, id=id, compact=True)
            yield Label(id="roll", classes="told", markup=False)
            yield Label(id="queue", classes="told", markup=False)
            yield Prose("", id="past")

    def on_mount(self) -> None:
        self._back = LookBack()
        self.show()
        archive, record = self.hall.archive, self.record
        self.aside(lambda: look_back(archive, record.id, record.state), self._looked_back)

    def _looked_back(self, back: LookBack) -> None:
        self._back = back
        self.show()
        if told := doubt_words(self.hall.clock().date(), back.newest):
            self.say(told)

    def show(self) -> None:
        """The roll call's exceptions and the order that follows from it."""
        state = self.record.state
        self.query_one("#roll", Label).update(Content(_roll(state)))
        order = _(" → ").join(member.name for member in state.queue)
        self.query_one("#queue", Label).update(Content(_("Speaking order: {order}").format(order=order)))
        self.query_one("#past", Prose).update("\n".join(self._from_past(state)))

    def _from_past(self, state: MeetingState) -> Iterator[str]:
        """What the meetings before hand on to this one."""
        if state.carried:
            yield _("Pledges to look back on: {count}").format(count=len(state.carried))
        if state.carried and (day := self._back.unsigned) is not None:
            told = _("The meeting of {day} is not signed yet; its pledges are looked back on all the same.")
            yield told.format(day=day.isoformat())
        if season := self._season():
            told = _("A year ago: {topics} ({key} takes them over)")
            yield told.format(topics=_("; ").join(season), key=shown("prepare.season"))
        if scripts := len({script.member for script in state.scripts}):
            yield _("Prepared statements of {count} members").format(count=scripts)

    def _season(self) -> list[str]:
        """What the same month raised a year ago and is not among this month's topics yet."""
        have = {topic.title for topic in self.record.state.checklist.seasonal}
        return [title for title in self._back.season if title not in have]

    @on(Input.Blurred)
    @on(Input.Submitted)
    def _left(self, event: Input.Blurred | Input.Submitted) -> None:
        event.stop()
        self._keep_field(event.input)
        if isinstance(event, Input.Submitted):
            self.focus_next()

    def _keep_field(self, field: Input) -> None:
        head = self.record.state.called
        if field.id == "seasonal":
            titles = tuple(parted(field.value))
            have = tuple(topic.title for topic in self.record.state.checklist.seasonal)
            if tuple(filter(None, titles)) != have:
                self.do(c.ChooseSeasonal(titles=titles))
        elif field.id == "day":
            self._keep_day(field.value.strip())
        elif field.id == "number":
            if not field.value.strip().isdecimal():
                self.say(_("A meeting's number counts from 1."))
            elif int(field.value) != head.number:
                self.do(c.ChangeHead(number=int(field.value)))
        elif field.id == "place" and field.value != head.place:
            self.do(c.ChangeHead(place=field.value))
        elif field.id == "chair" and field.value != head.chair:
            self.do(c.ChangeHead(chair=field.value))
        elif field.id == "recorder" and field.value != head.recorder:
            self.do(c.ChangeHead(recorder=field.value))

    def _keep_day(self, typed: str) -> None:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            self.say(_("That is not a date: write it as 2026-06-30."))
            return
        if day != self.record.state.called.day:
            self.do(c.ChangeHead(day=day))

    @on(Select.Changed, "#kind")
    def _kind_changed(self, event: Select.Changed) -> None:
        kind = MeetingKind(str(event.value))
        if kind is not self.record.state.called.kind:
            self.do(c.ChangeHead(kind=kind))

    def action_guest(self) -> None:
        self.ask(_("Observer's name, a blank, then the post:"), self._invited)

    def _invited(self, text: str) -> None:
        name, _blank, post = text.strip().partition(" ")
        self.do(c.Invite(name=name, post=post))

    def action_season(self) -> None:
        """Take over what the same month raised a year ago."""
        season = self._season()
        if not season:
            self.say(_("Nothing more was raised in the same month a year ago."))
            return
        options: list[tuple[str, list[str]]] = [(title, [title]) for title in season]
        if len(season) > 1:
            options.insert(0, (_("All of them"), season))
        self.put(Pick(_("Which topics of a year ago?"), options), self._take_topics)

    def _take_topics(self, titles: list[str]) -> None:
        self._keep_field(field := self.query_one("#seasonal", Field))
        have = [topic.title for topic in self.record.state.checklist.seasonal]
        field.value = "；".join([*have, *titles])
        self._keep_field(field)

    def action_statements(self) -> None:
        """Statements that members have prepared in writing."""
        from .statements import StatementsScreen

        self.app.push_screen(StatementsScreen(self.hall))

    def on_screen_resume(self) -> None:
        self.show()

    def action_open(self) -> None:
        for field in self.query(Input):
            self._keep_field(field)
        if self.do(c.Open()):
            from .live import LiveScreen

            self.app.switch_screen(LiveScreen(self.hall))


def _roll(state: MeetingState) -> str:
    roll = state.roll
    told = [_("Due {due}, here {came}").format(due=roll.due.total, came=roll.came.total)]
    for presence in (Presence.LATE, Presence.LEAVE, Presence.ABSENT):
        if members := roll.with_presence(presence):
            names = _(", ").join(member.name for member in members)
            told.append(_("{presence}: {names}").format(presence=presence.label, names=names))
    if state.observers:
        names = _(", ").join(guest.name for guest in state.observers)
        told.append(_("observers: {names}").format(names=names))
    if not roll.more_than_half:
        told.append(_("not more than half are here"))
    return _(" · ").join(told)
