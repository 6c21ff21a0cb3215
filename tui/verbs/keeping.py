"""`backup` and `restore`: the archive in one file."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Final

from locales import N_, _
from meeting.refusal import Refused
from store.backup import back_up, is_encrypted, unpack_backup
from store.restoring import Fate, counted, restore

from .verb import Verb, archive_of
from .words import say

PASSPHRASE: Final = "SHAITAI_PASSPHRASE"
"""The environment variable that holds the passphrase where nobody is there to type it."""


class Backup(Verb):
    """`shaitai backup FILE`"""

    name = "backup"
    help = N_("Write the whole archive into one file.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--encrypt", action="store_true", help=_("ask for a passphrase and encrypt"))

    def run(self, options: argparse.Namespace) -> int:
        path = Path(options.file)
        count = back_up(archive_of(options), path, _new_passphrase() if options.encrypt else "")
        say(_("{count} files kept in {path}").format(count=count, path=path))
        return 0


class Restore(Verb):
    """`shaitai restore FILE`"""

    name = "restore"
    help = N_("Bring back what is missing from a backup; nothing newer is overwritten.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def run(self, options: argparse.Namespace) -> int:
        path = Path(options.file)
        contents = unpack_backup(path, passphrase(_("Passphrase: ")) if is_encrypted(path) else "")
        fates: list[Fate] = []
        for restored in restore(archive_of(options), contents):
            fates.append(restored.fate)
            if restored.fate not in (Fate.RESTORED, Fate.SAME):
                say(_("{file}: {fate}").format(file=restored.name, fate=restored.fate.label))
        say(counted(fates) or _("The backup is empty."))
        return 0


def passphrase(prompt: str) -> str:
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        told = _("A passphrase is needed: type it in a terminal, or put it into {variable}.")
        raise Refused(told.format(variable=PASSPHRASE))
    return getpass(prompt)


def _new_passphrase() -> str:
    first = passphrase(_("New passphrase: "))
    if not first:
        raise Refused(_("An empty passphrase protects nothing."))
    if first != passphrase(_("Once more: ")):
        raise Refused(_("The two passphrases differ: nothing was written."))
    return first
