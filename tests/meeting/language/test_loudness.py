"""Each category can be turned quieter and louder, and off."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from meeting.language.detect import NORMAL, detect
from meeting.language.kinds import Category, Context, Loudness

DATA = Path(__file__).parents[2] / "data" / "ear"
LINES = [json.loads(line) for line in (DATA / "own.jsonl").read_text("utf-8").splitlines()][::7]


@cache
def heard(loudness: Loudness, only: Category | None = None) -> frozenset[tuple[str, Category]]:
    """What is heard in the lines, looked at once however often it is asked."""
    loud = {kind: loudness if only in (None, kind) else Loudness.NORMAL for kind in Category}
    return frozenset(
        (line["id"], finding.category)
        for line in LINES
        for finding in detect(line["text"], Context(line["context"]), loudness=loud)
    )


def test_the_default_is_normal() -> None:
    text = "我们都挺好，没什么可说的。"
    assert detect(text, Context.STATEMENT) == detect(text, Context.STATEMENT, loudness=NORMAL)


def test_keen_hears_all_that_normal_hears_and_quiet_hears_less() -> None:
    quiet, normal, keen = map(heard, (Loudness.QUIET, Loudness.NORMAL, Loudness.KEEN))
    assert quiet <= normal <= keen and len(quiet) < len(keen)


@pytest.mark.parametrize("category", Category)
def test_one_category_is_turned_without_the_others_growing(category: Category) -> None:
    normal, off = heard(Loudness.NORMAL), heard(Loudness.OFF, category)
    assert any(kind is category for _, kind in normal)
    assert all(kind is not category for _, kind in off)


@pytest.mark.parametrize("category", Category)
def test_one_category_turned_quiet_is_heard_no_oftener(category: Category) -> None:
    def count(loudness: Loudness) -> int:
        return sum(kind is category for _, kind in heard(loudness, category))

    assert count(Loudness.QUIET) <= count(Loudness.NORMAL) <= count(Loudness.KEEN)


def test_the_shipped_weights_know_the_lines_they_were_taught() -> None:
    """A lexicon or marks changed without training anew would show here."""
    right = wrong = missed = 0
    for line in LINES:
        raised = {finding.category for finding in detect(line["text"], Context(line["context"]))}
        right += len(raised & set(line["labels"]))
        wrong += len(raised - set(line["labels"]))
        missed += len(set(line["labels"]) - raised)
    assert 2 * right / (2 * right + wrong + missed) > 0.95
