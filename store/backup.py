"""Backup: the whole archive in one file, with a manifest of hashes, encrypted where a passphrase is given.

The file is a zip; encrypted it is an age file around the zip, which any age program opens too.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Final, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from locales import _
from meeting.refusal import Refused, not_read, not_written

from .archive import STAGING, Archive
from .atomic import write_whole
from .damage import Damaged
from .journal import load
from .snapshot import pack

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
"""The version of a backup; a newer one is refused."""
_AGE: Final = b"age-encryption.org/"
_PASSING: Final = (".lock", ".holder", ".new", ".zip", ".age", ".sqlite", ".sqlite-wal", ".sqlite-shm")
"""Endings of what is no part of the record: locks, half-written files, backups, the catalogue."""


def back_up(archive: Archive, path: Path, passphrase: str = "") -> int:
    """Write everything in `archive` to `path`; how many files it holds. Refused rather than overwrite one.

    Works while a meeting is running: each file is taken as it is on disk at one instant.
    """
    if path.exists():
        raise Refused(_("{path} is there already: name a new file.").format(path=path))
    contents = dict(_contents(archive.folder))
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, json.dumps({"format": FORMAT, "sha256": hashes}, indent=1))
        for name, data in contents.items():
            file.writestr(name, data)
    data = packed.getvalue()
    try:
        write_whole(path, _locked(data, passphrase) if passphrase else data)
    except OSError as error:
        raise not_written(path, error) from error
    return len(contents)


def is_encrypted(path: Path) -> bool:
    """Does the backup in `path` ask for a passphrase? False also for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_AGE)) == _AGE
    except OSError:
        return False


def unpack_backup(path: Path, passphrase: str = "") -> dict[str, bytes]:
    """The files of a backup by name, each checked against the manifest; Refused says what is wrong."""
    broken = _("{path} is not a backup, or a damaged one: nothing was restored.").format(path=path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise not_read(path, error) from error
    if data.startswith(_AGE):
        data = _unlocked(data, passphrase, path)
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            manifest = json.loads(packed.read(MANIFEST))
            if manifest["format"] > FORMAT:
                told = _("{file} was written by a newer version of the program: please update.")
                raise Refused(told.format(file=path))
            hashes: dict[str, str] = dict(manifest["sha256"])
            if sorted([*hashes, MANIFEST]) != sorted(packed.namelist()):
                raise Refused(broken)
            contents = {name: packed.read(name) for name in hashes}
    except (OSError, BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise Refused(broken) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(broken) from error
    for name, held in contents.items():
        if _leads_out(name) or hashlib.sha256(held).hexdigest() != hashes[name]:
            raise Refused(broken)
    return contents


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file that is part of the record; journals are folded into their snapshots."""
    folded: set[Path] = set()
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.endswith(_PASSING)
        and STAGING not in path.relative_to(folder).parts
    )
    for path in paths:
        if path.suffix == ".json":
            try:
                loaded = load(path)
            except (Damaged, FileNotFoundError):
                # Kept as it is, with its journal: what can be saved of it is saved later.
                continue
            folded |= {path, path.with_name(f"{path.name}.journal")}
            yield _name(path, folder), pack(loaded.tables, loaded.ids) if loaded.pending else loaded.data
    for path in paths:
        if path not in folded and path.exists():
            yield _name(path, folder), path.read_bytes()


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _leads_out(name: str) -> bool:
    """Would this name, in a foreign file, lead out of the archive?"""
    pure = PurePosixPath(name)
    return pure.is_absolute() or ".." in pure.parts or not pure.parts or bool(set(name) & set("\\:\0"))


def _locked(data: bytes, passphrase: str) -> bytes:
    return bytes(_age().encrypt(data, passphrase))


def _unlocked(data: bytes, passphrase: str, path: Path) -> bytes:
    if not passphrase:
        raise Refused(_("{path} is encrypted: its passphrase is needed.").format(path=path))
    age = _age()
    try:
        return bytes(age.decrypt(data, passphrase))
    # pyrage raises its own error for a wrong passphrase and a damaged file alike.
    except Exception as error:
        told = _("{path} cannot be opened: the passphrase is wrong, or the file is damaged.")
        raise Refused(told.format(path=path)) from error


def _age() -> ModuleType:
    try:
        from pyrage import passphrase
    except ImportError as error:
        raise Refused(
            _("Encryption needs one more package: install it with `pip install shaitai[encrypted]`.")
        ) from error
    return cast(ModuleType, passphrase)
