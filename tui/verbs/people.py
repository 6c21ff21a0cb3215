"""`roster`: the members from a table and back."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from meeting.refusal import Refused, not_written

from .verb import Verb, archive_of
from .words import complain, say

if TYPE_CHECKING:
    from exports.roster_table import Offered


class RosterVerb(Verb):
    """`shaitai roster import FILE`, `shaitai roster export [FILE]`, `shaitai roster sample [FILE]`"""

    name = "roster"
    help = N_("Bring members in from a table (.xlsx or .csv), write them out, or write a sample to fill in.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("deed", choices=("import", "export", "sample"), metavar="import|export|sample")
        parser.add_argument("file", nargs="?", metavar="FILE")
        parser.add_argument("--branch", metavar="NAME", help=_("the branch's full name"))
        parser.add_argument("--check", action="store_true", help=_("only look at the table; change nothing"))

    def run(self, options: argparse.Namespace) -> int:
        from exports.roster_table import read_roster, roster_csv, sample

        if options.deed == "sample":
            return _write(sample(), options.file)
        archive = archive_of(options)
        branch = archive.branch()
        if options.deed == "export":
            return _write(roster_csv(branch.members, branch.language), options.file)
        if not options.file:
            raise Refused(_("Name the file to import."))
        offered = read_roster(Path(options.file), branch.members)
        for problem in offered.problems:
            complain(problem)
        if offered.problems:
            return 2
        if not options.check:
            archive.keep_branch(replace(branch, members=offered.taken(), name=options.branch or branch.name))
        _tell(offered)
        return 0


def _tell(offered: Offered) -> None:
    say(_("{count} members").format(count=len(offered.members)))
    if offered.gone:
        names = _(", ").join(member.name for member in offered.gone)
        say(_("no longer on the roster: {names}").format(names=names))


def _write(data: bytes, file: str | None) -> int:
    if file is None:
        print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="")
        return 0
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise not_written(file, error) from error
    return 0
