"""The labelled lines in tests/data/ear, file by file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from meeting.language.kinds import Category, Context

FOLDER: Final = Path(__file__).parents[2] / "tests" / "data" / "ear"
JUDGED: Final = (
    "deflection-dev",
    "deflection-train-a",
    "deflection-train-b",
    "deflection-train-c",
    "deflection-train-d",
)
"""The files that are left out in turn."""
OWN: Final = "own"
"""Lines of our own, always trained on, never judged."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line with what a person heard in it."""

    id: str
    context: Context
    text: str
    labels: frozenset[Category]
    spans: tuple[tuple[int, int, Category], ...]


def labelled(name: str) -> tuple[Labelled, ...]:
    """The lines of one file of FOLDER, by its name without the ending."""
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as file:
        return tuple(_line(json.loads(line)) for line in file)


def _line(item: dict[str, object]) -> Labelled:
    labels, spans = item["labels"], item["spans"]
    assert isinstance(labels, list) and isinstance(spans, list)
    return Labelled(
        str(item["id"]),
        Context(str(item["context"])),
        str(item["text"]),
        frozenset(map(Category, labels)),
        tuple((start, end, Category(category)) for start, end, category in spans),
    )
