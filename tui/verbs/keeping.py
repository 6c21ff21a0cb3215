"""`backup` and `restore`: the archive in one file, with a manifest of hashes."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import zlib
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive
from store.atomic import private_folder, write_whole

from .verb import Verb, archive_of
from .words import say

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
"""The version of a backup; a newer one is refused."""
_PASSING: Final = (".lock", ".new", ".sqlite", ".sqlite-wal", ".sqlite-shm", ".zip")
"""Endings of what is no part of the record: locks, half-written files, caches, backups."""


def _files(archive: Archive) -> list[str]:
    found = [
        path for path in archive.folder.rglob("*") if path.is_file() and not path.name.endswith(_PASSING)
    ]
    return sorted(path.relative_to(archive.folder).as_posix() for path in found)


class Backup(Verb):
    """`shaitai backup FILE`"""

    name = "backup"
    help = N_("Write the whole archive into one file.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        path = Path(options.file)
        if path.exists():
            raise Refused(_("{path} is there already: name a new file.").format(path=path))
        contents = {name: (archive.folder / name).read_bytes() for name in _files(archive)}
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
        aside = path.with_name(path.name + ".new")
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as out, ZipFile(out, "w", ZIP_DEFLATED) as packed:
                packed.writestr(MANIFEST, json.dumps({"format": FORMAT, "sha256": hashes}, indent=1))
                for name, data in contents.items():
                    packed.writestr(name, data)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            told = _("{path} cannot be written: {error}.")
            raise Refused(told.format(path=path, error=error.strerror)) from error
        say(_("{count} files kept in {path}").format(count=len(contents), path=path))
        return 0


class Restore(Verb):
    """`shaitai restore FILE`"""

    name = "restore"
    help = N_("Bring back what is missing from a backup; nothing that is there is overwritten.")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def run(self, options: argparse.Namespace) -> int:
        archive = archive_of(options)
        contents = _unpack(Path(options.file))
        restored = kept = same = 0
        for name, data in contents.items():
            target = archive.folder / name
            if target.exists():
                if target.is_file() and target.read_bytes() == data:
                    same += 1
                else:
                    kept += 1
                    say(_("{file} is there already and differs: it was left as it is.").format(file=name))
                continue
            try:
                private_folder(target.parent)
                write_whole(target, data)
            except OSError as error:
                told = _("{path} cannot be written: {error}.")
                raise Refused(told.format(path=target, error=error.strerror)) from error
            restored += 1
        told = _("restored {restored}, already there {same}, left as they are {kept}")
        say(told.format(restored=restored, same=same, kept=kept))
        return 0


def _unpack(path: Path) -> dict[str, bytes]:
    """The files of a backup, each checked against the manifest before any is written."""
    broken = _("{path} is not a backup, or a damaged one: nothing was restored.").format(path=path)
    try:
        with ZipFile(path) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            if manifest["format"] > FORMAT:
                told = _("{file} was written by a newer version of the program: please update.")
                raise Refused(told.format(file=path))
            hashes: dict[str, str] = dict(manifest["sha256"])
            if sorted([*hashes, MANIFEST]) != sorted(packed.namelist()):
                raise Refused(broken)
            contents = {name: packed.read(name) for name in hashes}
    except FileNotFoundError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    except (OSError, BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise Refused(broken) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(broken) from error
    for name, data in contents.items():
        parts = PurePosixPath(name).parts
        # A name in a foreign file must not lead out of the archive.
        outside = PurePosixPath(name).is_absolute() or ".." in parts or set(name) & set("\\:\0") or not parts
        if outside or hashlib.sha256(data).hexdigest() != hashes[name]:
            raise Refused(broken)
    return contents
