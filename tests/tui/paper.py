"""The command line as a function, and papers tampered with."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

Call = Callable[..., tuple[int, str, str]]
"""Runs a verb; its exit status and what it printed on either stream."""


def rewritten(
    paper: Path, target: Path, change: Callable[[str], str], part: str = "word/document.xml"
) -> Path:
    """`paper` with one of its parts changed."""
    with zipfile.ZipFile(paper) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                changed = change(data.decode()).encode()
                assert changed != data
                data = changed
            out.writestr(name, data)
    return target
