"""`export`: what leaves the house."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.clean import named
from locales import N_, _
from meeting.refusal import Refused
from meeting.state import MeetingState
from meeting.text import clean_line
from meeting.version import Audience, Part, Version, usual

from .reading import prepared
from .verb import Verb, records_of, settings_of
from .words import complain, say

if TYPE_CHECKING:
    from exports.offer import Form
    from exports.page import Page

FORMATS = ("docx", "md", "json", "csv", "ledger", "ledger-csv")


class Export(Verb):
    """`shaitai export MEETING`"""

    name = "export"
    help = N_("Write a meeting's minutes to a file.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parts = ", ".join(part.value for part in Part)
        add = parser.add_argument
        add("meeting", metavar="MEETING", help=_("an id, a date or `last`"))
        add("-o", "--output", metavar="FILE", help=_("where to write"))
        add(
            "--format", choices=FORMATS, help=_("by default as FILE ends, else docx; csv is the timing sheet")
        )
        add("--template", metavar="FILE", help=_("a Word document with the branch's letterhead and styles"))
        add("--page", metavar="FILE", help=_("another house style: numbers as in exports/page.toml"))
        add("--for", dest="audience", choices=[a.value for a in Audience], help=_("the version to write"))
        add("--masked", action="store_true", help=_("third persons masked; alone it means --for notice"))
        add("--mask", metavar="NAME", action="append", default=[], help=_("mask this name too"))
        add("--keep", metavar="NAME", action="append", default=[], help=_("do not mask this name"))
        add("--masks", action="store_true", help=_("only show whom it would mask; write nothing"))
        add("--no-sums", action="store_true", help=_("sums of money left out"))
        add("--no-cases", action="store_true", help=_("cases that name a third person left out"))
        add("--with", dest="on", metavar="PART", action="append", default=[], help=_("also: ") + parts)
        add(
            "--without",
            dest="off",
            metavar="PART",
            action="append",
            default=[],
            help=_("leave out: ") + parts,
        )

    def run(self, options: argparse.Namespace) -> int:
        from exports.offer import Form, Order, write

        records = records_of(options)
        state = prepared(records, options.meeting)
        version = _version(options)
        names = _names(state, options) if version.masked else ()
        if options.masks:
            return _show(state, names)
        id = records.find(options.meeting)
        form = Form(options.format or _by_ending(options.output))
        order = Order(
            form=form,
            version=version,
            names=names,
            template=_file(options, "template"),
            page=_page(_file(options, "page")),
        )
        path = Path(options.output or _usual_name(id, form, version))
        words = write(state, id, order, path)
        say(str(path))
        # Only the file's name goes to standard output: scripts read it from there.
        for word in words:
            complain(word)
        if version.masked:
            masked = _(", ").join(names) or _("nobody")
            complain(_("Masked: {names}").format(names=masked))
        return 0


def _file(options: argparse.Namespace, name: str) -> Path | None:
    """The template or page file that is asked for, else the one that is set."""
    asked: str | None = getattr(options, name)
    return Path(asked) if asked else settings_of(options).file(f"paper.{name}")


def _version(options: argparse.Namespace) -> Version:
    audience = Audience(options.audience) if options.audience else Audience.ARCHIVE
    if options.audience is None and (options.masked or options.masks):
        audience = Audience.NOTICE
    version = usual(audience)
    for name in options.on:
        version = version.switched(_part(name), True)
    for name in options.off:
        version = version.switched(_part(name), False)
    return replace(
        version,
        masked=version.masked or options.masked or options.masks,
        sums=not options.no_sums,
        cases=not options.no_cases,
    )


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError:
        known = ", ".join(part.value for part in Part)
        told = _("There is no section {name}; known are: {known}.")
        raise Refused(told.format(name=clean_line(name) or "·", known=known)) from None


def _names(state: MeetingState, options: argparse.Namespace) -> tuple[str, ...]:
    from exports.persons import third_persons

    found = [candidate.name for candidate in third_persons(state)]
    return tuple(name for name in dict.fromkeys([*found, *options.mask]) if name not in options.keep)


def _show(state: MeetingState, names: tuple[str, ...]) -> int:
    from exports.persons import third_persons

    known = {candidate.name: candidate for candidate in third_persons(state)}
    for name in names:
        found = known.get(name)
        say(f"{name}\t{found.count}\t{found.context}" if found else name)
    return 0


def _by_ending(output: str | None) -> str:
    ending = Path(output or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "docx"


def _usual_name(id: str, form: Form, version: Version) -> str:
    kind = "ledger" if form.value.startswith("ledger") else "minutes"
    audience = "" if version.audience is Audience.ARCHIVE else f"-{version.audience.value}"
    return f"{kind}-{named(id)}{audience}.{form.ending}"


def _page(path: Path | None) -> Page | None:
    if path is None:
        return None
    from exports.page import read_page

    return read_page(path)
