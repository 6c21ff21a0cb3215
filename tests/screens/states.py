"""The states of the live room that people see, each brought about as it would be in a meeting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from textual.screen import Screen

from meeting import commands as c
from meeting.kinds import Kind
from meeting.readiness import open_gaps
from meeting.roster import Member, PartyRole
from meeting.state import FollowUp, Outcome, Phase, Pressure
from meeting.topics import Mark
from screens.base import Hall
from screens.first_start import FirstStart
from screens.importing import ImportScreen
from screens.leaflet import LeafletScreen
from screens.prepare import PrepareScreen
from screens.settings import SettingsScreen
from screens.signoff import SignOffScreen
from tests.screens import past_states
from tests.screens.room import Room

MORE = tuple(
    Member(id=f"n{number}", name=name, role=role, post=post, leader=leader)
    for number, (name, role, post, leader) in enumerate(
        [
            ("尉迟春", PartyRole.GROUP_HEAD, "会计", False),
            ("蓝天", PartyRole.MEMBER, "农技员", False),
            ("乔木林", PartyRole.MEMBER, "", False),
            ("阿依古丽·买买提江·库尔班", PartyRole.MEMBER, "护林员", False),
            ("覃秋实", PartyRole.ORGANISATION, "党政办公室副主任兼档案室负责人", True),
            ("单雨田", PartyRole.MEMBER, "", False),
        ]
    )
)
"""Joined to the six of the made-up branch: a long name, a long post."""

FIRST = c.Next()
DODGE = c.Say(text="我们班子在近期工作中，能够做到分工明确、清正廉洁。")
SPOKEN = (
    FIRST,
    c.Say(text="我是栗长河，以普通党员的身份，把四月到五月手里的权怎么用的一件一件说。"),
    c.Say(
        text="这两个月我签批支出七笔，合计41,600元，最大一笔是三组机井换泵18,000元，四月十二日开的代表会，我投的赞成票。"
    ),
    c.Say(text="有一笔六百元的打印费，我是先花后签，程序反了，责任在我。"),
    DODGE,
    c.MarkTopic(topic="duty", mark=Mark.COVERED),
    c.MarkTopic(topic="eight_rules", mark=Mark.NOTHING),
)
ASKED = (
    *SPOKEN,
    c.Enter(phase=Phase.QUESTIONS),
    c.Say(text="那笔打印费是谁经手的，单据在哪里？", kind=Kind.QUESTION, by="m3"),
    c.Say(text="是我自己经手的，单据在会计处。", kind=Kind.REPLY),
    c.Say(text="说得实，但程序反了要整改。", kind=Kind.REMARK, by="m5"),
    c.Say(text="六月底前建立先批后花登记本。", kind=Kind.PLEDGE),
    c.Say(text="一名包工头请我先签字，我没有签。", kind=Kind.PRESSURE, pressure=Pressure(did="没有签")),
    c.Say(text="投影仪换过灯泡。", kind=Kind.NOTE),
)
CARRIED = (
    FollowUp(
        number=1, text="四月底前公示机井水费账目", owner="m4", due=date(2026, 4, 30), outcome=Outcome.DONE
    ),
    FollowUp(number=2, text="补齐三户危房改造验收照片", owner="m2", due=date(2026, 4, 30)),
    FollowUp(number=3, text="清理村级台账，合并重复报表，年底前少填一半", owner="m1"),
)

Deed = Callable[[Room], Awaitable[None]]


def pressing(*keys: str) -> Deed:
    """Press these keys; what begins with = is typed, with + pasted, with @ that many seconds pass."""

    async def deed(room: Room) -> None:
        for key in keys:
            if key[0] == "=" and len(key) > 1:
                await room.type(key[1:])
            elif key[0] == "+":
                await room.paste(key[1:])
            elif key[0] == "@":
                room.later(int(key[1:]))
            else:
                await room.press(key)

    return deed


async def signing(room: Room) -> None:
    """Close the meeting, leave what is open with a reason, go to sign."""
    room.do(c.End(), c.Adjourn(), c.ChangeHead(place="二楼会议室"))
    for lack in sorted({gap.lack for gap in open_gaps(room.state) if gap.lack.may_stay}):
        room.do(c.Excuse(gap=lack.value, reason="时间不够"))
    room.app.push_screen(SignOffScreen(room.app.hall))
    await room.pilot.pause()
    await room.press("f5")


async def preparing(room: Room) -> None:
    """Take the opening back and look at the form."""
    room.do(c.Undo())
    room.app.push_screen(PrepareScreen(room.app.hall))
    await room.pilot.pause()
    await room.app.workers.wait_for_complete()
    await room.pilot.pause()


async def script(room: Room) -> None:
    """The speaker's prepared statement, from the palette."""
    await room.run("live.script", "palette")


@dataclass(frozen=True)
class State:
    """What came before, and what the recorder does then."""

    before: tuple[c.Command, ...] = ()
    deed: Deed = field(default_factory=pressing)
    prepared: dict[str, Any] = field(default_factory=dict)
    ascii: bool = False


def showing(make: Callable[[Hall], Screen[Any]]) -> Deed:
    """Another screen over the live room."""

    async def deed(room: Room) -> None:
        await room.app.push_screen(make(room.app.hall))
        for _turn in range(3):
            await room.pilot.pause()
            await room.app.workers.wait_for_complete()

    return deed


def first_start(hall: Hall) -> FirstStart:
    """The first start's last step, a name half typed."""
    hall.first_draft.texts |= {"step": "roster", "roster": "阿依古丽·买买提江 宣传"}
    return FirstStart(hall)


def importing(hall: Hall) -> ImportScreen:
    """A table with a new member, a changed one and two that cannot be taken."""
    table = hall.archive.folder / "名册.csv"
    rows = "姓名,党内职务,职务\n栗长河,书记,局长\n郁金,,护林员\n仇大力,村长,\n郁金,,\n"
    table.write_text(rows, "utf-8")
    return ImportScreen(hall, table, hall.archive.branch().members, lambda _members: None)


LINES = "\n".join(f"第{number}件：五月我签批支出一笔，票据齐全。" for number in range(1, 26))

STATES = {
    "waiting": State(),
    "speaking": State(SPOKEN, pressing("@95")),
    "typing": State(SPOKEN, pressing("=我们班子总的来说是团结的")),
    "warning": State(SPOKEN, pressing("@430")),
    "over": State(SPOKEN, pressing("@600")),
    "questions": State(ASKED, pressing("@20")),
    "paused": State(SPOKEN, pressing("f6", "@60")),
    "ended": State(ASKED, pressing("@20", "f9", "@60")),
    "out-of-rank": State((c.Start(member="m5", reason="要赶火车"),), pressing("@10")),
    "skipped": State((FIRST, c.Skip(member="m2"))),
    "corrected": State(SPOKEN, pressing("up", "=（当场更正）", "enter", "up", "up", "ctrl+u", "enter", "2")),
    "correcting": State(SPOKEN, pressing("up")),
    "asking": State(ASKED, pressing("=？y")),
    "alarm": State((), pressing("@60", "=我先说一件")),
    "ticking": State(SPOKEN, pressing("f2", "down", "down")),
    "proposed": State((*SPOKEN, c.Say(text="没有收过礼金。"))),
    "flags": State((*SPOKEN, DODGE), pressing("f3")),
    "settling": State(SPOKEN, pressing("f3")),
    "gap-check": State(SPOKEN, pressing("f5")),
    "calling": State((), pressing("f4", "=w")),
    "pressure": State((FIRST,), pressing("ctrl+o", "=一名包工头")),
    "look-back": State((), pressing("1"), {"carried": CARRIED}),
    "paste": State((FIRST,), pressing(f"+{LINES}")),
    "palette": State(SPOKEN, pressing("ctrl+p")),
    "help": State(SPOKEN, pressing("f1")),
    "closing": State(SPOKEN, pressing("f9", "f10")),
    "board": State(SPOKEN, pressing("@95", "f12")),
    "board-over": State(SPOKEN, pressing("@600", "f12")),
    "black": State(SPOKEN, pressing("ctrl+b")),
    "going-on": State((*ASKED, c.Say(text="说错了", kind=Kind.PLEDGE)), signing, {"carried": CARRIED}),
    "preparing": State((c.Attach(member="m1", text="五月我签批两笔。"),), preparing, {"carried": CARRIED}),
    "statement": State(
        (c.Attach(member="m1", text="五月我签批两笔。\n票据齐全。"), FIRST),
        script,
    ),
    "settings": State((), showing(SettingsScreen)),
    "first-start": State((), showing(first_start)),
    "importing": State((), showing(importing)),
    "guide": State((), showing(lambda _hall: LeafletScreen("guide"))),
    "ascii": State(ASKED, pressing("@20"), ascii=True),
    "member": State(SPOKEN, past_states.member),
    "member-pledges": State(SPOKEN, past_states.pledged),
    "two-months": State(SPOKEN, past_states.two_months),
    "coverage": State(SPOKEN, past_states.by_months),
    "coverage-items": State(SPOKEN, past_states.by_items),
    "coverage-meetings": State(SPOKEN, past_states.by_meetings),
    "export-table": State(SPOKEN, past_states.exporting),
    "county": State(SPOKEN, past_states.county),
    "county-view": State(SPOKEN, past_states.view),
    "county-counts": State(SPOKEN, past_states.view_counts),
}
