"""The command line. Textual and python-docx are loaded only by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from locales import LANGUAGES, _, preferred, use
from meeting.refusal import Refused

LEAST_SIZE = (60, 18)
"""Columns and rows that the screens need."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `shaitai` with `argv`; 0 when all went well, 2 with one line on stderr when not."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    use(_asked_language(arguments) or preferred())
    options = _parser().parse_args(arguments)
    try:
        return _open(_archive_folder(options.archive))
    except Refused as refused:
        print(f"shaitai: {refused.reason}", file=sys.stderr)
        return 2


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language of --lang, needed before the parser's own words are written."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", choices=LANGUAGES)
    language: str | None = early.parse_known_args(arguments)[0].lang
    return language


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shaitai", description=_("Run a meeting that lays open powers and duties, and keep its record.")
    )
    parser.add_argument("--archive", metavar="DIR", help=_("the archive folder"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the interface"))
    parser.add_argument("--version", action="version", version=f"shaitai {_version()}")
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


def _archive_folder(asked: str | None) -> Path:
    if asked := asked or os.environ.get("SHAITAI_ARCHIVE"):
        return Path(asked)
    from platformdirs import user_data_path

    return user_data_path("shaitai", appauthor=False)


def _open(folder: Path) -> int:
    """Open the screens on the archive in `folder`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(_("This is not a terminal: open a terminal window and start shaitai there."))
    size = os.get_terminal_size()
    if size.columns < LEAST_SIZE[0] or size.lines < LEAST_SIZE[1]:
        told = _("The terminal is {columns}×{rows}; at least {least_columns}×{least_rows} is needed.")
        raise Refused(
            told.format(
                columns=size.columns, rows=size.lines, least_columns=LEAST_SIZE[0], least_rows=LEAST_SIZE[1]
            )
        )
    if sys.platform != "win32":
        # Asked for all keys, some terminals garble what an input method commits; Textual reads it at import.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from store.archive import Archive

    archive = Archive(folder)
    from .app import run

    return run(archive)
