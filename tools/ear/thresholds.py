"""Choosing the thresholds: from the scores of lines that the weights had not learned from, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from meeting.language.fields import CATEGORIES
from meeting.language.judge import told_of
from meeting.language.kinds import Loudness
from meeting.language.weights import Weights
from tools.ear.learn import Example, Thresholds

DEAR: Final = 0.3
"""How much F1 is given up for a false alarm less: one flag in front of a room costs more than a miss."""
TOGETHER: Final = 0.1
"""How strongly the thresholds are held together: one that few lines speak for follows the others."""
CAREFUL: Final = 0.15
"""Added to what opens a line: lines by other hands alarm oftener than those the thresholds were chosen on."""
OPENS: Final = np.arange(-0.4, 1.2, 0.05)
JOINS: Final = np.arange(-0.5, 0.5, 0.05)
LOUDER: Final = {Loudness.QUIET: (0.4, 0.2), Loudness.NORMAL: (0.0, 0.0), Loudness.KEEN: (-0.3, -0.1)}
"""What each loudness adds to the thresholds for opening a line and for joining in one."""
_ROUNDS: Final = 3
_SMOOTH: Final = np.ones(5) / 5
"""A threshold is as good as its neighbours are: one that is good by chance is not chosen."""


class Told:
    """What lines left out were told: a row a line."""

    def __init__(self, weights: Weights, examples: Iterable[Example]) -> None:
        scores, any_, due = [], [], []
        for example in examples:
            wanted = [kind for kind in CATEGORIES if kind.context is example.line.context]
            told, at_all = told_of(weights.scores(example.marks, wanted))
            scores.append([told.get(kind, -99.0) for kind in CATEGORIES])
            any_.append(at_all)
            due.append([kind in example.line.labels for kind in CATEGORIES])
        self.scores, self.any, self.due = np.array(scores), np.array(any_), np.array(due)


def choose(each: Sequence[Told]) -> Thresholds:
    """Thresholds for every loudness that do best on all of `each` together."""
    scores, any_, due = (np.concatenate(list(parts)) for parts in zip(
        *((told.scores, told.any, told.due) for told in each), strict=True))  # fmt: skip
    opens, joins = np.full(len(CATEGORIES), 0.2), np.full(len(CATEGORIES), -0.1)
    for _ in range(_ROUNDS):
        for at in range(len(CATEGORIES)):
            for chosen, grid in ((opens, OPENS), (joins, JOINS)):
                good = []
                for chosen[at] in grid:
                    good.append(_good(_raised(scores, any_, opens, joins), due))
                smooth = np.convolve(np.pad(good, 2, mode="edge"), _SMOOTH, "valid")
                smooth -= TOGETHER * (grid - np.delete(chosen, at).mean()) ** 2
                chosen[at] = grid[smooth.argmax()]
    return {
        kind: {
            str(loud): (round(float(opens[at]) + CAREFUL + more, 3), round(float(joins[at]) + less, 3))
            for loud, (more, less) in LOUDER.items()
        }
        for at, kind in enumerate(CATEGORIES)
    }


def _raised(scores: Any, any_: Any, opens: Any, joins: Any) -> Any:
    """What `judge` would raise: a row a line, a column a category."""
    lines = np.arange(len(scores))
    top = scores.argmax(axis=1)
    raised = scores > joins[None]
    raised[lines, top] = True
    return raised & (scores[lines, top] + any_ > opens[top])[:, None]


def _good(raised: Any, due: Any) -> float:
    f1 = 2 * (raised & due).sum() / max(1, raised.sum() + due.sum())
    alarms = raised[~due.any(axis=1)].any(axis=1).mean()
    return float(f1 - DEAR * alarms)
