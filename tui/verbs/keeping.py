"""`backup` and `restore`: the archive in one file, with a manifest of hashes."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from locales import N_, _
from meeting.refusal import Refused
from store.archive import Archive
from store.atomic import private_folder, write_whole

from .verb import Verb, archive_of

MANIFEST: Final = "manifest.json"


def _files(archive: Archive) -> list[str]:
    found = [path for path in archive.folder.rglob("*.json") if path.is_file()]
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
        contents = {name: (archive.folder / name).read_bytes() for name in _files(archive)}
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
        aside = path.with_name(path.name + ".new")
        try:
            with ZipFile(aside, "w", ZIP_DEFLATED) as packed:
                packed.writestr(MANIFEST, json.dumps({"format": 1, "sha256": hashes}, indent=1))
                for name, data in contents.items():
                    packed.writestr(name, data)
            aside.chmod(0o600)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            told = _("{path} cannot be written: {error}.")
            raise Refused(told.format(path=path, error=error.strerror)) from error
        print(_("{count} files kept in {path}").format(count=len(contents), path=path))
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
                if target.read_bytes() == data:
                    same += 1
                else:
                    kept += 1
                    print(_("{file} is there already and differs: it was left as it is.").format(file=name))
                continue
            private_folder(target.parent)
            write_whole(target, data)
            restored += 1
        told = _("restored {restored}, already there {same}, left as they are {kept}")
        print(told.format(restored=restored, same=same, kept=kept))
        return 0


def _unpack(path: Path) -> dict[str, bytes]:
    """The files of a backup, each checked against the manifest before any is written."""
    broken = _("{path} is not a backup, or a damaged one: nothing was restored.").format(path=path)
    try:
        with ZipFile(path) as packed:
            hashes: dict[str, str] = json.loads(packed.read(MANIFEST))["sha256"]
            contents = {name: packed.read(name) for name in hashes}
    except FileNotFoundError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as error:
        raise Refused(broken) from error
    for name, data in contents.items():
        parts = PurePosixPath(name).parts
        # A name in a foreign file must not lead out of the archive.
        outside = PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or ":" in name
        if outside or hashlib.sha256(data).hexdigest() != hashes[name]:
            raise Refused(broken)
    return contents
