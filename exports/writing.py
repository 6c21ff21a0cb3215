"""Putting a file where it was asked for: whole, or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from locales import _
from meeting.refusal import Refused

from .clean import one_line


def write_file(path: Path, data: bytes) -> None:
    """Write `data` aside, then put it in place of `path`; Refused where that cannot be, the old file kept."""
    try:
        target = Path(os.path.realpath(path))
        if holder := _open_elsewhere(target):
            told = _("{path} is open in a word processor: close it there first (or remove {lock}).")
            raise Refused(told.format(path=one_line(str(path)), lock=one_line(holder.name)))
        _put(data, target)
    except (OSError, ValueError) as error:
        told = _("{path} cannot be written: close it in Word or choose another folder.")
        raise Refused(told.format(path=one_line(str(path)))) from error


def _open_elsewhere(path: Path) -> Path | None:
    """The mark that Word (`~$`) or LibreOffice (`.~lock.`) leaves beside a file while it is open there."""
    name = path.name
    # Word drops letters of longer names to make room for its own two.
    short = name[2:] if len(path.stem) > 7 else (name[1:] if len(path.stem) == 7 else name)
    for mark in (f"~${short}", f".~lock.{name}#"):
        beside = path.parent / mark
        if len(mark.encode()) < 250 and beside.exists():
            return beside
    return None


def _put(data: bytes, path: Path) -> None:
    # A short name of its own: the target's may already be as long as the file system allows.
    aside = path.parent / f".shaitai-{secrets.token_hex(4)}.new"
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        # What went wrong first is what is told.
        with suppress(OSError):
            aside.unlink()
        raise
