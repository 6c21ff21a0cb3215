"""What a whole turn holds: facts counted, topics covered, and whether a power was used at all.

Shown to the recorder and the chair as facts when a turn ends, never as a score and never in the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from meeting.language.clauses import Line, listen, passages
from meeting.language.facts import facts, own_part
from meeting.roster import Member
from meeting.topics import Checklist, Mark, Marks

THIN: Final = 3
"""Fewer facts than this in a turn are thin (product choice)."""

_POWER: Final = re.compile(
    r"签[了字批过]|批[了过准的]|审批|审核|没批|不批|拒[绝收签]|退[了回还件]|驳回|罚|验收|发放|拨付|采购|招标|投[了的]?[^,。]{0,4}票|反对|弃权|"
    r"同意|不同意|提议|回避|拍板|我定|我管|由我|归我|盖[了章]|登记|上[交缴]|垫|收[了过]|借[了给过]|改[了过]|压[了着件]|扣[了下]|减免|查[封处]|立案|代签"
)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One turn as it stands: how many facts of each kind, and which topics."""

    dates: int = 0
    sums: int = 0
    persons: int = 0
    decisions: int = 0
    documents: int = 0
    covered: int = 0
    """Topics covered or declared empty."""
    topics: int = 0
    """Topics that this member has to lay open."""
    own_acts: int = 0
    """Lines with an act, vote, signature, refusal or decision of the speaker's own."""
    lines: int = 0

    @property
    def facts(self) -> int:
        """All the facts together."""
        return self.dates + self.sums + self.persons + self.decisions + self.documents

    @property
    def thin(self) -> bool:
        """Did the member speak and name hardly a fact?"""
        return self.lines > 0 and self.facts < THIN

    @property
    def only_work_report(self) -> bool:
        """Was it a whole statement without one power exercised or decision made by the speaker?"""
        return self.lines > 0 and self.own_acts == 0


def disclosure(
    texts: Iterable[str],
    member: Member | None = None,
    checklist: Checklist | None = None,
    marks: Marks | None = None,
) -> Disclosure:
    """What the member's own lines of one turn hold; quotations count for nothing."""
    counts = dict.fromkeys(("date", "sum", "person", "act", "document"), 0)
    lines = own = 0
    for text in texts:
        lines += 1
        heard = [listen(passage) for _, passage in passages(text)]
        own += any(_uses_power(line) for line in heard)
        for line in heard:
            before = ("", -1)
            for fact in facts(line):
                # 四月十二日 is one date, though it is found as a month and a day.
                if before != (fact.kind, fact.start):
                    counts["sum" if fact.kind == "count" else fact.kind] += 1
                before = (fact.kind, fact.end)
    wanted = checklist.topics_for(member) if checklist and member else ()
    done: Mapping[tuple[str, str], Mark] = marks or {}
    return Disclosure(
        dates=counts["date"],
        sums=counts["sum"],
        persons=counts["person"],
        decisions=counts["act"],
        documents=counts["document"],
        covered=sum((member.id, topic.id) in done for topic in wanted) if member else 0,
        topics=len(wanted),
        own_acts=own,
        lines=lines,
    )


_ME: Final = re.compile(r"我(?![们局所科股站院校行厂队镇村乡县市单公部])|本人")
_GROUP: Final = re.compile(
    r"我们|咱|大家|大伙|班子|两委|一班人|"
    r"(?:[全本我](?:局|所|院|校|科|站|村|镇|乡|厂|队|行|处|县|系统|单位|公司)|"
    r"(?:局|所|院|校|科|站|村|镇|乡|厂|队|支部|党委|单位|公司)(?:里|上|上下))(?!的)"
)


def _uses_power(line: Line) -> bool:
    """Is there an act of power whose subject is the speaker, or nobody else?

    A subject holds until another is named: what follows 全局 in the same line is the bureau's.
    """
    group = False
    for clause in line.clauses:
        text = line.heard[clause.start : clause.end]
        me, named = _ME.search(text), _GROUP.search(text)
        if me or named:
            group = named is not None and (me is None or named.start() < me.start())
        if own_part(text) or (not group and _POWER.search(text)):
            return True
    return False
