"""`verify`: is a sealed record, or a paper made from it, as it was sealed?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from locales import N_, _
from meeting.document import Minutes
from meeting.events import RecordSealed
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.seal import intact
from meeting.version import version_told
from store.archive import Archive

from .verb import Verb, archive_of
from .words import say

if TYPE_CHECKING:
    from exports.reading import Paper

INTACT, ALTERED = 0, 1


class Verify(Verb):
    """`shaitai verify MEETING|FILE.docx`: exit 0 intact, 1 altered; what cannot be read is Refused (2)."""

    name = "verify"
    help = N_("Check a sealed meeting, or a Word file made from one: exit 0 intact, 1 altered, 2 unreadable.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", metavar="MEETING|FILE.docx")

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        if options.what.lower().endswith(".docx"):
            return _verify_paper(Path(options.what), archive)
        return _verify_record(options.what, archive)


def _verify_record(meeting: str, archive: Archive) -> int:
    file = archive.file(meeting)
    # The seal is checked before anything is made of the events: altered ones may not add up to a meeting.
    events = file.read()
    seals = [event.fact for event in events if isinstance(event.fact, RecordSealed)]
    if not seals:
        raise Refused(_("This meeting is not sealed: there is nothing to verify yet."))
    if not intact(file.id, events):
        say(_("ALTERED: the record of {meeting} is not what was sealed.").format(meeting=file.id))
        return ALTERED
    if seals[0].previous and not _known(seals[0].previous, archive):
        told = _("ALTERED: the meeting sealed before {meeting} is missing or altered.")
        say(told.format(meeting=file.id))
        return ALTERED
    say(_("Intact: {meeting}, seal {seal}.").format(meeting=file.id, seal=seals[0].digest))
    return INTACT


def _known(seal: str, archive: Archive) -> bool:
    return any(summary.seal == seal for summary in archive.summaries())


def _verify_paper(path: Path, archive: Archive) -> int:
    from exports.comparing import Comparison
    from exports.reading import Paper

    paper = Paper(path)
    if not paper.seal:
        raise Refused(_("{path} carries no seal: it is a draft, or not from this program.").format(path=path))
    found = next((summary for summary in archive.summaries() if summary.seal == paper.seal), None)
    if found is None:
        raise Refused(_("No meeting of this archive has the seal of {path}.").format(path=path))
    if _verify_record(found.id, archive) == ALTERED:
        return ALTERED
    state = archive.read(found.id)
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
        told = _("{path} says what the record says, in its version {version}.")
        say(told.format(path=path, version=version.audience.label))
    else:
        say(_("{path} says what the record says.").format(path=path))
    return INTACT


def _fresh(document: Minutes) -> Paper:
    """The same version of the record put on paper anew, without a mask, to compare with."""
    from exports.reading import Paper
    from exports.word import docx_bytes

    return Paper(Path("minutes.docx"), docx_bytes(document))
