"""常晒常新: has this been said before? A statement is compared with the member's last three meetings.

Both passages are handed back, to be shown side by side; whether it is too alike is for the chair to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from meeting.language.clauses import listen
from meeting.language.shapes import leveled

MEETINGS: Final = 3
"""How many meetings are looked back on."""
ALIKE: Final = 0.6
"""From which share of runs in common a passage is shown, 0 to 1 (product choice)."""
SHORTEST: Final = 8
"""Shorter passages say too little to be compared, in characters."""
_RUN: Final = 3


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A line of today and a line of an earlier meeting that say nearly the same."""

    today: int
    """Its place among today's lines, from 0."""
    today_text: str
    meeting: str
    """The id of the earlier meeting."""
    then_text: str
    alike: float
    """The share of the shorter one's runs of three found in the other, dates and numbers apart; 0 to 1."""


def said_before(today: Sequence[str], earlier: Iterable[tuple[str, Sequence[str]]]) -> tuple[SaidBefore, ...]:
    """For each of today's lines the earlier line most like it, if alike enough.

    `earlier` holds meeting ids with the member's lines, newest first; only the first three are looked at.
    Dates, sums and names are leveled, so last month's text with new figures is found as well.
    """
    past = [
        (meeting, text, runs)
        for meeting, texts in list(earlier)[:MEETINGS]
        for text in texts
        if (runs := _runs(text))
    ]
    found: list[SaidBefore] = []
    for place, text in enumerate(today):
        runs = _runs(text)
        best = max(((_alike(runs, then), -at) for at, (_, _, then) in enumerate(past)), default=(0.0, 0))
        if runs and best[0] >= ALIKE:
            meeting, then_text, _ = past[-best[1]]
            found.append(SaidBefore(place, text, meeting, then_text, round(best[0], 3)))
    return tuple(found)


def share_said_before(today: Sequence[str], found: Sequence[SaidBefore]) -> float:
    """How much of today's text was said before, by characters, 0 to 1."""
    total = sum(map(len, today))
    return sum(len(each.today_text) for each in found) / total if total else 0.0


def _runs(text: str) -> Mapping[str, int]:
    line = listen(text)
    shape = "".join(leveled(line.plain[clause.start : clause.end]) for clause in line.clauses)
    if len(shape) < SHORTEST:
        return {}
    return Counter(shape[at : at + _RUN] for at in range(len(shape) - _RUN + 1))


def _alike(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    shared = sum(min(times, other.get(run, 0)) for run, times in one.items())
    return shared / max(1, min(sum(one.values()), sum(other.values())))
