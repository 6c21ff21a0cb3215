"""The ear's marks are counted right, and the data sets are in order."""

from __future__ import annotations

import pytest

from meeting.language.kinds import Category, Context, Finding
from tools.ear.baselines import keywords, nothing
from tools.ear.lines import JUDGED, OWN, Labelled, labelled
from tools.ear.score import score


def line(text: str, *spans: tuple[int, int, Category]) -> Labelled:
    return Labelled("x", Context.STATEMENT, text, frozenset(kind for *_, kind in spans), spans)


def test_right_wrong_missed_and_false_alarms_are_counted() -> None:
    lines = [
        line("我们定的", (0, 2, Category.COLLECTIVE)),
        line("忘了", (0, 2, Category.EVASIVE)),
        line("三月退了"),
    ]
    told = score(lines, lambda each: [Finding(Category.COLLECTIVE, 0, 4, "r", "", "")])
    assert (told.all.right, told.all.wrong, told.all.missed) == (1, 2, 1)
    assert told.false_alarms == 1 and told.overlap == 0.5 and len(told.errors) == 2
    assert told.all.f1 == pytest.approx(0.4)


def test_flagging_nothing_alarms_nobody() -> None:
    told = score([line("我们定的", (0, 2, Category.COLLECTIVE)), line("三月退了")], nothing)
    assert told.all.f1 == 0 and told.false_alarms == 0 and told.all.precision == 1


def test_bare_keywords_hear_quotations_too() -> None:
    assert keywords(line("他说“我们”"))


@pytest.mark.parametrize("name", [*JUDGED, OWN])
def test_every_span_lies_in_its_line_and_has_its_label(name: str) -> None:
    lines = labelled(name)
    assert len({each.id for each in lines}) == len(lines)
    for each in lines:
        assert all(0 <= start < end <= len(each.text) for start, end, _ in each.spans)
        assert {kind for *_, kind in each.spans} == each.labels
        assert all(kind.context is each.context for kind in each.labels)


def test_no_line_of_ours_is_one_of_theirs() -> None:
    theirs = {each.text for name in JUDGED for each in labelled(name)}
    assert not theirs & {each.text for each in labelled(OWN)}
