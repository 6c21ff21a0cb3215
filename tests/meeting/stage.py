"""A meeting to try the rules on: does commands one after another on a made-up clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from meeting import commands as c
from meeting.events import Event
from meeting.readiness import open_gaps
from meeting.refusal import Refused
from meeting.rows import row_of
from meeting.rules import deaf
from meeting.session import Session, apply, decide, sealing

START = datetime(2026, 5, 24, 1, 0, tzinfo=UTC)


class Stage:
    """Holds a session and its clock."""

    def __init__(self, ear=deaf) -> None:
        self.session = Session()
        self.events: list[Event] = []
        self.now = START
        self.ear = ear

    @property
    def state(self):
        return self.session.state

    def do(self, command: c.Command, after: int = 1):
        """Do `command` `after` seconds later."""
        self.now += timedelta(seconds=after)
        decided = decide(self.session, command, self.now, by="宓小满", ear=self.ear)
        for event in decided:
            self.events.append(event)
            self.session = apply(self.session, event)
        return self.state

    @property
    def rows(self):
        """What is stored of the events."""
        return [row_of(event) for event in self.events]

    def seal(self, meeting: str = "m", previous: str = "", after: int = 1):
        """Seal the record, as the door to the disk does."""
        moment = self.now + timedelta(seconds=after)
        return self.do(sealing(meeting, self.session, self.rows, previous, moment, "宓小满"), after)

    def refuses(self, command: c.Command) -> str:
        """The sentence with which `command` is refused; the session must not change."""
        before = self.session
        try:
            self.do(command)
        except Refused as refused:
            assert self.session is before
            return refused.reason
        raise AssertionError(f"{command} was done")

    def leave_rest(self, reason: str = "时间不够") -> None:
        """Make the closed meeting ready to be signed: the head filled in, other gaps left with a reason."""
        if not self.state.called.place:
            self.do(c.ChangeHead(place="二楼会议室"))
        for lack in sorted({gap.lack for gap in open_gaps(self.state) if gap.lack.may_stay}):
            self.do(c.Excuse(gap=lack.value, reason=reason))

    @classmethod
    def prepared(cls, members, **more) -> Stage:
        stage = cls(**{key: more.pop(key) for key in ("ear",) if key in more})
        stage.do(
            c.Prepare(
                branch="石桥湾支部",
                members=members,
                day=date(2026, 5, 24),
                chair="栗长河",
                recorder="王芳",
                seasonal=("秸秆禁烧",),
                **more,
            )
        )
        return stage

    @classmethod
    def opened(cls, members, **more) -> Stage:
        stage = cls.prepared(members, **more)
        stage.do(c.Open())
        return stage
