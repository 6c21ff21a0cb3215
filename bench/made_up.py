"""Made-up archives: meetings of invented people, held month after month in many branches.

    python -m bench.made_up FOLDER 10000     write so many sealed meetings of 20 speeches into FOLDER

The files are written straight, not through the rules and one by one to disk: it is the same form.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from meeting import commands as c
from meeting.kinds import Kind
from meeting.readiness import Lack
from meeting.roster import Member, PartyRole
from meeting.rows import Row, row_of
from meeting.session import Session, apply, decide, sealing
from meeting.state import Office
from meeting.topics import Mark
from store.archive import Archive
from store.atomic import private_folder
from store.meeting_file import packed

SPEECHES: Final = 20
"""Speeches a meeting: ten speakers, each a statement, and a question, a reply or a pledge."""
BRANCHES: Final = 140
"""Ten thousand meetings are then six years of monthly meetings."""
RARE: Final = "九连环"
"""A word said once in a thousand meetings."""
_ZONE: Final = timezone(timedelta(hours=8))
_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤"
)
_GIVEN: Final = "伟芳娜敏静丽强磊军洋艳勇杰娟涛明超秀霞平刚桂英华玉兰建国文斌海燕志飞红梅春雨立新宝成长河"
_SAID: Final = (
    "本月审批低保{n}户，退回{m}户，退回的都当面说了理由。",
    "三月签批支出{n}笔，共{m}百元，票据在会计处。",
    "比价时只找了{n}家，少一家，责任在我。",
    "{name}来说情，想把名次往前排，我没有答应。",
    "接待费{m}百元没有公函，是我签的字，已经补了说明。",
    "秋粮收购时我去了{n}次库点，磅单核了{m}张。",
    "本月没有收过钱物，没有吃拿卡要。",
    "公章外借一次，登记簿上少签了一栏。",
)


def people(chance: random.Random) -> tuple[Member, ...]:
    """Ten members: the committee, a leader, the rest."""
    names: dict[str, None] = {}
    while len(names) < SPEECHES // 2:
        names[chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))] = None
    roles = [PartyRole.SECRETARY, PartyRole.DEPUTY_SECRETARY, PartyRole.DISCIPLINE]
    return tuple(
        Member(
            id=f"m{place}",
            name=name,
            role=roles[place] if place < len(roles) else PartyRole.MEMBER,
            post="局长" if place == 0 else "",
            principal=place == 0,
        )
        for place, name in enumerate(names)
    )


class _Meeting:
    """Takes commands without a disk."""

    def __init__(self, id: str, begun: datetime) -> None:
        self.id, self.now = id, begun
        self.session = Session()
        self.rows: list[Row] = []

    def do(self, command: c.Command) -> None:
        self.now += timedelta(seconds=20)
        for event in decide(self.session, command, self.now, by="宓小满"):
            self.session = apply(self.session, event)
            self.rows.append(row_of(event))


def held(
    id: str, branch: str, members: Sequence[Member], day: date, chance: random.Random, previous: str
) -> list[Row]:
    """The rows of one sealed meeting."""
    meeting = _Meeting(id, datetime(day.year, day.month, day.day, 9, tzinfo=_ZONE))
    for command in _commands(branch, members, day, chance):
        meeting.do(command)
    moment = meeting.now + timedelta(seconds=20)
    meeting.do(sealing(id, meeting.session, meeting.rows, previous, moment, "宓小满"))
    return meeting.rows


def _commands(
    branch: str, members: Sequence[Member], day: date, chance: random.Random
) -> Iterator[c.Command]:
    chair, recorder = members[0].name, members[1].name
    yield c.Prepare(
        branch=branch,
        members=tuple(members),
        day=day,
        chair=chair,
        recorder=recorder,
        number=day.month,
        place="二楼会议室",
    )
    yield c.Open()
    for place in range(len(members)):
        yield c.Next()
        words = chance.choice(_SAID).format(
            n=chance.randrange(2, 9), m=chance.randrange(2, 99), name=chance.choice(members).name
        )
        yield c.Say(text=words + (RARE if chance.random() < 1 / 10_000 else ""))
        yield c.MarkTopic(topic="duty", mark=Mark.COVERED)
        if place % 2:
            yield c.Say(text="那一笔是谁经手的？", kind=Kind.QUESTION, by=members[place - 1].id)
        else:
            yield c.Say(text="月底前补齐手续。", kind=Kind.PLEDGE)
        yield c.MarkTopic(topic="gifts", mark=Mark.NOTHING)
    yield c.End()
    yield c.Adjourn()
    for lack in (Lack.QUESTION, Lack.DUE, Lack.TOPICS):
        yield c.Excuse(gap=lack.value, reason="会后补齐")
    for member in members:
        yield c.Confirm(member=member.id)
    yield c.Sign(office=Office.CHAIR, name=chair)
    yield c.Sign(office=Office.RECORDER, name=recorder)


def fill(folder: Path, count: int) -> Archive:
    """An archive of `count` meetings in `folder`, made where it is not there yet."""
    archive = Archive(folder)
    if len(archive.ids()) == count:
        return archive
    private_folder(folder / "meetings")
    chance = random.Random(20260524)
    branches = [(f"第{number}党支部", people(chance), "") for number in range(min(BRANCHES, count))]
    for number in range(count):
        place = number % len(branches)
        branch, members, previous = branches[place]
        months = number // len(branches)
        day = date(2020 + months // 12, months % 12 + 1, 1 + place % 28)
        id = f"{day.isoformat()}-{number:04x}"
        rows = held(id, branch, members, day, chance, previous)
        branches[place] = (branch, members, rows[-1]["data"]["digest"])
        (folder / "meetings" / f"{id}.json").write_bytes(packed(id, rows))
    return archive


def main(arguments: Sequence[str]) -> int:
    """Write an archive; 2 without a folder."""
    if not arguments:
        print("python -m bench.made_up FOLDER [COUNT]", file=sys.stderr)
        return 2
    count = int(arguments[1]) if len(arguments) > 1 else 10_000
    print(len(fill(Path(arguments[0]), count).ids()), "meetings")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
