"""The command line. Textual and python-docx are loaded only by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from locales import LANGUAGES, _, preferred, use
from meeting.refusal import Refused

from .argparse_words import speak_plainly
from .settings import language_of, user_settings
from .verbs.words import complain, speak_utf8

if TYPE_CHECKING:
    from store.settings import Settings

    from .verbs.verb import Verb

VERBS: Final = {
    "demo": "showing.Demo",
    "board": "opening.BoardWindow",
    "list": "reading.ListMeetings",
    "show": "reading.Show",
    "search": "reading.Search",
    "member": "remembering.MemberVerb",
    "coverage": "remembering.CoverageVerb",
    "export": "leaving.Export",
    "verify": "verify.Verify",
    "scan": "scanning.Scan",
    "replay": "replaying.Replay",
    "roster": "people.RosterVerb",
    "backup": "keeping.Backup",
    "restore": "keeping.Restore",
    "import": "importing.Import",
    "doctor": "doctoring.Doctor",
    "web": "browsing.Web",
    "county": "county.County",
}
"""Every subcommand, in the order of the help, and where it lives: only the one asked for is loaded."""

_VALUED: Final = ("--archive", "--lang", "--theme")
"""The global options that take the word behind them."""


def verb_called(name: str) -> Verb:
    """The subcommand `name`, loaded."""
    module, _dot, kind = VERBS[name].partition(".")
    verb: Verb = getattr(import_module(f".verbs.{module}", __package__), kind)()
    return verb


def _asked(arguments: Sequence[str]) -> tuple[str, ...]:
    """The subcommands that the parser must know: the one asked for, all for help, none for the screens."""
    values = iter(arguments)
    for word in values:
        if word in _VALUED:
            next(values, "")
        elif not word.startswith("-"):
            if word in VERBS:
                return (word,)
            told = _("There is no command {word} (see `shaitai --help`).")
            raise Refused(told.format(word=word))
        elif word in ("-h", "--help"):
            return tuple(VERBS)
    return ()


def main(argv: Sequence[str] | None = None) -> int:
    """Run `shaitai` with `argv`; the exit code. Whatever goes wrong is one line on stderr and 2.

    In Python's development mode (`python -X dev`) an unforeseen error shows where it came from.
    """
    speak_utf8()
    speak_plainly()
    arguments = list(sys.argv[1:] if argv is None else argv)
    use(_asked_language(arguments) or preferred())
    try:
        settings = user_settings()
        use(_asked_language(arguments) or language_of(settings))
        return _run(arguments, settings)
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


def _run(arguments: Sequence[str], settings: Settings) -> int:
    try:
        options = _parser(_asked(arguments)).parse_args(arguments)
    except SystemExit as stop:
        # Only --help and --version leave this way.
        return int(stop.code or 0)
    options.settings = settings
    if options.run is not _open:
        # The screens say it themselves.
        for problem in settings.problems:
            complain(problem)
    result: int = options.run(options)
    sys.stdout.flush()
    return result


def _open(options: argparse.Namespace) -> int:
    from store.county.address import is_county

    from .terminal import need_terminal
    from .verbs.opening import open_county, open_screens
    from .verbs.verb import archive_of, asked_archive

    # Nothing is made on disk where the screens cannot be shown.
    need_terminal()
    if is_county(asked := asked_archive(options)):
        return open_county(asked, options)
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


class _Version(argparse.Action):
    """Says the version; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        print(f"shaitai {_version()}")
        parser.exit()


def _parser(names: Sequence[str]) -> Parser:
    """A parser that knows the subcommands `names`."""
    parser = Parser(
        prog="shaitai", description=_("Run a meeting that lays open powers and duties, and keep its record.")
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("say the version"))
    _add_global(parser, None)
    # After a verb the same options count too, and leave what stands before it alone.
    everywhere = Parser(add_help=False)
    _add_global(everywhere, argparse.SUPPRESS)
    parser.set_defaults(run=_open)
    if not names:
        return parser
    subs = parser.add_subparsers(metavar=_("COMMAND"))
    for verb in map(verb_called, names):
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
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shaitai")
    except PackageNotFoundError:
        # Run from a clone, where only the source knows the number.
        import tomllib

        text = Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8")
        number: str = tomllib.loads(text)["project"]["version"]
        return number
