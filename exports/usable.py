"""Does a file that somebody names do for what it is meant for?"""

from __future__ import annotations

from pathlib import Path

from locales import _
from meeting.refusal import Refused

from .clean import one_line


def problem_of(use: str, name: str) -> str:
    """Why the file `name` does not do for `use` (a setting's key), in one sentence; empty where it does."""
    path = Path(name).expanduser()
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
