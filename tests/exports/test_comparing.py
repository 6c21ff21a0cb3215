"""A paper beside its record: what a mask may stand for, and what not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports.comparing import Comparison
from exports.offer import Order, make
from exports.reading import Paper
from exports.word import docx_bytes
from meeting.document import Ink, Role, Run
from meeting.minutes import minutes
from meeting.version import WHOLE
from tests.exports.meeting import full_meeting
from tests.exports.paper import minutes as paper_minutes
from tests.exports.paper import words


def compared(expected: bytes, found: bytes, *, hides: bool = True) -> int:
    papers = [Paper(Path("x.docx"), data) for data in (expected, found)]
    return Comparison(*papers, hides=hides, language="zh").first_difference()


def line(*runs: Run | str) -> bytes:
    return docx_bytes(paper_minutes(words(Role.BODY, *runs)))


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("冯大山找我，冯大山走了。", "某某某找我，某某某走了。", True),
        ("冯大山找我", "某某某", True),
        ("冯大山找我", "冯大山找我", True),
        ("冯大山找我，花了八百元。", "某某某找我，花了若干元。", True),
        ("冯大山找我", "某某某打我", False),
        ("找我", "某某某找我", False),
        ("冯大山找我", "找我", False),
        ("甲乙", "某某某某某某某某某", False),
    ],
)
def test_a_mask_stands_for_one_letter_or_more_and_nothing_else_changes(was: str, now: str, same: bool):
    assert (compared(line(was), line(now)) == 0) is same
    assert compared(line(was), line(now), hides=False) == (0 if was == now else 1)


def test_struck_words_must_stay_struck_under_a_mask():
    was, now = "冯大山找我", "某某某找我"
    assert compared(line(Run(was, Ink.STRUCK)), line(Run(now, Ink.STRUCK))) == 0
    assert compared(line(Run(was, Ink.STRUCK)), line(now)) == 1


def test_a_case_that_is_left_out_takes_its_corrections_with_it():
    version = replace(WHOLE, masked=True, cases=False)
    expected = docx_bytes(minutes(full_meeting(), version))
    found = make(full_meeting(), "x", Order(version=version, names=("四月到五月",))).data
    assert "（涉及他人的具体事例，从略。）" in str(Paper(Path("x"), found).body())
    assert compared(expected, found) == 0


def test_many_masks_in_a_long_line_are_compared_at_once():
    """Tried one against the other they would take longer than anybody waits."""
    was = line("甲乙丙丁" * 2000)
    now = line("某某某乙" * 40 + "末")
    assert compared(was, now) == 1
