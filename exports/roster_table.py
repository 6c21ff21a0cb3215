"""The roster as a table: read with every problem by row, compared with what there is, and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from secrets import token_hex
from typing import Final

from locales import _
from meeting.refusal import Refused
from meeting.roster import Duty, Member, PartyRole
from meeting.text import clean_name, name_problem, parted

from .sheet import as_csv
from .table_file import TableRow, read_table

COLUMNS: Final = {
    "name": ("name", "姓名", "full name", "名字", "党员姓名"),
    "role": ("role", "党内职务", "party role", "支部职务"),
    "post": ("post", "行政职务", "职务", "岗位"),
    "principal": ("principal", "主要负责人", "in charge", "是否主要负责人"),
    "leader": ("leader", "领导职务", "leading post", "领导干部", "是否领导干部"),
    "duties": ("duties", "权责", "own duties", "权责清单", "权责事项"),
}
"""Each column by the headings known for it, in any order; the first two are those that are written."""
HEADINGS: Final = frozenset(heading for headings in COLUMNS.values() for heading in headings)
MOST: Final = 1000
"""No branch has more members; a longer table is something else."""
_ALIASES: Final = {
    "支部书记": PartyRole.SECRETARY,
    "党支部书记": PartyRole.SECRETARY,
    "支部副书记": PartyRole.DEPUTY_SECRETARY,
    "党支部副书记": PartyRole.DEPUTY_SECRETARY,
    "纪律检查委员": PartyRole.DISCIPLINE,
    "委员": PartyRole.COMMISSIONER,
    "支委": PartyRole.COMMISSIONER,
    "党小组组长": PartyRole.GROUP_HEAD,
    "正式党员": PartyRole.MEMBER,
    "普通党员": PartyRole.MEMBER,
    "中共党员": PartyRole.MEMBER,
    "中共预备党员": PartyRole.PROBATIONARY,
}
"""What offices write besides the roles' own names."""
_YES: Final = frozenset({"1", "x", "y", "yes", "true", "是", "√", "有"})
_NO: Final = frozenset({"", "0", "n", "no", "false", "否", "无", "×"})


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """One row of the table: the member it makes, or why it makes none."""

    number: int
    """The row that the spreadsheet shows."""
    name: str
    member: Member | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A table that was read and not taken yet."""

    rows: tuple[OfferedRow, ...]
    before: tuple[Member, ...]
    """The roster that it would take the place of."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The members it makes, in its order."""
        return tuple(row.member for row in self.rows if row.member is not None)

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong, a sentence each, by row."""
        return tuple(
            _("Roster row {row}: {problem}").format(row=row.number, problem=problem)
            for row in self.rows
            for problem in row.problems
        )

    @property
    def gone(self) -> tuple[Member, ...]:
        """Who is on the roster and not in the table."""
        names = {row.name for row in self.rows}
        return tuple(member for member in self.before if member.name not in names)

    def taken(self) -> tuple[Member, ...]:
        """The members, to be put on the roster; Refused while anything is wrong."""
        if self.problems:
            raise Refused(self.problems[0])
        return self.members


def read_roster(path: Path, before: Sequence[Member]) -> Offered:
    """The roster in a table file. Whoever is on it already keeps their id, PIN and known duties' ids.

    Refused where it is no table of members at all.
    """
    rows = read_table(path, HEADINGS)
    place, columns = _columns(rows)
    if place + 1 == len(rows):
        raise Refused(_("{path} is empty.").format(path=path))
    if len(rows) - place - 1 > MOST:
        told = _("{path} has {count} rows; a roster has at most {most}.")
        raise Refused(told.format(path=path, count=len(rows) - place - 1, most=MOST))
    known = {member.name: member for member in before}
    offered: list[OfferedRow] = []
    first: dict[str, int] = {}
    for row in rows[place + 1 :]:
        one = _offered(row, columns, known)
        if one.name and one.name in first:
            twice = _("{name} is in row {row} already: add what tells them apart, such as {name} (group 3).")
            told = twice.format(name=one.name, row=first[one.name])
            one = OfferedRow(one.number, one.name, None, (*one.problems, told))
        first.setdefault(one.name, one.number)
        offered.append(one)
    return Offered(tuple(offered), tuple(before))


def _columns(rows: Sequence[TableRow]) -> tuple[int, dict[str, int]]:
    """The place of the heading among the rows, and the columns by field; a title may stand above it."""
    for place, row in enumerate(rows[:10]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row.cells):
            for field, names in COLUMNS.items():
                if clean_name(cell).lower() in names:
                    found.setdefault(field, column)
        if "name" in found:
            return place, found
    raise Refused(_("The first row needs a column called name or 姓名."))


def _offered(row: TableRow, columns: dict[str, int], known: dict[str, Member]) -> OfferedRow:
    def cell(field: str) -> str:
        place = columns.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    name = clean_name(cell("name"))
    problems = [row.problem] if row.problem else []
    if not row.problem and (problem := name_problem(name)):
        problems.append(problem)
    role = role_called(cell("role"))
    if role is None:
        choices = ", ".join(role.label for role in PartyRole)
        told = _("“{role}” is not a role; known are: {choices}.")
        problems.append(told.format(role=cell("role"), choices=choices))
    truths = {field: _truth(cell(field)) for field in ("principal", "leader")}
    for field, truth in truths.items():
        if truth is None:
            problems.append(_("yes or no is needed, not “{text}”.").format(text=cell(field)))
    if problems or role is None:
        return OfferedRow(row.number, name, None, tuple(problems))
    old = known.get(name)
    return OfferedRow(
        row.number,
        name,
        Member(
            # Never the id of somebody who was taken off: past meetings know people by it.
            id=old.id if old else f"m{token_hex(4)}",
            name=name,
            role=role,
            post=cell("post"),
            principal=bool(truths["principal"]),
            leader=bool(truths["leader"]),
            duties=tuple(_duties(cell("duties"), old.duties if old else ())),
            pin=old.pin if old else "",
        ),
    )


def _duties(text: str, before: tuple[Duty, ...]) -> Iterator[Duty]:
    ids = {duty.title: duty.id for duty in before}
    for title in dict.fromkeys(parted(text)):
        if title:
            yield Duty(id=ids.get(title, f"d{token_hex(4)}"), title=title)


def _truth(text: str) -> bool | None:
    return True if text.lower() in _YES else False if text.lower() in _NO else None


def role_called(text: str) -> PartyRole | None:
    """The Party role that people call so, in either language; None where it is none, member where empty."""
    if not text:
        return PartyRole.MEMBER
    for role in PartyRole:
        if text.lower() in (role.value, role.label.lower(), role.said("zh"), role.said("en").lower()):
            return role
    return _ALIASES.get(text)


# Writing


def roster_csv(members: Sequence[Member], language: str) -> bytes:
    """The members as a table that `read_roster` reads, with its headings in `language`."""
    heading = [names[1 if language == "zh" else 0] for names in COLUMNS.values()]
    yes = "是" if language == "zh" else "yes"
    rows = [
        [
            member.name,
            member.role.said(language),
            member.post,
            yes if member.principal else "",
            yes if member.leader else "",
            "；".join(duty.title for duty in member.duties),
        ]
        for member in members
    ]
    return as_csv([heading, *rows])


def sample() -> bytes:
    """A made-up roster as a table, to be filled in."""
    return resources.files("exports").joinpath("roster-sample.csv").read_bytes()
