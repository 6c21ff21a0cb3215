"""`scan`: the ear, without a meeting."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from locales import N_, _, current
from meeting.language.detect import detect
from meeting.language.kinds import Context, Finding
from meeting.refusal import Refused

from .verb import Verb


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
        lines = _read(options.file).splitlines()
        if options.jsonl:
            for item in _items(lines):
                found = detect(item["text"], Context(item.get("context", options.context)))
                print(json.dumps({"id": item.get("id"), "flags": _plain(found)}, ensure_ascii=False))
            return 0
        context = Context(options.context)
        scanned = [(line, detect(line, context)) for line in lines if line.strip()]
        if options.json:
            told = [{"text": line, "flags": _plain(found)} for line, found in scanned]
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return 0
        for line, found in scanned:
            print(line)
            for finding in found:
                words = line[finding.start : finding.end]
                print(f"    {finding.category.called(current())}  “{words}”  {finding.why(current())}")
        return 0


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=name, error=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(_("{path} is not UTF-8 text: save it as UTF-8.").format(path=name)) from error


def _items(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if not isinstance(item["text"], str) or item.get("context", "statement") not in list(Context):
                raise ValueError(line)
        except (ValueError, TypeError, KeyError) as error:
            told = _("Line {number}: not an object with id, context and text.")
            raise Refused(told.format(number=number)) from error
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
