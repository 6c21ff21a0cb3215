"""`scan`: the ear, without a meeting."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from locales import N_, _, current
from meeting.language.branch_words import in_use
from meeting.language.detect import NORMAL, detect
from meeting.language.kinds import Category, Context, Finding, Loudness
from meeting.language.lexicon import Lexicon, shipped
from meeting.refusal import Refused
from meeting.text import clean_line

from .prose import read_lines
from .underlined import underlined
from .verb import Verb, archive_folder
from .words import as_json, complain, read_text, say


class Scan(Verb):
    """`shaitai scan [FILE|-]`"""

    name = "scan"
    help = N_("Point at deflecting words in a text.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE")
        parser.add_argument("--context", choices=[context.value for context in Context], default="statement")
        parser.add_argument(
            "--loudness",
            choices=[loud.value for loud in Loudness if loud is not Loudness.OFF],
            help=_("how readily it speaks up, instead of as the branch has turned it"),
        )
        parser.add_argument("--lexicon", metavar="FILE", help=_("other words than the branch's own"))
        parser.add_argument("--jsonl", action="store_true", help=_("JSON Lines in and out"))
        parser.add_argument("--json", action="store_true", help=_("as JSON"))

    def run(self, options: argparse.Namespace) -> int:
        hear = _hearing(options)
        if options.jsonl:
            # Not splitlines(): a JSON string may hold other line separators as they are.
            for item in _items(read_text(options.file).split("\n")):
                found = hear(item["text"], Context(item.get("context", options.context)))
                print(as_json({"id": item.get("id"), "flags": _plain(found)}))
            return 0
        context = Context(options.context)
        scanned = [(line, hear(line, context)) for line in read_lines(options.file)]
        if options.json:
            told = [{"text": line, "flags": _plain(found)} for line, found in scanned]
            print(as_json(told, indent=1))
            return 0
        for line, found in scanned:
            # Cleaned first, so that the underline stands below the words.
            if (shown := clean_line(line)) != line:
                found = hear(shown, context)
            for row in underlined(shown, found):
                say(row)
        return 0


def _hearing(options: argparse.Namespace) -> Callable[[str, Context], Sequence[Finding]]:
    """The ear of the archive's branch, with what the options ask for in its stead."""
    branch, lexicon, problem = _of_the_branch(archive_folder(options))
    if options.lexicon:
        lexicon, wrong = in_use(shipped(), read_text(options.lexicon))
        problem = _("{path} is not used: {error}.").format(path=options.lexicon, error=wrong) if wrong else ""
    if problem:
        complain(problem)
    loudness: Mapping[Category, Loudness] = branch.loudness
    if options.loudness:
        loudness = dict.fromkeys(Category, Loudness(options.loudness))

    def hear(text: str, context: Context) -> Sequence[Finding]:
        return detect(text, context, lexicon, allow=branch.allowed, loudness=loudness)

    return hear


class _Turned(NamedTuple):
    """How a branch has turned the ear."""

    allowed: frozenset[str] = frozenset()
    loudness: Mapping[Category, Loudness] = NORMAL


def _of_the_branch(folder: Path) -> tuple[_Turned, Lexicon | None, str]:
    """How the branch of the archive in `folder` has turned the ear, its own words, what is wrong."""
    if not folder.is_dir():
        return _Turned(), None, ""
    # Only here: a scan needs no archive.
    from store.archive import Archive
    from store.hearing import lexicon_of, loudness_of

    try:
        branch = Archive(folder).branch()
    except Refused as refused:
        return _Turned(), None, str(refused)
    lexicon, problem = lexicon_of(folder)
    return _Turned(frozenset(branch.allowed), loudness_of(branch)), lexicon, problem


def _items(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if not isinstance(item["text"], str) or item.get("context", "statement") not in list(Context):
                raise ValueError(line)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            reason = _("not an object with id, context and text.")
            told = _("line {number}: {reason}")
            raise Refused(told.format(number=number, reason=reason)) from error
        yield item


def _plain(found: Iterable[Finding]) -> list[dict[str, object]]:
    return [
        {
            "category": finding.category.value,
            "start": finding.start,
            "end": finding.end,
            "why": finding.why(current()),
        }
        for finding in found
    ]
