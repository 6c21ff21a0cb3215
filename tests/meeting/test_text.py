"""Wrapping mixed text in terminal cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.text import width, wrap

MIXED = st.text(st.sampled_from("我签批支出。，（）“”abc 0123,.元%"), max_size=120)


def test_numbers_stay_whole_and_their_comma_starts_no_line():
    assert wrap("最大一笔是三组机井换泵18,000元", 24) == ["最大一笔是三组机井换泵", "18,000元"]
    assert wrap("一二三18，后面", 8) == ["一二三", "18，后面"]


def test_closing_marks_start_no_line_and_opening_ones_end_none():
    assert wrap("一二三四。五", 8) == ["一二三", "四。五"]
    assert wrap("一二三四）、五", 10) == ["一二三", "四）、五"]
    assert wrap("一二三（五六）", 8) == ["一二三", "（五六）"]


def test_a_word_longer_than_the_line_is_broken():
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(MIXED, st.integers(min_value=4, max_value=40))
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines_and_nothing_is_too_wide(text, cells):
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= cells for line in lines)
