"""The paper as a word processor lays it out (skipped where there is none)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meeting.document import Minutes, Role, Table
from tests.exports.paper import PLEDGES, SIGNED, Sheet, minutes, words

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
    """However full the last page is: the end of the text, the closing line and all signatures share one."""
    for before in (18, 20, 21, 22):
        body = [words(Role.BODY, f"第{number}件。") for number in range(before)]
        pages = printed(minutes(*body, words(Role.CLOSING, "散会：10:40。"), SIGNED))
        holding = [page.text for page in pages if "签字" in page.text or "散会" in page.text]
        assert len(holding) == 1
        assert holding[0].count("签字") == 3
        assert f"第{before - 1}件" in holding[0].replace(" ", "")


def test_a_signed_line_fits_on_one_line(printed: Printed):
    (page,) = printed(minutes(SIGNED))
    (line,) = [line for line in page.lines if "苏德平" in line]
    assert "主持人" in line
    assert "10:45" in line


def test_a_draft_and_a_sealed_record_take_no_more_pages(printed: Printed):
    body = [words(Role.BODY, f"第{number}件。") for number in range(44)]
    assert len(printed(minutes(*body))) == 2
    assert len(printed(minutes(*body, watermark="草稿", seal="0123456789abcdef" * 4))) == 2


def test_a_long_table_goes_on_from_page_to_page_under_its_header(printed: Printed):
    rows = tuple((str(number), "补登低保申请", "尉迟明", "6月30日") for number in range(1, 41))
    pages = printed(minutes(words(Role.BODY, "话。"), Table(PLEDGES.header, rows, PLEDGES.widths), SIGNED))
    assert all("整改事项" in page.text for page in pages)
    assert sum(page.text.count("补登") for page in pages) == 40
    assert "话" in pages[0].text
    assert "补登" in pages[0].text
    assert "补登" in pages[-1].text
    assert pages[-1].text.count("签字") == 3
