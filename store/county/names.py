"""How a meeting is named in a county: by its id and, since two branches may have the same, its branch."""

from __future__ import annotations

from typing import Final

_BETWEEN: Final = "@"


def county_id(branch: str, meeting: str) -> str:
    """`2026-05-24-3f1a@石桥湾支部`: sorts by day, as ids do."""
    return f"{meeting}{_BETWEEN}{branch}"


def apart(id: str) -> tuple[str, str]:
    """(branch, meeting) of such a name; the branch is empty where none is in it."""
    meeting, _at, branch = id.partition(_BETWEEN)
    return branch, meeting
