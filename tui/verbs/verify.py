"""`verify`: is a sealed record, or a paper made from it, as it was sealed?"""

from __future__ import annotations

import argparse
from pathlib import Path

from locales import N_, _
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.seal import intact
from meeting.session import replay
from meeting.state import MeetingState
from store.archive import Archive

from .verb import Verb, archive_of

INTACT, ALTERED = 0, 1


class Verify(Verb):
    """`shaitai verify MEETING|FILE.docx`: exit 0 intact, 1 altered; what cannot be read is Refused (2)."""

    name = "verify"
    help = N_("Check a sealed meeting, or a Word file made from one: exit 0 intact, 1 altered, 2 unreadable.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", metavar="MEETING|FILE.docx")

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        if options.what.endswith(".docx"):
            return _verify_paper(Path(options.what), archive)
        return _verify_record(options.what, archive)


def _verify_record(meeting: str, archive: Archive) -> int:
    file = archive.file(meeting)
    events = file.read()
    state = replay(events).state
    if state.seal is None:
        raise Refused(_("This meeting is not sealed: there is nothing to verify yet."))
    if not intact(file.id, events):
        print(_("ALTERED: the record of {meeting} is not what was sealed.").format(meeting=file.id))
        return ALTERED
    if state.seal.previous and not _known(state.seal.previous, archive):
        told = _("ALTERED: the meeting sealed before {meeting} is missing or altered.")
        print(told.format(meeting=file.id))
        return ALTERED
    print(_("Intact: {meeting}, seal {seal}.").format(meeting=file.id, seal=state.seal.digest))
    return INTACT


def _known(seal: str, archive: Archive) -> bool:
    return any(summary.seal == seal for summary in archive.summaries())


def _verify_paper(path: Path, archive: Archive) -> int:
    seal, texts = _read_paper(path)
    if not seal:
        raise Refused(_("{path} carries no seal: it is a draft, or not from this program.").format(path=path))
    found = next((summary for summary in archive.summaries() if summary.seal == seal), None)
    if found is None:
        raise Refused(_("No meeting of this archive has the seal of {path}.").format(path=path))
    if _verify_record(found.id, archive) == ALTERED:
        return ALTERED
    state = archive.read(found.id)
    if texts != _expected(state):
        print(_("ALTERED: the words of {path} are not those of the record.").format(path=path))
        return ALTERED
    return INTACT


def _read_paper(path: Path) -> tuple[str, list[str]]:
    """The seal in the document's properties and the text of every paragraph, table cells included."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    from exports.word import SEAL_PROPERTY

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, OSError, ValueError, KeyError, etree.LxmlError) as error:
        raise Refused(_("{path} cannot be read as a Word file.").format(path=path)) from error
    package = document.part.package
    assert package is not None
    seal = ""
    for part in package.iter_parts():
        if part.partname == "/docProps/custom.xml":
            for item in etree.fromstring(part.blob):
                if item.get("name") == SEAL_PROPERTY:
                    seal = "".join(item.itertext())
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = document.element.body
    texts = ["".join(t.text or "" for t in p.iter(f"{word}t")) for p in body.iter(f"{word}p")]
    return seal, texts


def _expected(state: MeetingState) -> list[str]:
    from exports.body import shown_texts

    return [text for block in minutes(state).blocks for text in shown_texts(block)]
