"""Prepare a meeting: its head, the roll call by exception, this month's topics, the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Select

from locales import _
from meeting import commands as c
from meeting.attendance import Presence
from meeting.roster import PartyRole
from meeting.state import Budgets, MeetingKind, MeetingState
from meeting.titles import KIND_TITLES
from meeting.topics import Checklist
from store.archive import Archive
from store.branch import Branch
from store.hearing import ear_of
from store.record import Record
from store.settings import Settings
from store.summary import last_sealed, open_pledges

from .live_deeds import LiveDeeds
from .widgets.field import Field


def prepare(archive: Archive, settings: Settings) -> Record:
    """A new meeting of the branch, numbered within the year, with the last one's open pledges."""
    branch = archive.branch()
    today = datetime.now().astimezone().date()
    summaries = archive.summaries()
    command = _command(branch, settings, today)
    same = [
        summary.head.number
        for summary in summaries
        if summary.head and (summary.head.kind, summary.head.day.year) == (command.kind, today.year)
    ]
    last = last_sealed(summaries)
    carried = open_pledges(archive.read(last.id), last.id) if last else ()
    place = last.head.place if last and last.head else ""
    record = archive.new_meeting(today, ear=ear_of(archive))
    try:
        record.do(replace(command, number=max(same, default=0) + 1, place=place, carried=carried))
    except BaseException:
        record.close()
        record.file.path.unlink(missing_ok=True)
        raise
    return record


class PrepareScreen(LiveDeeds):
    """The form; what is entered is in the record as soon as its field is left."""

    NAME = "prepare"
    AUTO_FOCUS = "#place"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012  (declared so by Screen)
    CSS = """
    PrepareScreen Horizontal { height: 1; margin: 0 0 1 0; }
    PrepareScreen.-short Horizontal { margin: 0; }
    PrepareScreen Horizontal Label { width: 16; padding: 0 1; }
    PrepareScreen Horizontal Input, PrepareScreen Horizontal Select { width: 1fr; }
    PrepareScreen .told { width: 100%; padding: 0 1; }
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

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        """The roll call's exceptions and the order that follows from it."""
        state = self.record.state
        self.query_one("#roll", Label).update(Content(_roll(state)))
        order = _(" → ").join(member.name for member in state.queue)
        self.query_one("#queue", Label).update(Content(_("Speaking order: {order}").format(order=order)))

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
            titles = tuple(part.strip() for part in field.value.replace("；", ";").split(";"))
            have = tuple(topic.title for topic in self.record.state.checklist.seasonal)
            if tuple(filter(None, titles)) != have:
                self.do(c.ChooseSeasonal(titles=titles))
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

    def action_open(self) -> None:
        for field in self.query(Input):
            self._keep_field(field)
        if self.do(c.Open()):
            from .live import LiveScreen

            self.app.switch_screen(LiveScreen(self.hall))


def _command(branch: Branch, settings: Settings, today: date) -> c.Prepare:
    secretary = next((m.name for m in branch.members if m.role is PartyRole.SECRETARY), "")
    publicity = next((m.name for m in branch.members if m.role is PartyRole.PUBLICITY), "")
    return c.Prepare(
        branch=branch.name,
        members=branch.members,
        day=today,
        chair=secretary,
        recorder=publicity,
        checklist=Checklist(standing=branch.standing),
        language=branch.language,
        budgets=budgets(settings),
        seasonal=settings.texts("meeting.seasonal") or None,
    )


def budgets(settings: Settings) -> Budgets:
    """The times allowed at a new meeting."""
    return Budgets(
        leader=settings.number("clock.leader_minutes") * 60,
        member=settings.number("clock.member_minutes") * 60,
        questions=settings.number("clock.question_minutes") * 60,
        warning=settings.number("clock.warning_seconds"),
    )


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
