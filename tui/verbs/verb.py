"""What a subcommand is."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from store.archive import Archive
from store.settings import Settings


class Verb:
    """One subcommand. `run` returns the exit code; Refused becomes one line on stderr and exit 2."""

    name: str
    help: str
    """One sentence (a message id)."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the verb's own arguments to `parser`."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it."""
        raise NotImplementedError


def settings_of(options: argparse.Namespace) -> Settings:
    """The user's settings, which the command line has read."""
    settings: Settings = options.settings
    return settings


def archive_folder(options: argparse.Namespace) -> Path:
    """The archive folder: as asked, else SHAITAI_ARCHIVE, else as set, else the user's data folder."""
    asked = options.archive or os.environ.get("SHAITAI_ARCHIVE") or settings_of(options).text("files.archive")
    if asked:
        return Path(asked).expanduser()
    from platformdirs import user_data_path

    return user_data_path("shaitai", appauthor=False)


def archive_of(options: argparse.Namespace) -> Archive:
    """The archive that the options name."""
    return Archive(archive_folder(options))
