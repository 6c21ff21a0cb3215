"""Damage: what a file says when it is not what was written."""

from __future__ import annotations

from typing import Any


class Damaged(Exception):
    """A file is not as it was written. `what` is for the log and the tests; users get a sentence."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Altered(Damaged):
    """A file reads well and is not what was written: changed by something else, or a bit has turned.

    `tables` is what it says.
    """

    def __init__(self, what: str, tables: dict[str, Any]) -> None:
        super().__init__(what)
        self.tables = tables
