"""Findings for the eye: the line, the words underlined beneath it, and the reason beneath those."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from locales import current
from meeting.language.kinds import Finding

_INDENT: Final = "    "
_MARK: Final = "^"


def underlined(line: str, findings: Iterable[Finding]) -> Iterator[str]:
    """The lines to print for one scanned line, the line itself first."""
    yield line
    for finding in findings:
        words = line[finding.start : finding.end]
        yield " " * _cells(line[: finding.start]) + _MARK * max(1, _cells(words))
        title, why = finding.category.called(current()), finding.why(current())
        yield f"{_INDENT}{title}  “{words}”  {why}"


def _cells(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return wide - sum(1 for char in text if unicodedata.combining(char))
