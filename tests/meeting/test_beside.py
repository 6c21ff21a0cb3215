"""Two months side by side: alike lines meet, nothing is lost, and what differs is exactly what is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.beside import Told, beside, differences

THEN = (
    "本月审批低保3户，退回2户，退回的都当面说了理由。",
    "三月签批支出4笔，共12百元，票据在会计处。",
    "公章外借一次。",
)
NOW = (
    "本月审批低保13户，退回5户，退回的都当面说了理由。",
    "接待费3百元没有公函，是我签的字。",
    "三月签批支出5笔，共120百元，票据在会计处。",
)

texts = st.text(st.sampled_from("审批低保户退回三月签字12,% 【】。"), min_size=1, max_size=20)
lists = st.lists(texts, max_size=6)


def text(told: Told) -> str:
    return "".join(each.text for each in told)


def marked(told: Told) -> str:
    return "".join(f"[{each.text}]" if each.differs else each.text for each in told)


def test_alike_lines_stand_beside_each_other_and_others_alone():
    pairs = beside(THEN, NOW)
    assert [(bool(left), bool(right)) for left, right in pairs] == [
        (True, True),
        (False, True),
        (True, True),
        (True, False),
    ]


def test_whole_numbers_are_marked():
    left, right = differences(THEN[1], NOW[2])
    assert marked(left) == "三月签批支出[4]笔，共[12]百元，票据在会计处。"
    assert marked(right) == "三月签批支出[5]笔，共[120]百元，票据在会计处。"


def test_what_is_the_same_has_no_mark():
    left, right = differences(THEN[0], THEN[0])
    assert left == right and not any(each.differs for each in left)


@given(lists, lists)
def test_every_line_is_there_once_and_in_its_order(then, now):
    pairs = beside(then, now)
    assert [text(left) for left, _right in pairs if left] == then
    assert [text(right) for _left, right in pairs if right] == now


@given(texts, texts)
def test_what_is_not_marked_is_the_same_on_both_sides(one, other):
    left, right = differences(one, other)
    assert (text(left), text(right)) == (one, other)
    assert [each.text for each in left if not each.differs] == [e.text for e in right if not e.differs]
