"""`member`, `coverage`: what the meetings of the branch say of one member, and of a year."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import Final

from exports.tabled import Sheet, SheetForm, sheet_bytes
from exports.writing import write_file
from locales import N_, _
from meeting.refusal import Refused
from meeting.text import clean_name
from screens.finding import matches
from screens.grids import by_items, by_meetings, by_months, spelled, two_years
from screens.person import Person, person, sheet
from screens.years import coverage_of
from store.reading import PastMeetings

from .verb import Verb, past_of
from .words import as_json, say

_MONTH: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_TABLES: Final = {"months": by_months, "items": by_items, "meetings": by_meetings}


class Written(Verb):
    """A verb that shows a table, or writes it as a file."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        forms = parser.add_mutually_exclusive_group()
        forms.add_argument("--csv", metavar="FILE", help=_("write a table for Excel; - for standard output"))
        forms.add_argument("--docx", metavar="FILE", help=_("write a table for Word"))
        forms.add_argument("--json", action="store_true", help=_("as JSON"))
        parser.add_argument("--branch", metavar="NAME", help=_("the branch's full name"))

    def tell(self, sheet: Sheet, options: argparse.Namespace) -> int:
        """Hand the table out in the form that the options name; 1 where it has no row."""
        titles = tuple(title.replace("\n", " ") for title in sheet.header)
        if options.csv == "-":
            say(sheet_bytes(sheet, SheetForm.CSV).decode("utf-8-sig"))
        elif target := options.csv or options.docx:
            form = SheetForm.CSV if options.csv else SheetForm.DOCX
            write_file(Path(target), sheet_bytes(sheet, form))
            say(_("Written: {path}").format(path=target))
        elif options.json:
            told = {"title": sheet.title, "columns": titles, "rows": sheet.rows}
            print(as_json(told, indent=1))
        else:
            for row in (titles, *sheet.rows):
                say("\t".join(row))
        return 0 if sheet.rows else 1


class MemberVerb(Written):
    """`shaitai member NAME`"""

    name = "member"
    help = N_("Show what a member said, laid open and pledged, month by month.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("who", metavar="NAME", help=_("the full name, or pinyin initials"))
        parser.add_argument("--month", metavar="2026-05", help=_("only this month, or this year"))
        super().arguments(parser)

    def run(self, options: argparse.Namespace) -> int:
        if options.month and not _MONTH.fullmatch(options.month):
            raise Refused(_("--month needs a year or a month, such as 2026-05."))
        past, branches = past_of(options)
        name = _meant(past, branches, options.who)
        found = _in(person(past, branches, name), options.month or "")
        return self.tell(sheet(found, datetime.now().astimezone().date()), options)


def _meant(past: PastMeetings, branches: tuple[str, ...], who: str) -> str:
    """The member that is meant; Refused where that is nobody or not one alone."""
    known = past.members(*branches)
    wanted = clean_name(who)
    if wanted in known:
        return wanted
    found = sorted(name for name in known if matches(who, name))
    if len(found) == 1:
        return found[0]
    if found:
        names = _(", ").join(found)
        raise Refused(_("{who} may be {names}: name one of them.").format(who=who, names=names))
    raise Refused(_("{who} has not been at a meeting of this branch.").format(who=who))


def _in(found: Person, month: str) -> Person:
    """What happened in a month or year alone; all of it where none is named."""
    if not month:
        return found
    parts = tuple(part for part in found.parts if part.day.isoformat().startswith(month))
    made = [pledged for pledged in found.pledges if pledged.made_in.startswith(month)]
    return Person(found.name, parts, found.lines, made)


class CoverageVerb(Written):
    """`shaitai coverage [YEAR]`"""

    name = "coverage"
    help = N_("Show who laid open what in which month of a year.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "year", metavar="YEAR", nargs="?", type=int, help=_("this year where none is named")
        )
        parser.add_argument("--by", choices=tuple(_TABLES), default="months", help=_("what stands across"))
        parser.add_argument(
            "--with", dest="other", metavar="YEAR", type=int, help=_("another year beside it")
        )
        super().arguments(parser)

    def run(self, options: argparse.Namespace) -> int:
        year = options.year or datetime.now().astimezone().year
        for each in (year, options.other or year):
            if not 1 <= each <= 9999:
                raise Refused(_("{year} is not a year.").format(year=each))
        past, branches = past_of(options)
        coverage = coverage_of(past, branches, year)
        if options.other:
            other = coverage_of(past, branches, options.other)
            return self.tell(two_years(*sorted((coverage, other), key=lambda each: each.year)), options)
        return self.tell(_TABLES[options.by](coverage, spelled), options)
