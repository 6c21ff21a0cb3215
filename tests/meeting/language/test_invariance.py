"""What must not change what is heard, and what must."""

from __future__ import annotations

import pytest

from meeting.language.detect import detect
from meeting.language.kinds import Category, Context

DODGES = [
    "我们班子把{n}户的补助款发晚了，{name}来问过。",
    "{when}的账对不上，主要是{office}不配合，{name}又请了假。",
    "{when}那笔钱我记不清了，{name}那儿可能有底。",
    "{when}那摊子事{office}催得紧，我也没办法。",
    "{office}的{name}来电话夸我，说我的工作走在了前列。",
]
CLEAN = [
    "{when}我签批了{n}笔接待费，{name}经手的那笔没有附单。",
    "{name}{when}送来两条烟，我当场退回。",
    "{office}报来的{n}份材料，我退了两份，缺{name}的签字。",
]
FILLED = [
    {"name": "郑某", "n": "三", "when": "三月", "office": "财政所"},
    {"name": "贺某", "n": "三", "when": "三月", "office": "财政所"},
    {"name": "郑某", "n": "十四", "when": "三月", "office": "财政所"},
    {"name": "郑某", "n": "14", "when": "三月", "office": "财政所"},
    {"name": "郑某", "n": "三", "when": "十一月", "office": "财政所"},
    {"name": "郑某", "n": "三", "when": "三月", "office": "水利站"},
]


def categories(text: str, context: Context = Context.STATEMENT) -> set[Category]:
    return {finding.category for finding in detect(text, context)}


@pytest.mark.parametrize("line", [*DODGES, *CLEAN])
def test_another_surname_number_date_or_department_changes_nothing(line: str) -> None:
    heard = [categories(line.format(**words)) for words in FILLED]
    assert heard == [heard[0]] * len(heard)


@pytest.mark.parametrize("line", DODGES)
def test_these_lines_dodge(line: str) -> None:
    assert categories(line.format(**FILLED[0]))


@pytest.mark.parametrize("line", CLEAN)
def test_these_lines_lay_open(line: str) -> None:
    assert not categories(line.format(**FILLED[0]))


HALF = str.maketrans("，。？！：；（）", ",.?!:;()")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "text",
    [
        "我们四月给每户多算了20块，当时没核。",
        "学完条例，我深受触动，今后一定严格要求自己。",
        "4月12日我签了3张条子，共600元。",
        "有些方面抓得不紧，还不够到位。",
        "他怎么花的我不清楚，您问会计去！",
    ],
)
def test_half_and_full_width_are_heard_alike(text: str) -> None:
    heard = categories(text)
    assert categories(text.translate(HALF).replace(".", "。")) == heard
    assert categories(text.translate(WIDE)) == heard


def test_traditional_characters_are_heard_alike() -> None:
    assert categories("我們開會決定的，經辦人沒來。") == categories("我们开会决定的，经办人没来。")


@pytest.mark.parametrize(
    "words",
    [
        "咱们都是老熟人",
        "我们班子都研究过了",
        "没什么可说的",
        "有时候抓得不紧",
        "都是上面催的",
        "大家一致好评",
    ],
)
def test_words_that_another_said_are_his(words: str) -> None:
    assert not categories(f"他说“{words}”，我没答应，当天把钱退了。")
    assert categories(f"{words}。")


def test_praise_that_the_speaker_lets_stand_is_praise_though_quoted() -> None:
    assert Category.SELF_PRAISE in categories("群众都说我是“老黄牛”，领导也夸我干得好。")


def test_a_title_is_no_word_of_the_speakers() -> None:
    assert not categories("《关于历史遗留问题的处理意见》由我签批，一共十一条。")


def test_the_speakers_own_part_clears_the_group() -> None:
    assert Category.COLLECTIVE in categories("支委会研究把名额给了老丁。")
    assert not categories("支委会研究把名额给了老丁，我投了反对票。")


def test_a_concrete_act_clears_what_is_vague_or_only_attitude() -> None:
    assert categories("我深刻认识到错误，今后一定改正。") == {Category.ATTITUDE_ONLY}
    assert not categories("我深刻认识到错误，六月三日把两千元退到了账上。")
    assert categories("有时候把关不严。") == {Category.VAGUE}
    assert not categories("有时候把关不严，五月给老魏盖过一张空白证明。")


def test_in_a_remark_only_softness_is_heard() -> None:
    for text in ("我们都觉得他干得很好。", "有些方面不够到位，注意身体。", "没什么意见，一切正常。"):
        assert categories(text, Context.REMARK) <= {Category.SOFT}


def test_praise_before_a_pointed_question_is_not_soft() -> None:
    assert categories("讲得挺好，没意见。", Context.REMARK) == {Category.SOFT}
    assert not categories("讲得挺好，可那笔八千的餐费为什么没有公函？", Context.REMARK)
