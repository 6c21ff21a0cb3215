"""What a subcommand is."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from store.archive import Archive


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


def archive_folder(asked: str | None) -> Path:
    """The archive folder: as asked, else SHAITAI_ARCHIVE, else the platform's user data folder."""
    if asked := asked or os.environ.get("SHAITAI_ARCHIVE"):
        return Path(asked)
    from platformdirs import user_data_path

    return user_data_path("shaitai", appauthor=False)


def archive_of(options: argparse.Namespace) -> Archive:
    """The archive that the options name."""
    return Archive(archive_folder(options.archive))
