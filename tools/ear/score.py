"""Counting: precision, recall, F1, false alarms on clean lines, and how well the words pointed at overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from meeting.language.kinds import Category, Finding
from tools.ear.lines import Labelled

Hearing = Callable[[Labelled], Sequence[Finding]]
"""Anything that says what it hears in a line."""


@dataclass(slots=True)
class Count:
    """Pairs of line and category: rightly raised, wrongly raised, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Rightly raised of all raised, 0 to 1; 1 if nothing was raised."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Rightly raised of all that should be, 0 to 1."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Score:
    """How one hearing did on a number of lines."""

    by_category: dict[Category, Count] = field(default_factory=lambda: {kind: Count() for kind in Category})
    clean: int = 0
    alarmed: int = 0
    """Clean lines with any flag."""
    overlaps: list[float] = field(default_factory=list)
    """For each finding rightly raised: characters shared over characters in either stretch, 0 to 1."""
    errors: list[str] = field(default_factory=list)
    """One text a line heard wrongly."""

    @property
    def all(self) -> Count:
        """The counts of every category together (micro average)."""
        every = self.by_category.values()
        return Count(
            sum(count.right for count in every),
            sum(count.wrong for count in every),
            sum(count.missed for count in every),
        )

    @property
    def false_alarms(self) -> float:
        """Clean lines with any flag over all clean lines, 0 to 1."""
        return self.alarmed / max(1, self.clean)

    @property
    def overlap(self) -> float:
        """The mean of `overlaps`."""
        return sum(self.overlaps) / max(1, len(self.overlaps))


def score(lines: Iterable[Labelled], hear: Hearing, into: Score | None = None) -> Score:
    """Score one hearing over `lines`, adding to `into` if given."""
    told = into or Score()
    for line in lines:
        findings = {finding.category: finding for finding in hear(line)}
        if not line.labels:
            told.clean += 1
            told.alarmed += bool(findings)
        for kind, count in told.by_category.items():
            raised, due = kind in findings, kind in line.labels
            count.right += raised and due
            count.wrong += raised and not due
            count.missed += due and not raised
            if raised and due:
                told.overlaps.append(_overlap(findings[kind], line))
        if findings.keys() != line.labels:
            told.errors.append(_told(line, findings.keys()))
    return told


def _overlap(finding: Finding, line: Labelled) -> float:
    due = {at for start, end, kind in line.spans if kind is finding.category for at in range(start, end)}
    pointed = set(range(finding.start, finding.end))
    return len(due & pointed) / len(due | pointed) if due else 1.0


def _told(line: Labelled, raised: Iterable[Category]) -> str:
    raised = set(raised)
    missed = ", ".join(sorted(line.labels - raised)) or "-"
    wrong = ", ".join(sorted(raised - line.labels)) or "-"
    return f"{line.id}\t{line.context}\tmissed {missed}\tfalse {wrong}\t{line.text}"
