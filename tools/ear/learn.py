"""Learning the weights: linear support vector machines over the marks of clauses and of lines.

Needs scikit-learn (the `train` extra). The weights are rounded to a byte each, so that what is measured is
what is shipped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, groupby
from os import cpu_count
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from meeting.language.clauses import listen
from meeting.language.drawers import Drawer
from meeting.language.features import Marks, marks, tells
from meeting.language.fields import CATEGORIES, FIELDS, MIDDLE, OF_CLAUSE, OF_LINE
from meeting.language.kinds import Category, Context
from meeting.language.lexicon import Lexicon
from meeting.language.weights import write
from tools.ear.lines import Labelled

SEEN: Final = 4
SEEN_SHORT: Final = 2
SEEN_BESIDE: Final = 10
"""In how many lines or clauses, joined ones too, a mark must occur to be learned from: runs of one or two
characters in fewer, pairs of neighbours in more."""
LINE_COST: Final = 0.5
CLAUSE_COST: Final = 0.25
"""How dear an error is against small weights, for lines and for clauses: cheap, since lines joined from two
repeat what their halves say."""
FAINT: Final = 4
"""Marks none of whose weights is above this, of at most 127, are left out: they change no figure."""
RULES: Final = 0.4
"""How much the lexicon's rules count beside the runs of characters: the cues were written by people who knew
the labelled lines, so that they look surer than they are."""
TELLING: Final = 0.5
EVEN: Final = 0.3
"""How much a mark counts for telling a category from the others: the more the first, the less the second."""
SIZE: Final = 0.3
"""What a mark alone in its line would count: such that the costs above are below one."""

BEFORE: Final = "\n<"
AFTER: Final = "\n>"
"""What the marks of the clause before and of the clause after begin with here."""

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

    vocabulary: Mapping[str, int]
    weights: Any
    biases: Sequence[float]


def _fit(
    rows: Sequence[Sequence[str]], counts: Sequence[int], targets: Sequence[Sequence[bool]], cost: float
) -> _Fitted:
    seen = Counter(mark for row in rows for mark in set(row))
    marks = sorted(mark for mark, times in seen.items() if times >= _needed(mark))
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


def _needed(mark: str) -> int:
    if mark[0] == "\n":
        return SEEN_BESIDE
    return SEEN_SHORT if len(mark) < 3 else SEEN


def _of_a_rule(mark: str) -> bool:
    return len(mark) > 3 and mark.lstrip("\n<>")[0] in "#*"


def _telling(table: Any, target: Any) -> Any:
    """For each mark how far its share in the lines of a category is from its share in the others."""
    inside, outside = (np.asarray(table[those].sum(axis=0)).ravel() + 1 for those in (target, ~target))
    ratio = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return (np.abs(ratio) + EVEN) ** TELLING


def learn(known: Sequence[Example], thresholds: Thresholds) -> bytes:
    """A weights file learned from `known`."""
    sizes = [_sizes(example.marks) for example in known]
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
    names = sorted({*by_clause.vocabulary, *by_line.vocabulary})
    table = np.hstack([_rows(by_clause, names), _rows(by_line, names)])
    # What a neighbour's marks say of a clause is left out: they were learned so that their doing is not put
    # down to the clause's own, and tell nothing that these do not tell (measured: F1 0.898 with and without).
    table[[name[0] == "\n" for name in names], :OF_CLAUSE] = 0
    scales = np.abs(table).max(axis=0) / (MIDDLE - 1)
    scales[scales == 0] = 1
    rounded = np.rint(table / scales)
    told = np.abs(rounded).max(axis=1) > FAINT
    rows = {names[at]: (rounded[at] + MIDDLE).astype(np.uint8).tobytes() for at in np.flatnonzero(told)}
    return write(
        _drawers({name: row for name, row in rows.items() if name[0] != "\n"}, _besides(rows)),
        [float(f"{scale:.6g}") for scale in scales],
        [round(bias, 5) for bias in (*by_clause.biases, *by_line.biases)],
        {str(kind): dict(by) for kind, by in thresholds.items()},
    )


def _besides(rows: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the marks say of the line besides, told to the clause after theirs, then to the one before."""
    nothing = bytes([MIDDLE]) * FIELDS
    return {
        mark: b"".join(rows.get(side + mark, nothing)[-OF_LINE:] for side in (BEFORE, AFTER))
        for mark in {name[len(BEFORE) :] for name in rows if name[0] == "\n"}
    }


def _drawers(rows: Mapping[str, bytes], besides: Mapping[str, bytes]) -> dict[str, Drawer]:
    own, more = _by_first(rows), _by_first(besides)
    none = ("", b"")
    return {first: Drawer(*own.get(first, none), *more.get(first, none)) for first in sorted({*own, *more})}


def _by_first(rows: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """The marks by their first character, one a line, with their rows end to end."""
    drawers = {}
    for first, found in groupby(sorted(rows), key=lambda mark: mark[0]):
        there = list(found)
        drawers[first] = ("\n".join(there), b"".join(map(rows.__getitem__, there)))
    return drawers


def _line(seen: Marks) -> list[str]:
    return [*seen.whole, *seen.quoted, *chain.from_iterable(_clauses(seen))]


def _clauses(seen: Marks) -> list[list[str]]:
    """Each clause's marks, with those that its neighbours tell it."""
    each = [list(clause) for clause in seen.clauses]
    for at, clause in enumerate(seen.clauses):
        told = [mark for mark in clause if tells(mark)]
        if at + 1 < len(each):
            each[at + 1] += [BEFORE + mark for mark in told]
        if at:
            each[at - 1] += [AFTER + mark for mark in told]
    return each


def _sizes(seen: Marks) -> tuple[list[int], int]:
    """How many marks each clause sees, and how many the line.

    A clause sees its own, its neighbours' and the line's; the line all that its clauses see, and those of its
    quotations.
    """
    own, whole = list(map(len, seen.clauses)), len(seen.whole)
    each = [
        before + here + after + whole
        for before, here, after in zip([0, *own], own, [*own[1:], 0], strict=False)
    ]
    return each, sum(each) - (len(each) - 1) * whole + len(seen.quoted)


def _rows(fitted: _Fitted, names: Sequence[str]) -> Any:
    where = np.array([fitted.vocabulary.get(name, -1) for name in names])
    return np.where(where >= 0, fitted.weights[:, where], 0.0).T
