"""Worn wordings, as every meeting hears them: missing one of these, the ear would be a toy."""

from __future__ import annotations

import pytest

from meeting.language.detect import detect
from meeting.language.kinds import Category, Context
from tools.ear.lines import labelled
from tools.ear.score import score

USUAL = {
    Category.COLLECTIVE: ("我们做了大量工作。", "班子研究决定的。", "经研究决定，给他家办了低保。"),
    Category.SELF_PRAISE: ("取得了明显成效。", "得到群众一致好评。", "圆满完成了各项任务。"),
    Category.VAGUE: ("有时候抓得不紧。", "个别方面还不够到位。", "工作有待加强。"),
    Category.ATTITUDE_ONLY: ("思想上高度重视。", "下一步我将认真学习，严格要求自己。"),
    Category.BLAME: ("由于人手少，没有核查到位。", "是他们经办的，我没有细看。", "下面没有落实，所以拖了。"),
    Category.EVASIVE: ("没什么可说的。", "一切正常。", "这个我记不清了。", "跟上次一样。"),
    Category.SOFT: ("干得很好，没有意见。", "希望今后注意身体。", "总体不错，再接再厉。"),
}


@pytest.mark.parametrize(("category", "text"), [(kind, text) for kind in USUAL for text in USUAL[kind]])
def test_the_usual_shape_of_each_category_is_heard(category: Category, text: str) -> None:
    assert category in {finding.category for finding in detect(text, category.context)}


@pytest.mark.parametrize(
    "text",
    ["班子成员分工表", "历史遗留问题", "以上是我的汇报，请同志们批评。", "一、近期履职情况", "各位同志"],
)
def test_headings_and_greetings_of_a_statement_are_left_alone(text: str) -> None:
    assert not detect(text, Context.STATEMENT)


def test_plain_lines_that_were_never_learned_are_told_from_their_look_alikes() -> None:
    told = score(labelled("plain"), lambda line: detect(line.text, line.context))
    assert told.all.recall > 0.9 and told.all.precision > 0.9, told.errors
    assert told.false_alarms < 0.08, told.errors
