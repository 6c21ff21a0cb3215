"""Two months of one member as pairs of lines, in two columns or under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from locales import _
from meeting.beside import Pair, Stretch, Told, beside, differences
from meeting.part import Part
from meeting.text import width, wrap
from meeting.topics import Mark

from .person import Person
from .told import facts_told

COLUMNS: Final = 72
"""Cells from which two columns stand beside each other."""
_OPEN, _SHUT = "【", "】"
_BETWEEN: Final = " | "


def compared(person: Person, then: Part, now: Part) -> list[Pair]:
    """Items first, then the facts, then what was said; lines that are alike stand beside each other."""
    pairs = [
        (_titles(label, then, now, mark), _titles(label, now, then, mark))
        for label, mark in (
            (_("Laid open: "), Mark.COVERED),
            (_("Nothing to report: "), Mark.NOTHING),
            (_("Missing: "), Mark.MISSING),
        )
        if then.marked(mark) or now.marked(mark)
    ]
    pairs.append(differences(facts_told(then.facts), facts_told(now.facts)))
    return [*pairs, *beside(person.said(then), person.said(now))]


def _titles(label: str, part: Part, other: Part, mark: Mark) -> Told:
    """The titles of one side, those marked that the other side has not in this place."""
    found: list[Stretch] = [Stretch(label, False)]
    for place, title in enumerate(part.marked(mark)):
        if place:
            found.append(Stretch(_(", "), False))
        found.append(Stretch(title, title not in other.marked(mark)))
    return tuple(found)


def marked(told: Told) -> str:
    """A line as text, what is only on this side in brackets."""
    return "".join(f"{_OPEN}{each.text}{_SHUT}" if each.differs else each.text for each in told)


def laid_beside(days: tuple[str, str], pairs: Sequence[Pair], cells: int) -> Content:
    """The pairs in two columns of `cells` cells in all; in one, the earlier first, where there is no room."""
    if cells < COLUMNS:
        rows = (row for pair in pairs for row in _stacked(days, pair, cells))
    else:
        heads = ((Stretch(days[0], False),), (Stretch(days[1], False),))
        rows = (row for pair in (heads, *pairs) for row in _columns(pair, cells))
    return Content("\n").join(rows)


def _stacked(days: tuple[str, str], pair: Pair, cells: int) -> Iterator[Content]:
    for day, told in zip(days, pair, strict=True):
        if told:
            lead = f"{day[:7]}  "
            for place, row in enumerate(_wrapped(told, cells - len(lead))):
                yield Content(lead if not place else " " * len(lead)) + row
    yield Content("")


def _columns(pair: Pair, cells: int) -> Iterator[Content]:
    wide = (cells - len(_BETWEEN)) // 2
    left, right = (list(_wrapped(told, wide)) for told in pair)
    for place in range(max(len(left), len(right))):
        one = left[place] if place < len(left) else Content("")
        other = right[place] if place < len(right) else Content("")
        yield one + Content(" " * (wide - width(one.plain)) + _BETWEEN) + other
    yield Content(" " * wide + _BETWEEN)


def _wrapped(told: Told, cells: int) -> Iterator[Content]:
    """Rows of a line; what differs is bold as well as in brackets."""
    text, bold = "", list[bool]()
    for each in told:
        words = f"{_OPEN}{each.text}{_SHUT}" if each.differs else each.text
        text += words
        bold += [each.differs] * len(words)
    at = 0
    for row in wrap(text, max(8, cells)) if text else ():
        at = text.index(row, at)
        yield Content("").join(_inked(row, bold[at : at + len(row)]))
        at += len(row)


def _inked(row: str, bold: Sequence[bool]) -> Iterator[Content]:
    start = 0
    for end in range(1, len(row) + 1):
        if end == len(row) or bold[end] != bold[start]:
            yield Content.styled(row[start:end], "bold" if bold[start] else "")
            start = end
