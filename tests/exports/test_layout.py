"""The paper as a word processor lays it out (skipped where there is none)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meeting.document import Minutes, Role
from tests.exports.paper import SIGNED, Sheet, minutes, words

Printed = Callable[[Minutes], list[Sheet]]


def test_a_full_page_holds_22_lines_of_28_characters(printed: Printed):
    pages = printed(minutes(words(Role.BODY, "晒" * (28 * 22 * 3))))
    for number, page in enumerate(pages[:3], start=1):
        *text, foot = page.lines
        assert foot.replace(" ", "") == f"—{number}—"
        # The first line of the paragraph is two characters in.
        assert [len(line) for line in text] == [26 if number == 1 else 28, *[28] * 21]


def test_page_numbers_stand_outside_one_character_in(printed: Printed):
    odd, even = printed(minutes(*[words(Role.BODY, f"第{number}件。") for number in range(30)]))
    one, millimetre = 14, 72 / 25.4
    assert min(even.dashes) == pytest.approx(28 * millimetre + one, abs=3)
    # An odd page's number ends one character before the right margin: its last dash begins two before.
    assert (210 - 26) * millimetre - one - 4 * 14 < min(odd.dashes) < (210 - 26) * millimetre - 2 * one


def test_signatures_are_never_split_over_two_pages(printed: Printed):
    """However full the last page is, the closing line and all the signatures share one."""
    for before in (18, 20, 21, 22):
        body = [words(Role.BODY, f"第{number}件。") for number in range(before)]
        pages = printed(minutes(*body, words(Role.CLOSING, "散会：10:40。"), SIGNED))
        holding = [page.text for page in pages if "签字" in page.text or "散会" in page.text]
        assert len(holding) == 1
        assert holding[0].count("签字") == 3


def test_a_signed_line_fits_on_one_line(printed: Printed):
    (page,) = printed(minutes(SIGNED))
    (line,) = [line for line in page.lines if "苏德平" in line]
    assert "主持人" in line
    assert "10:45" in line


def test_a_draft_and_a_sealed_record_take_no_more_pages(printed: Printed):
    body = [words(Role.BODY, f"第{number}件。") for number in range(44)]
    assert len(printed(minutes(*body))) == 2
    assert len(printed(minutes(*body, watermark="草稿", seal="0123456789abcdef" * 4))) == 2
