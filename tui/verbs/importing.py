"""`import`: another archive's sealed meetings, verified on the way in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from locales import N_, _
from store.backup import is_encrypted
from store.catalogue import go_on
from store.importing import bring_in
from store.restoring import Fate, counted
from store.sources import source_at

from .keeping import passphrase
from .verb import Verb, archive_of
from .words import say


class Import(Verb):
    """`shaitai import PATH`: exit 0, or 1 where a sealed meeting was left behind or differs."""

    name = "import"
    help = N_("Bring in another archive's sealed meetings: a folder, a USB stick or a backup.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", metavar="PATH")

    def run(self, options: argparse.Namespace) -> int:
        path = Path(options.path).expanduser()
        source = source_at(path, passphrase(_("Passphrase: ")) if is_encrypted(path) else "")
        told = bring_in(archive_of(options), source, _bar if sys.stderr.isatty() else go_on) or []
        for each in told:
            if each.fate not in (Fate.IMPORTED, Fate.SAME):
                row = _("{file}: {fate}").format(file=each.meeting, fate=each.fate.label)
                say(f"{row} {each.why}" if each.why else row)
        say(counted(each.fate for each in told) or _("There are no meetings in it."))
        return 1 if any(each.wrong for each in told) else 0


def _bar(done: int, total: int) -> bool:
    """A bar on the terminal; gone when all is done."""
    filled = 30 * done // total if total else 30
    end = "\r\x1b[K" if done == total else ""
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}{end}")
    sys.stderr.flush()
    return True
