"""`scan`: the ear, without a meeting."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from typing import Any

from locales import N_, _, current
from meeting.language.detect import detect
from meeting.language.kinds import Context, Finding
from meeting.refusal import Refused

from .verb import Verb
from .words import as_json, read_text, say


class Scan(Verb):
    """`shaitai scan [FILE|-]`"""

    name = "scan"
    help = N_("Point at deflecting words in a text.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE")
        parser.add_argument("--context", choices=[context.value for context in Context], default="statement")
        parser.add_argument("--jsonl", action="store_true", help=_("JSON Lines in and out"))
        parser.add_argument("--json", action="store_true", help=_("as JSON"))

    def run(self, options: argparse.Namespace) -> int:
        text = read_text(options.file)
        if options.jsonl:
            # Not splitlines(): a JSON string may hold other line separators as they are.
            for item in _items(text.split("\n")):
                found = detect(item["text"], Context(item.get("context", options.context)))
                print(as_json({"id": item.get("id"), "flags": _plain(found)}))
            return 0
        context = Context(options.context)
        scanned = [(line, detect(line, context)) for line in text.splitlines() if line.strip()]
        if options.json:
            told = [{"text": line, "flags": _plain(found)} for line, found in scanned]
            print(as_json(told, indent=1))
            return 0
        for line, found in scanned:
            say(line)
            for finding in found:
                words = line[finding.start : finding.end]
                say(f"    {finding.category.called(current())}  “{words}”  {finding.why(current())}")
        return 0


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
