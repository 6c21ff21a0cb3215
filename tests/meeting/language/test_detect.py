"""The ear on lines of invented meetings."""

from __future__ import annotations

import pytest

from meeting.language.detect import detect
from meeting.language.kinds import Category, Context, Loudness
from meeting.language.lexicon import shipped


def categories(text: str, context: Context = Context.STATEMENT) -> set[Category]:
    return {finding.category for finding in detect(text, context)}


def test_we_in_the_place_of_i_is_pointed_at() -> None:
    (finding,) = detect("我们把三月的罚款收早了。", Context.STATEMENT)
    assert finding.category is Category.COLLECTIVE
    assert (finding.start, finding.end) == (0, 2)
    assert finding.why("zh") and finding.why("en")


@pytest.mark.parametrize(
    "text",
    [
        "我们村的路灯坏了，六月三日我报的修。",
        "会上集体研究，我投了反对票。",
        "请我们在座的同志监督我。",
        "今年二月李某送来两条烟，我当场退回。",
        "本月没有审批低保。",
        "他说“咱们都是老熟人”，我没答应。",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert categories(text) == set()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("工作取得显著成效，得到群众一致好评。", Category.SELF_PRAISE),
        ("有些方面抓得还不够到位。", Category.VAGUE),
        ("我深刻认识到自身的不足，今后一定加强学习。", Category.ATTITUDE_ONLY),
        ("主要是人手少、上面催得紧。", Category.BLAME),
        ("没什么可说的，都挺好。", Category.EVASIVE),
        ("咱们班子向来团结。", Category.COLLECTIVE),
    ],
)
def test_each_category_is_heard_in_a_statement(text: str, category: Category) -> None:
    assert category in categories(text)


def test_a_peer_who_only_praises_is_soft_and_one_who_asks_is_not() -> None:
    assert categories("干得很好，没意见，注意身体。", Context.REMARK) == {Category.SOFT}
    assert categories("你上个月批的那笔接待费，为什么没有公函？", Context.REMARK) == set()


def test_an_allow_listed_phrase_is_not_pointed_at() -> None:
    text = "我们的孩子大家一起带。"
    assert all(
        "大家" not in text[f.start : f.end]
        for f in detect(text, Context.STATEMENT, allow=frozenset({"大家"}))
    )


def test_a_category_can_be_switched_off() -> None:
    off = {category: Loudness.OFF for category in Category}
    assert detect("我们都挺好，没什么可说的。", Context.STATEMENT, loudness=off) == ()


def test_the_engine_speaks_english_too() -> None:
    (finding,) = detect("Going forward, we approved it all.", Context.STATEMENT, shipped("en"))[:1]
    assert finding.category in (Category.ATTITUDE_ONLY, Category.COLLECTIVE)
