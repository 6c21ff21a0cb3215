"""`roster`: the members from a table and back."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import Final

from exports.clean import decoded
from locales import N_, _
from meeting.refusal import Refused
from meeting.roster import Duty, Member, PartyRole
from meeting.text import clean_line, clean_name, name_problem
from store.branch import Branch

from .verb import Verb, archive_of
from .words import say

COLUMNS: Final = {
    "name": ("name", "姓名"),
    "role": ("role", "党内职务"),
    "post": ("post", "行政职务", "职务"),
    "principal": ("principal", "主要负责人"),
    "leader": ("leader", "领导职务"),
    "duties": ("duties", "权责"),
}
"""Each column by the headings that are known for it, in any order."""
_YES: Final = frozenset({"1", "x", "y", "yes", "true", "是", "√"})
_NO: Final = frozenset({"", "0", "n", "no", "false", "否", "无"})


class RosterVerb(Verb):
    """`shaitai roster import FILE.csv`, `shaitai roster export`"""

    name = "roster"
    help = N_("Bring members in from a table (.csv, UTF-8), or write them out.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("deed", choices=("import", "export"))
        parser.add_argument("file", nargs="?", metavar="FILE.csv")
        parser.add_argument("--branch", metavar="NAME", help=_("the branch's full name"))

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        branch = archive.branch()
        if options.deed == "export":
            return _export(branch, options.file)
        if not options.file:
            raise Refused(_("Name the file to import."))
        members = read_members(Path(options.file), branch)
        archive.keep_branch(replace(branch, members=members, name=options.branch or branch.name))
        say(_("{count} members").format(count=len(members)))
        return 0


def read_members(path: Path, branch: Branch) -> tuple[Member, ...]:
    """The members in a .csv; whoever is on the roster already keeps their id. Refused names the row."""
    if path.suffix.lower() == ".xlsx":
        raise Refused(_("This version reads .csv only: save the table as CSV (UTF-8)."))
    rows = list(_rows(path))
    if not rows:
        raise Refused(_("{path} is empty.").format(path=path))
    columns = _columns(rows[0][1])
    known = {member.name: member for member in branch.members}
    members: dict[str, tuple[int, Member]] = {}
    for number, row in rows[1:]:
        member = _member(number, row, columns, known)
        if member.name in members:
            raise Refused(
                _(
                    "Rows {first} and {second} of the roster are both named {name}: "
                    "add what tells them apart, such as {name} (group 3)."
                ).format(first=members[member.name][0], second=number, name=member.name)
            )
        members[member.name] = (number, member)
    if not members:
        raise Refused(_("{path} is empty.").format(path=path))
    return tuple(member for _number, member in members.values())


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the number of its line in the file."""
    reader = csv.reader(io.StringIO(_decoded(path), newline=""))
    try:
        for row in reader:
            # Exported cells that a spreadsheet would take for a formula begin with an apostrophe.
            cells = [clean_line(cell.removeprefix("'")) for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise _at_row(reader.line_num, str(error)) from error


def _decoded(path: Path) -> str:
    """The text of a table: UTF-8, or what Chinese spreadsheets write instead."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    if (text := decoded(data)) is not None:
        return text
    raise Refused(_("{path} is not a CSV file: save the table as CSV (UTF-8).").format(path=path))


def _columns(heading: list[str]) -> dict[str, int]:
    found = {}
    for place, cell in enumerate(heading):
        for field, names in COLUMNS.items():
            if clean_name(cell).lower() in names:
                found[field] = place
    if "name" not in found:
        raise Refused(_("The first row needs a column called name or 姓名."))
    return found


def _member(number: int, row: list[str], columns: dict[str, int], known: dict[str, Member]) -> Member:
    def cell(field: str) -> str:
        place = columns.get(field)
        return row[place] if place is not None and place < len(row) else ""

    name = clean_name(cell("name"))
    if problem := name_problem(name):
        raise _at_row(number, problem)
    old = known.get(name)
    return Member(
        # Never the id of somebody who was taken off: past meetings know people by it.
        id=old.id if old else f"m{token_hex(4)}",
        name=name,
        role=_role(number, cell("role")),
        post=cell("post"),
        principal=_truth(number, cell("principal")),
        leader=_truth(number, cell("leader")),
        duties=tuple(_duties(cell("duties"), old.duties if old else ())),
        pin=old.pin if old else "",
    )


def _duties(text: str, before: tuple[Duty, ...]) -> Iterator[Duty]:
    ids = {duty.title: duty.id for duty in before}
    for title in dict.fromkeys(part.strip() for part in text.replace("；", ";").split(";")):
        if title:
            yield Duty(id=ids.get(title, f"d{token_hex(4)}"), title=title)


def _truth(number: int, text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise _at_row(number, _("yes or no is needed, not “{text}”.").format(text=text))
    return text.lower() in _YES


def _at_row(number: int, problem: str) -> Refused:
    return Refused(_("Roster row {row}: {problem}").format(row=number, problem=problem))


def _role(number: int, text: str) -> PartyRole:
    if not text:
        return PartyRole.MEMBER
    for role in PartyRole:
        if text.lower() in (role.value, role.label.lower(), role.said("zh"), role.said("en").lower()):
            return role
    choices = ", ".join(role.label for role in PartyRole)
    problem = _("“{role}” is not a role; known are: {choices}.").format(role=text, choices=choices)
    raise _at_row(number, problem)


def _export(branch: Branch, file: str | None) -> int:
    from exports.sheet import as_csv

    heading = [[names[-1] if branch.language == "zh" else names[0] for names in COLUMNS.values()]]
    rows = [
        [
            member.name,
            member.role.said(branch.language),
            member.post,
            "是" if member.principal else "",
            "是" if member.leader else "",
            "；".join(duty.title for duty in member.duties),
        ]
        for member in branch.members
    ]
    data = as_csv(heading + rows)
    if file is None:
        print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="")
        return 0
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise Refused(
            _("{path} cannot be written: {error}.").format(path=file, error=error.strerror)
        ) from error
    return 0
