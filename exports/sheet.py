"""Tables for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, so that Excel opens it right; cells that would be formulas are defused."""
    out = io.StringIO()
    csv.writer(out).writerows([_defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _defused(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
