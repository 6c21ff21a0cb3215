"""The command line. Textual and python-docx are loaded only by the command that needs them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from locales import LANGUAGES, N_, _, preferred, use
from meeting.refusal import Refused

from .verbs.doctoring import Doctor
from .verbs.keeping import Backup, Restore
from .verbs.leaving import Export
from .verbs.opening import Demo, NotYet, open_screens
from .verbs.people import RosterVerb
from .verbs.reading import ListMeetings, Search, Show
from .verbs.replaying import Replay
from .verbs.scanning import Scan
from .verbs.verb import Verb, archive_of
from .verbs.verify import Verify


def verbs() -> tuple[Verb, ...]:
    """Every subcommand, in the order of the help."""
    return (
        Demo(),
        NotYet("board", N_("A second window for the projector (not in this version yet).")),
        ListMeetings(),
        Show(),
        Search(),
        Export(),
        Verify(),
        Scan(),
        Replay(),
        RosterVerb(),
        Backup(),
        Restore(),
        Doctor(),
        NotYet("web", N_("The same program in a browser (not in this version yet).")),
        NotYet("county", N_("The county archive (not in this version yet).")),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run `shaitai` with `argv`; the exit code. A refusal is one line on stderr and 2."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    use(_asked_language(arguments) or preferred())
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except Refused as refused:
        print(f"shaitai: {refused.reason}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has read enough.
        sys.stderr.close()
        return 0
    return result


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language of --lang, needed before the parser's own words are written."""
    for place, word in enumerate(arguments):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shaitai", description=_("Run a meeting that lays open powers and duties, and keep its record.")
    )
    parser.add_argument("--archive", metavar="DIR", help=_("the archive folder"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the interface"))
    parser.add_argument("--version", action="version", version=f"shaitai {_version()}")
    parser.set_defaults(run=lambda options: open_screens(archive_of(options)))
    subs = parser.add_subparsers(metavar=_("COMMAND"))
    for verb in verbs():
        sub = subs.add_parser(
            verb.name,
            help=_(verb.help),
            description=_(verb.help),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        verb.arguments(sub)
        sub.set_defaults(run=verb.run)
    return parser


def _version() -> str:
    try:
        return version("shaitai")
    except PackageNotFoundError:
        # Run from a clone, where only the source knows the number.
        import tomllib

        text = Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8")
        number: str = tomllib.loads(text)["project"]["version"]
        return number
