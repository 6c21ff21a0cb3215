"""Does a file or a folder that somebody names do for what it is meant for?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from locales import _
from meeting.refusal import Refused

from .clean import one_line

_FOLDERS: Final = ("files.archive", "files.exports")
"""The uses of a folder; it need not be there yet."""


def problem_of(use: str, name: str) -> str:
    """Why `name` does not do for `use` (a setting's key), in one sentence; empty where it does."""
    path = Path(name).expanduser()
    if use in _FOLDERS:
        return _no_folder(path)
    if not path.is_file():
        return _("There is no file {path}.").format(path=one_line(str(path)))
    try:
        if use == "paper.template":
            from .letterhead import opened

            opened(path)
        elif use == "paper.page":
            from .page import read_page

            read_page(path)
    except Refused as refused:
        return refused.reason
    return ""


def _no_folder(path: Path) -> str:
    """Why nothing can be written into a folder that is there or is to be made."""
    told = one_line(str(path))
    if not path.is_absolute():
        return _("{path} does not say where it is: name the folder from its root, or with ~.").format(
            path=told
        )
    there = next(folder for folder in (path, *path.parents) if folder.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return ""
    return _("{path} cannot be written: name another folder.").format(path=told)
