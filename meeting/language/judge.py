"""The learned judgement: which categories a line's marks speak for, and in which clauses.

Half of a category's score is what the line as a whole says, half what its strongest clause says. The
strongest category opens the line if that score and the line's "any at all" together are enough; once a line
is open, the others need less to join. So a clean line is rarely touched, a dodging one told in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meeting.language.features import Marks
from meeting.language.fields import CATEGORIES
from meeting.language.kinds import Category, Context, Loudness
from meeting.language.weights import Scores, Weights


@dataclass(frozen=True, slots=True)
class Verdict:
    """A category heard in a line, and the number of its strongest clause with that clause's neighbours."""

    category: Category
    first: int
    last: int
    """The last clause of the stretch, inclusive."""
    strongest: int


def judge(
    marks: Marks, context: Context, weights: Weights, loudness: Mapping[Category, Loudness]
) -> tuple[Verdict, ...]:
    """The categories heard in one line, in the order of `Category`; empty for a line without clauses."""
    if not marks.shape:
        return ()
    # One that is off is weighed too, so that no other is raised in its stead.
    wanted = [category for category in CATEGORIES if category.context is context]
    off = {category for category in wanted if loudness.get(category) is Loudness.OFF}
    if len(off) == len(wanted):
        return ()
    told = weights.scores(marks, wanted)
    scores, at_all = told_of(told)

    def needs(category: Category) -> tuple[float, float]:
        loud = Loudness.NORMAL if category in off else loudness.get(category, Loudness.NORMAL)
        threshold = weights.thresholds[category][loud]
        return threshold.opens, threshold.joins

    top = max(scores, key=lambda category: scores[category])
    if scores[top] + at_all <= needs(top)[0]:
        return ()
    return tuple(
        _verdict(category, told.clauses(category))
        for category, score in scores.items()
        if category not in off and (category is top or score > needs(category)[1])
    )


def told_of(scores: Scores) -> tuple[Mapping[Category, float], float]:
    """Each category's score for the line, and how much the line dodges at all."""
    each = {category: (told + scores.strongest(category)) / 2 for category, told in scores.line.items()}
    return each, scores.any


_STRETCH = 0.2
"""How strongly a neighbouring clause must speak for the category to be pointed at too."""


def _verdict(category: Category, scores: Sequence[float]) -> Verdict:
    strongest = max(range(len(scores)), key=scores.__getitem__)
    first = last = strongest
    if category is not Category.COLLECTIVE:
        while first and scores[first - 1] > _STRETCH:
            first -= 1
        while last + 1 < len(scores) and scores[last + 1] > _STRETCH:
            last += 1
    return Verdict(category, first, last, strongest)
