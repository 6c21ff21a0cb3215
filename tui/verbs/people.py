"""`roster`: the members from a table and back."""

from __future__ import annotations

import argparse
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Final

from locales import N_, _
from meeting.refusal import Refused
from meeting.roster import Duty, Member, PartyRole, Roster
from meeting.text import clean_line, clean_name
from store.branch import Branch

from .verb import Verb, archive_of

COLUMNS: Final = {
    "name": ("name", "姓名"),
    "role": ("role", "党内职务"),
    "post": ("post", "行政职务", "职务"),
    "principal": ("principal", "主要负责人"),
    "leader": ("leader", "领导职务"),
    "duties": ("duties", "权责"),
}
"""Each column by the headings that are known for it, in any order."""
_YES: Final = frozenset({"1", "y", "yes", "true", "是", "√"})


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
        print(_("{count} members").format(count=len(members)))
        return 0


def read_members(path: Path, branch: Branch) -> tuple[Member, ...]:
    """The members in a .csv; whoever is on the roster already keeps their id. Refused names the row."""
    if path.suffix.lower() == ".xlsx":
        raise Refused(_("This version reads .csv only: save the table as CSV (UTF-8)."))
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(_("{path} is not UTF-8 text: save it as UTF-8.").format(path=path)) from error
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:
        raise Refused(_("{path} is empty.").format(path=path))
    columns = _columns(rows[0])
    known = {member.name: member for member in branch.members}
    members = []
    taken = {member.id for member in branch.members}
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            members.append(_member(number, row, columns, known, taken))
    Roster(tuple(members))
    return tuple(members)


def _columns(heading: list[str]) -> dict[str, int]:
    found = {}
    for place, cell in enumerate(heading):
        for field, names in COLUMNS.items():
            if clean_name(cell).lower() in names:
                found[field] = place
    if "name" not in found:
        raise Refused(_("The first row needs a column called name or 姓名."))
    return found


def _member(
    number: int, row: list[str], columns: dict[str, int], known: dict[str, Member], taken: set[str]
) -> Member:
    def cell(field: str) -> str:
        place = columns.get(field)
        return clean_line(row[place]) if place is not None and place < len(row) else ""

    name = clean_name(cell("name"))
    old = known.get(name)
    id = old.id if old else next(f"m{n}" for n in range(1, 100_000) if f"m{n}" not in taken)
    taken.add(id)
    titles = [title.strip() for title in cell("duties").replace("；", ";").split(";") if title.strip()]
    return Member(
        id=id,
        name=name,
        role=_role(number, cell("role")),
        post=cell("post"),
        principal=cell("principal").lower() in _YES,
        leader=cell("leader").lower() in _YES,
        duties=tuple(Duty(id=f"{id}d{place}", title=title) for place, title in enumerate(titles, start=1)),
    )


def _role(number: int, text: str) -> PartyRole:
    if not text:
        return PartyRole.MEMBER
    for role in PartyRole:
        if text.lower() in (role.value, role.label.lower(), role.said("zh"), role.said("en").lower()):
            return role
    choices = ", ".join(role.label for role in PartyRole)
    told = _("Roster row {row}: {problem}")
    problem = _("“{role}” is not a role; known are: {choices}.").format(role=text, choices=choices)
    raise Refused(told.format(row=number, problem=problem))


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
        print(data.decode("utf-8-sig"), end="")
        return 0
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise Refused(
            _("{path} cannot be written: {error}.").format(path=file, error=error.strerror)
        ) from error
    return 0
