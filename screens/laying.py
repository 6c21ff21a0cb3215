"""A table laid out in the cells that a screen has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.tabled import Sheet
from meeting.text import fit, width

NAME: Final = 6
"""Cells that the first column keeps at least: three Han characters."""
EVEN: Final = 8
"""Cells up to which all columns are made as wide as the widest, where there is room."""
LONGEST: Final = 12
"""Cells that the first column has at most while others want for room."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of a table, each a text, under its header."""

    header: tuple[str, ...]
    """A line or two."""
    rows: tuple[str, ...]
    legend: str
    """The columns' titles, where there was only room for their numbers."""
    fits: bool
    """Is nothing cut but names?"""


def laid(sheet: Sheet, cells: int, longest: int = LONGEST) -> Laid:
    """`sheet` in `cells` cells a row: the first column to the left, the others to the right.

    The first column is left `longest` cells before the others are made even.
    """
    first, *titles = [title.split("\n") for title in sheet.header]
    inner = [max((width(row[place]) for row in sheet.rows), default=1) for place in range(len(sheet.header))]
    legend = ""
    wide = _widest(inner[1:], titles)
    name = max(NAME, min(inner[0], longest))
    if sum(wide) + len(wide) + name > cells:
        numbers = [[str(place)] for place in range(1, len(titles) + 1)]
        numbered = _widest(inner[1:], numbers)
        if sum(numbered) < sum(wide):
            told = (" ".join(title) for title in titles)
            legend = "  ".join(f"{n} {fit(title, cells // 4)}" for n, title in enumerate(told, start=1))
            titles, wide = numbers, numbered
    if wide and max(wide) <= EVEN and (1 + max(wide)) * len(wide) + name <= cells:
        wide = [max(wide)] * len(wide)
    spare = cells - sum(wide) - len(wide)
    name = max(NAME, min(spare, max(inner[0], width(sheet.header[0]))))
    even = max(0, min(2, (spare - name) // max(1, len(wide))))
    wide = [most + even for most in wide]

    def row(texts: Sequence[str]) -> str:
        start = fit(texts[0], name)
        rest = (" " * (1 + most - width(text)) + text for text, most in zip(texts[1:], wide, strict=True))
        return start + " " * (name - width(start)) + "".join(rest)

    lines = max((len(title) for title in titles), default=1)
    heads = [[""] * (lines - len(title)) + title for title in (first, *titles)]
    header = tuple(row([head[line] for head in heads]) for line in range(lines))
    return Laid(header, tuple(map(row, sheet.rows)), legend, spare >= NAME)


def _widest(inner: Sequence[int], titles: Sequence[Sequence[str]]) -> list[int]:
    return [max(most, *map(width, title)) for most, title in zip(inner, titles, strict=True)]
