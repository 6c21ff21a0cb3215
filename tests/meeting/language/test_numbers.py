"""Pairs of characters as numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.language.numbers import PAIRS, pairs

COMMON = st.text(st.characters(max_codepoint=0xFFFF), max_size=40)


@given(COMMON)
def test_a_pair_has_the_same_number_wherever_it_stands(text: str) -> None:
    alone = [pairs(text[at : at + 2])[0] for at in range(len(text) - 1)]
    assert pairs(text) == alone
    assert all(0 <= number < PAIRS for number in alone)


def test_long_texts_are_numbered_too() -> None:
    text = "我们研究决定的事" * 700
    assert pairs(text)[8 * 600 : 8 * 601] == pairs(text)[:8]
    assert len(pairs(text)) == len(text) - 1


def test_no_two_pairs_of_one_text_get_into_each_others_way() -> None:
    text = "本人经办的三笔接待费没有公函也没有清单，是我签的字，钱已经退回账上。"
    assert len(set(pairs(text))) == len({text[at : at + 2] for at in range(len(text) - 1)})
