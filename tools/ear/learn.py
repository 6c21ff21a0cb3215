"""Learning the weights: linear support vector machines over the marks of clauses and of lines.

Needs scikit-learn (the `train` extra). The weights are rounded here already, so that what is measured is what
is shipped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from os import cpu_count
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from meeting.language.clauses import listen
from meeting.language.features import Mark, Marks, marks
from meeting.language.fields import CATEGORIES, LARGEST, LARGEST_NAMED, OF_CLAUSE, OF_LINE
from meeting.language.kinds import Category, Context
from meeting.language.lexicon import Lexicon
from meeting.language.rows import Rows
from meeting.language.weights import write
from tools.ear.lines import Labelled

SEEN: Final = 4
SEEN_SHORT: Final = 2
SEEN_BESIDE: Final = 10
"""In how many lines or clauses, joined ones too, a mark must occur to be learned from: characters and their
pairs in fewer, marks of neighbours in more."""
LINE_COST: Final = 0.5
CLAUSE_COST: Final = 0.25
"""How dear an error is against small weights, for lines and for clauses: cheap, since lines joined from two
repeat what their halves say."""
FAINT: Final = 9
"""Marks none of whose weights is above this, of at most 48, are left out: they hardly change a figure."""
USUAL: Final = 99.9
"""How many weights of characters and pairs, in percent, are left as they are; the rest are made smaller."""
RULES: Final = 0.4
"""How much the lexicon's rules count beside the runs of characters: the cues were written by people who knew
the labelled lines, so that they look surer than they are."""
TELLING: Final = 0.5
EVEN: Final = 0.3
"""How much a mark counts for telling a category from the others: the more the first, the less the second."""
SIZE: Final = 0.3
"""What a mark alone in its line would count: such that the costs above are below one."""

BEFORE: Final = "before"
AFTER: Final = "after"
_Known = Mark | tuple[str, Mark]
"""What is learned from: a clause's own mark, or one of the clause BEFORE or AFTER it."""

Thresholds = Mapping[Category, Mapping[str, tuple[float, float]]]
"""For each category and loudness how much opens a line and how much joins in an open one."""


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
    """Weights by mark before rounding, one row a target."""

    vocabulary: Mapping[_Known, int]
    weights: Any
    biases: Sequence[float]


def _fit(
    rows: Sequence[Sequence[_Known]], counts: Sequence[int], targets: Sequence[Sequence[bool]], cost: float
) -> _Fitted:
    seen = Counter(mark for row in rows for mark in dict.fromkeys(row))
    marks = [mark for mark, times in seen.items() if times >= _needed(mark)]
    vocabulary = {mark: at for at, mark in enumerate(marks)}
    rarity = np.array([math.log((1 + len(rows)) / (1 + seen[mark])) + 1 for mark in marks])
    rarity *= np.array([RULES if _of_a_rule(mark) else 1.0 for mark in marks])
    counted = [Counter(vocabulary[mark] for mark in row if mark in vocabulary) for row in rows]
    pointers = np.cumsum([0, *map(len, counted)])
    flat = np.array([at for row in counted for at in row], dtype=int)
    times = np.array([n for row in counted for n in row.values()], dtype=float)
    table = csr_matrix((times, flat, pointers), shape=(len(rows), len(marks)))
    sizes = SIZE / np.sqrt(np.maximum(1, counts))

    def weigh(target: Any) -> tuple[Any, float]:
        if not target.any():
            return np.zeros(len(marks)), -1.0
        emphasis = rarity * _telling(table, target)
        machine = LinearSVC(C=cost, class_weight="balanced", random_state=0)
        machine.fit(csr_matrix(table.multiply(emphasis[None, :]).multiply(sizes[:, None])), target)
        return machine.coef_[0] * emphasis * SIZE, float(machine.intercept_[0])

    with ThreadPoolExecutor(cpu_count()) as pool:
        weights, biases = zip(*pool.map(weigh, map(np.array, targets)), strict=True)
    return _Fitted(vocabulary, np.array(weights), biases)


def _needed(mark: _Known) -> int:
    if isinstance(mark, tuple):
        return SEEN_BESIDE
    return SEEN_SHORT if _of_a_shape(mark) else SEEN


def _mark(known: _Known) -> Mark:
    return known[1] if isinstance(known, tuple) else known


def _of_a_shape(known: _Known) -> bool:
    mark = _mark(known)
    return isinstance(mark, int) or len(mark) == 1


def _of_a_rule(known: _Known) -> bool:
    return not _of_a_shape(known) and str(_mark(known))[0].isalpha()


def _usual(weights: Any) -> float:
    """What all weights but the largest few are below."""
    weights = weights[weights > 0]
    return float(np.percentile(weights, USUAL)) if len(weights) else 1.0


def _telling(table: Any, target: Any) -> Any:
    """For each mark how far its share in the lines of a category is from its share in the others."""
    inside, outside = (np.asarray(table[those].sum(axis=0)).ravel() + 1 for those in (target, ~target))
    ratio = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return (np.abs(ratio) + EVEN) ** TELLING


def learn(known: Sequence[Example], thresholds: Thresholds) -> bytes:
    """A weights file learned from `known`."""
    sizes = [example.marks.seen() for example in known]
    by_clause = _fit(
        [[*clause, *example.marks.whole] for example in known for clause in _clauses(example.marks)],
        [size for of_clauses, _ in sizes for size in of_clauses],
        [[kind in each for example in known for each in example.heard] for kind in CATEGORIES],
        CLAUSE_COST,
    )
    by_line = _fit(
        [_line(example.marks) for example in known],
        [size for _, size in sizes],
        [
            *([kind in example.line.labels for example in known] for kind in CATEGORIES),
            [bool(example.line.labels) for example in known],
        ],
        LINE_COST,
    )
    names = list(dict.fromkeys([*by_clause.vocabulary, *by_line.vocabulary]))
    table = np.hstack([_rows(by_clause, names), _rows(by_line, names)])
    # What a neighbour's marks say of a clause is left out: they were learned so that their doing is not put
    # down to the clause's own, and tell nothing that these do not tell (measured: F1 0.898 with and without).
    table[[isinstance(name, tuple) for name in names], :OF_CLAUSE] = 0
    of_shapes = np.array([_of_a_shape(name) for name in names])
    scales = np.array([_usual(each) for each in np.abs(table[of_shapes]).T]) / LARGEST
    limits = np.where(of_shapes, LARGEST, LARGEST_NAMED)[:, None]
    rounded = np.rint(table / scales).clip(-limits, limits).astype(int)
    rows = {names[at]: rounded[at].tolist() for at in np.flatnonzero(np.abs(rounded).max(axis=1) > FAINT)}
    return write(
        Rows.of({mark: _fields(mark, rows) for mark in map(_mark, rows)}),
        [float(f"{scale:.6g}") for scale in scales],
        [round(bias, 5) for bias in (*by_clause.biases, *by_line.biases)],
        {str(kind): dict(by) for kind, by in thresholds.items()},
    )


def _fields(mark: Mark, rows: Mapping[_Known, Sequence[int]]) -> list[int]:
    """What a mark says of its clause and of the line, then of the line to the clause after and before it."""
    nothing = [0] * (OF_CLAUSE + OF_LINE)
    besides = (rows.get((side, mark), nothing)[OF_CLAUSE:] for side in (BEFORE, AFTER))
    return [*rows.get(mark, nothing), *chain.from_iterable(besides)]


def _line(seen: Marks) -> list[_Known]:
    return [*seen.whole, *chain.from_iterable(_clauses(seen))]


def _clauses(seen: Marks) -> list[list[_Known]]:
    """Each clause's marks, with the pairs and rules of its neighbours."""
    own = seen.clauses
    each: list[list[_Known]] = [list(clause) for clause in own]
    for at, clause in enumerate(own):
        told = [mark for mark in clause if isinstance(mark, int) or len(mark) > 1]
        if at + 1 < len(each):
            each[at + 1] += [(BEFORE, mark) for mark in told]
        if at:
            each[at - 1] += [(AFTER, mark) for mark in told]
    return each


def _rows(fitted: _Fitted, names: Sequence[_Known]) -> Any:
    where = np.array([fitted.vocabulary.get(name, -1) for name in names])
    return np.where(where >= 0, fitted.weights[:, where], 0.0).T
