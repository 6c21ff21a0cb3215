"""`verify`: is a sealed record, or a paper made from it, as it was sealed?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from meeting.document import Minutes
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.version import version_told
from store.archive import Archive
from store.county.address import is_county
from store.verify import Finding, Verdict, Verifier

from ..county import server_at
from .county import check
from .verb import Verb, archive_of, asked_archive
from .words import say

if TYPE_CHECKING:
    from exports.reading import Paper

INTACT, ALTERED = 0, 1


class Verify(Verb):
    """`shaitai verify [MEETING|FILE.docx]`: exit 0 intact, 1 altered; what cannot be read is Refused (2)."""

    name = "verify"
    help = N_("Check a sealed meeting, or a Word file made from one: exit 0 intact, 1 altered, 2 unreadable.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "what", metavar="MEETING|FILE.docx", nargs="?", help=_("by default all sealed meetings")
        )

    def run(self, options: argparse.Namespace) -> int:
        if is_county(asked := asked_archive(options)):
            if options.what:
                raise Refused(_("A county archive is verified as a whole."))
            return check(server_at(asked))
        archive = archive_of(options)
        verifier = Verifier(archive)
        if options.what is None:
            verdicts = list(verifier.every())
            return max(map(_said, verdicts), default=INTACT)
        if options.what.lower().endswith(".docx"):
            return _verify_paper(Path(options.what), archive, verifier)
        return _said(verifier.meeting(archive.file(options.what)))


def _said(verdict: Verdict) -> int:
    """Say it; the exit code. One meeting that cannot be read, or is not sealed, is Refused."""
    if verdict.finding in (Finding.UNREADABLE, Finding.UNSEALED):
        raise Refused(verdict.told)
    say(verdict.told)
    return INTACT if verdict.finding is Finding.INTACT else ALTERED


def _verify_paper(path: Path, archive: Archive, verifier: Verifier) -> int:
    from exports.comparing import Comparison
    from exports.reading import Paper

    paper = Paper(path)
    if not paper.seal:
        raise Refused(_("{path} carries no seal: it is a draft, or not from this program.").format(path=path))
    meeting = verifier.sealed_as(paper.seal)
    if meeting is None:
        raise Refused(_("No meeting of this archive has the seal of {path}.").format(path=path))
    if _said(verifier.meeting(archive.named(meeting))) == ALTERED:
        return ALTERED
    state = archive.sealed(meeting, paper.seal)
    version = version_told(paper.version)
    expected = _fresh(minutes(state, version))
    compared = Comparison(expected, paper, hides=version.hides, language=state.called.language)
    if place := compared.first_difference():
        told = _("ALTERED: the words of {path} are not those of the record, first at paragraph {number}.")
        say(told.format(path=path, number=place))
        return ALTERED
    if not compared.frame_is_whole():
        say(_("ALTERED: the header or footer of {path} is not that of the record.").format(path=path))
        return ALTERED
    if version.told:
        told = _("{path} says what the record says, in its version {version}; {count} places are masked.")
        say(told.format(path=path, version=version.audience.label, count=compared.masks))
    else:
        say(_("{path} says what the record says.").format(path=path))
    return INTACT


def _fresh(document: Minutes) -> Paper:
    """The same version of the record put on paper anew, without a mask, to compare with."""
    from exports.reading import Paper
    from exports.word import docx_bytes

    return Paper(Path("minutes.docx"), docx_bytes(document))
