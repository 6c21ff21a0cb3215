"""Tables for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from .clean import cleaned

_FORMULA: Final = tuple("=+-@＝＋－＠")
"""What makes a cell a formula; East Asian editions of Excel take the full-width forms too."""


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, so that Excel opens it right; cells that would be formulas are defused."""
    out = io.StringIO()
    csv.writer(out).writerows([_defused(cleaned(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
