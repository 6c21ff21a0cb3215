"""What a subcommand is."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from locales import _
from meeting.refusal import Refused
from meeting.state import MeetingState
from store.archive import Archive
from store.county.address import is_county
from store.reading import Hit, PastMeetings, Wanted
from store.settings import Settings
from store.summary import Summary

if TYPE_CHECKING:
    from store.county.reading import CountyMeetings


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


class Records(Protocol):
    """What can be asked of past meetings by a command: an archive's own, or a county's."""

    def find(self, meeting: str) -> str:
        """The id of a meeting given by id, by date or as `last`; Refused when there is none."""

    def read(self, meeting: str) -> MeetingState:
        """The record of a meeting so given."""

    def summaries(self) -> list[Summary]:
        """All meetings, newest first."""

    def unreadable(self) -> list[Summary]:
        """The meetings that cannot be read, each with its problem."""

    def search(self, wanted: Wanted, limit: int = -1) -> list[Hit]:
        """The lines that hold all words wanted, newest meeting first."""


def settings_of(options: argparse.Namespace) -> Settings:
    """The user's settings, which the command line has read."""
    settings: Settings = options.settings
    return settings


def asked_archive(options: argparse.Namespace) -> str:
    """The archive as asked for, as SHAITAI_ARCHIVE or as set: a folder or a county's URL; empty for none."""
    asked: str | None = options.archive
    return asked or os.environ.get("SHAITAI_ARCHIVE") or settings_of(options).text("files.archive")


def archive_folder(options: argparse.Namespace) -> Path:
    """The archive folder that the options name, else the user's data folder; Refused for a county's URL."""
    asked = asked_archive(options)
    if is_county(asked):
        raise Refused(
            _("This is done in an archive folder, not at a county archive: name one with --archive.")
        )
    if asked:
        return Path(asked).expanduser()
    from platformdirs import user_data_path

    return user_data_path("shaitai", appauthor=False)


def archive_of(options: argparse.Namespace) -> Archive:
    """The archive that the options name."""
    return Archive(archive_folder(options))


def records_of(options: argparse.Namespace) -> Records:
    """The past meetings that the options name, in a folder or at a county's."""
    asked = asked_archive(options)
    return county_at(asked) if is_county(asked) else archive_of(options)


def past_of(options: argparse.Namespace) -> tuple[PastMeetings, tuple[str, ...]]:
    """The past meetings, up to date, and all names of the branch that is meant: `options.branch`, if given.

    Refused at a county that has several branches where none is named.
    """
    asked, wanted = asked_archive(options), options.branch
    if is_county(asked):
        county = county_at(asked)
        branches = (wanted,) if wanted else tuple(county.branches())
        if len(branches) > 1:
            raise Refused(_("Several branches have sent meetings there: name one with --branch."))
        return county, branches
    archive = archive_of(options)
    archive.catch_up(lambda _done, _all: True)
    if not wanted:
        return archive.catalogue, archive.branch().names
    meant = (each.names for each in archive.branches_to_read() if wanted in each.names)
    return archive.catalogue, next(meant, (wanted,))


def county_at(url: str) -> CountyMeetings:
    """The records of the county at `url`."""
    from store.county.reading import CountyMeetings

    from ..county import server_at

    return CountyMeetings(server_at(url))
