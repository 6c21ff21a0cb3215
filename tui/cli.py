"""The command line. Textual and python-docx are loaded only by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

from locales import LANGUAGES, N_, _, preferred, use
from meeting.refusal import Refused

from .terminal import need_terminal
from .verbs.browsing import Web
from .verbs.doctoring import Doctor
from .verbs.keeping import Backup, Restore
from .verbs.leaving import Export
from .verbs.opening import BoardWindow, NotYet, open_screens
from .verbs.people import RosterVerb
from .verbs.reading import ListMeetings, Search, Show
from .verbs.replaying import Replay
from .verbs.scanning import Scan
from .verbs.showing import Demo
from .verbs.verb import Verb, archive_of
from .verbs.verify import Verify
from .verbs.words import complain, speak_utf8


def verbs() -> tuple[Verb, ...]:
    """Every subcommand, in the order of the help."""
    return (
        Demo(),
        BoardWindow(),
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
        Web(),
        NotYet("county", N_("The county archive (not in this version yet).")),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run `shaitai` with `argv`; the exit code. Whatever goes wrong is one line on stderr and 2.

    In Python's development mode (`python -X dev`) an unforeseen error shows where it came from.
    """
    speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    use(_asked_language(arguments) or preferred())
    try:
        return _run(arguments)
    except Refused as refused:
        complain(refused.reason)
    except BrokenPipeError:
        # Whoever read our output has read enough; nothing may go into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        complain(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        told = _("Something unforeseen went wrong ({error}); what is recorded is safe.")
        complain(told.format(error=f"{type(error).__name__}: {error}"))
    return 2


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        # Only --help and --version leave this way.
        return int(stop.code or 0)
    result: int = options.run(options)
    sys.stdout.flush()
    return result


def _open(options: argparse.Namespace) -> int:
    # Nothing is made on disk where the screens cannot be shown.
    need_terminal()
    return open_screens(archive_of(options), options)


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence instead of leaving with its usage."""

    def error(self, message: str) -> NoReturn:
        raise Refused(_("{problem} (see `{program} --help`)").format(problem=message, program=self.prog))


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language of --lang, needed before the parser's own words are written."""
    for place, word in enumerate(arguments):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    return None


def _parser() -> Parser:
    parser = Parser(
        prog="shaitai", description=_("Run a meeting that lays open powers and duties, and keep its record.")
    )
    parser.add_argument("--version", action="version", version=f"shaitai {_version()}")
    _add_global(parser, None)
    # After a verb the same options count too, and leave what stands before it alone.
    everywhere = Parser(add_help=False)
    _add_global(everywhere, argparse.SUPPRESS)
    parser.set_defaults(run=_open)
    subs = parser.add_subparsers(metavar=_("COMMAND"))
    for verb in verbs():
        sub = subs.add_parser(
            verb.name,
            help=_(verb.help),
            description=_(verb.help),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[everywhere],
        )
        verb.arguments(sub)
        sub.set_defaults(run=verb.run)
    return parser


def _add_global(parser: Parser, default: str | None) -> None:
    parser.add_argument("--archive", metavar="DIR", default=default, help=_("the archive folder"))
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=_("the language of the interface"))
    parser.add_argument("--theme", choices=("dark", "light"), default=default, help=_("dark or light"))
    parser.add_argument(
        "--ascii",
        action="store_true",
        default=False if default is None else default,
        help=_("draw with ASCII only, where borders come out a cell too wide"),
    )


def _version() -> str:
    try:
        return version("shaitai")
    except PackageNotFoundError:
        # Run from a clone, where only the source knows the number.
        import tomllib

        text = Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8")
        number: str = tomllib.loads(text)["project"]["version"]
        return number
