"""Learning the weights: linear support vector machines over the marks of clauses and of lines.

Needs scikit-learn (the `train` extra). The weights are rounded to a byte each and pruned, so that what is
measured is what is shipped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from meeting.language.clauses import listen
from meeting.language.features import Marks, marks
from meeting.language.kinds import Category, Context, Loudness
from meeting.language.lexicon import Lexicon
from meeting.language.weights import AFTER, BEFORE, CATEGORIES, FIELDS, MIDDLE, write
from tools.ear.lines import Labelled

SEEN: Final = 2
SEEN_BESIDE: Final = 4
"""In how many lines or clauses a mark must occur to be learned from; pairs of neighbours in more."""
LINE_COST: Final = 2.0
CLAUSE_COST: Final = 1.0
"""How dear an error is against small weights, for lines and for clauses."""

SQUARES: Final = [FIELDS.index("clause.square"), FIELDS.index("line.square")]

OPENS: Final = {
    Category.COLLECTIVE: 0.6,
    Category.SELF_PRAISE: 0.2,
    Category.VAGUE: 0.0,
    Category.ATTITUDE_ONLY: 0.2,
    Category.BLAME: 0.35,
    Category.EVASIVE: 0.0,
    Category.SOFT: 0.15,
}
"""Thresholds for opening a line at normal loudness, chosen for few false alarms on files left out."""
JOINS: Final = {
    Category.COLLECTIVE: -0.05,
    Category.SELF_PRAISE: -0.15,
    Category.VAGUE: -0.25,
    Category.ATTITUDE_ONLY: -0.15,
    Category.BLAME: -0.05,
    Category.EVASIVE: 0.05,
    Category.SOFT: -0.1,
}
"""Thresholds for joining in a line that another category has opened, chosen likewise."""
LOUDER: Final = {Loudness.QUIET: (0.4, 0.2), Loudness.NORMAL: (0.0, 0.0), Loudness.KEEN: (-0.3, -0.1)}
"""What each loudness adds to the thresholds for opening a line and for joining in one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled line, looked at."""

    line: Labelled
    marks: Marks
    heard: tuple[frozenset[Category], ...]
    """For each clause, the categories whose labelled stretch touches it."""


def examples(lines: Iterable[Labelled], lexicon: Lexicon) -> list[Example]:
    """Look at each line."""
    return [_example(line, lexicon) for line in lines]


def _example(line: Labelled, lexicon: Lexicon) -> Example:
    prepared = listen(line.text)
    seen = marks(prepared, lexicon.hear(prepared), line.context is Context.REMARK)
    heard = tuple(
        frozenset(kind for start, end, kind in line.spans if start < clause.end and end > clause.start)
        for clause in prepared.clauses
    )
    return Example(line, seen, heard)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Weights by mark before rounding: fields in the order of `targets`, then the squares of the sizes."""

    vocabulary: Mapping[str, int]
    weights: Any
    squares: Any
    biases: Sequence[float]


def _fit(rows: Sequence[Sequence[str]], targets: Sequence[Sequence[bool]], cost: float) -> _Fitted:
    seen = Counter(mark for row in rows for mark in set(row))
    marks = sorted(
        mark for mark, times in seen.items() if times >= (SEEN_BESIDE if mark[0] in BEFORE + AFTER else SEEN)
    )
    vocabulary = {mark: at for at, mark in enumerate(marks)}
    rarity = np.array([math.log((1 + len(rows)) / (1 + seen[mark])) + 1 for mark in marks])
    counted = [Counter(vocabulary[mark] for mark in row if mark in vocabulary) for row in rows]
    pointers = np.cumsum([0, *map(len, counted)])
    flat = np.array([at for row in counted for at in row], dtype=int)
    times = np.array([n for row in counted for n in row.values()], dtype=float)
    shape = (len(rows), len(marks))
    table = csr_matrix((rarity[flat] * times, flat, pointers), shape=shape)
    squares = csr_matrix((rarity[flat] ** 2 * times, flat, pointers), shape=shape)
    sizes = np.sqrt(np.asarray(squares.sum(axis=1)).ravel())
    sizes[sizes == 0] = 1
    table = csr_matrix(table.multiply((1 / sizes)[:, None]))
    weights, biases = [], []
    for target in targets:
        if not any(target):
            weights.append(np.zeros(len(marks)))
            biases.append(-1.0)
            continue
        machine = LinearSVC(C=cost, class_weight="balanced", random_state=0).fit(table, np.array(target))
        weights.append(machine.coef_[0] * rarity)
        biases.append(float(machine.intercept_[0]))
    return _Fitted(vocabulary, np.array(weights), rarity**2, biases)


def learn(known: Sequence[Example]) -> bytes:
    """A weights file learned from `known`."""
    clauses = [[*clause, *example.marks.whole] for example in known for clause in _clauses(example.marks)]
    heard = [categories for example in known for categories in example.heard]
    by_clause = _fit(clauses, [[kind in each for each in heard] for kind in CATEGORIES], CLAUSE_COST)
    by_line = _fit(
        [_line(example.marks) for example in known],
        [
            *([kind in example.line.labels for example in known] for kind in CATEGORIES),
            [bool(example.line.labels) for example in known],
        ],
        LINE_COST,
    )
    names = sorted({*by_clause.vocabulary, *by_line.vocabulary})
    table = np.hstack([_rows(by_clause, names), _rows(by_line, names)])
    scales = np.abs(table).max(axis=0) / (MIDDLE - 1)
    scales[SQUARES] *= (MIDDLE - 1) / (2 * MIDDLE - 1)
    scales[scales == 0] = 1
    rounded = np.rint(table / scales)
    rounded[:, [at for at in range(len(FIELDS)) if at not in SQUARES]] += MIDDLE
    biases = [*by_clause.biases, 0.0, *by_line.biases, 0.0]
    thresholds = {
        str(kind): {
            str(loud): (round(OPENS[kind] + opens, 3), round(JOINS[kind] + joins, 3))
            for loud, (opens, joins) in LOUDER.items()
        }
        for kind in CATEGORIES
    }
    return write(names, rounded.astype(np.uint8).tobytes(), [float(f"{s:.6g}") for s in scales],
                 [round(b, 5) for b in biases], thresholds)  # fmt: skip


def _line(seen: Marks) -> list[str]:
    return [*seen.whole, *seen.quoted, *(mark for clause in _clauses(seen) for mark in clause)]


def _clauses(seen: Marks) -> list[list[str]]:
    """Each clause's marks, with the pairs of its neighbours."""
    each = [list(clause) for clause in seen.clauses]
    for at, pairs in enumerate(seen.pairs):
        if at + 1 < len(each):
            each[at + 1] += [BEFORE + pair for pair in pairs]
        if at:
            each[at - 1] += [AFTER + pair for pair in pairs]
    return each


def _rows(fitted: _Fitted, names: Sequence[str]) -> Any:
    wide = np.vstack([fitted.weights, fitted.squares])
    where = np.array([fitted.vocabulary.get(name, -1) for name in names])
    return np.where(where >= 0, wide[:, where], 0.0).T
