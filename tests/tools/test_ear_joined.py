"""Lines joined from two say what their halves say, and no half clears the other."""

from __future__ import annotations

from meeting.language.kinds import Category, Context
from tools.ear.joined import SHORT, joined
from tools.ear.lines import Labelled


def line(text: str, dodge: str = "", kind: Category | None = None, context: str = "statement") -> Labelled:
    start = text.index(dodge)
    spans = ((start, start + len(dodge), kind),) if kind else ()
    return Labelled(text, Context(context), text, frozenset([kind] if kind else []), spans)


BLAME = line("账没对上，会计走得急。", "会计走得急", Category.BLAME)
EVASIVE = line("这个嘛，不提也罢。", "不提也罢", Category.EVASIVE)
ASKED = line("谁还记得这些？", "谁还记得这些", Category.EVASIVE)
VAGUE = line("平时抓得有紧有松。", "有紧有松", Category.VAGUE)
GROUP = line("咱们把路灯装了。", "咱们", Category.COLLECTIVE)
FACT = line("五月六日退了两条烟。")
OWN = line("我投了反对票。")


def test_a_joined_line_has_the_labels_and_the_words_of_both() -> None:
    made = joined([BLAME, EVASIVE, ASKED], 200)
    assert any(len(each.labels) == 2 for each in made)
    for each in made:
        assert {kind for *_, kind in each.spans} == each.labels
        words = {each.text[start:end] for start, end, _ in each.spans}
        assert words <= {"会计走得急", "不提也罢", "谁还记得这些"}


def test_a_question_keeps_its_mark_and_other_ends_give_way() -> None:
    texts = {each.text for each in joined([BLAME, ASKED], 200)}
    assert "谁还记得这些？账没对上，会计走得急。" in texts
    assert "账没对上，会计走得急，谁还记得这些？" in texts


def test_nothing_is_joined_with_what_clears_it() -> None:
    for each in joined([VAGUE, FACT, GROUP, OWN], 400):
        assert not (VAGUE.labels <= each.labels and FACT.text[:-1] in each.text)
        assert not (GROUP.labels <= each.labels and OWN.text[:-1] in each.text)


def test_remarks_and_long_lines_are_left_alone() -> None:
    remark = line("老马人好，没意见。", "没意见", Category.SOFT, "remark")
    assert joined([remark, line("长" * (SHORT + 1))], 50) == []


def test_the_same_lines_are_joined_the_same_way() -> None:
    assert joined([BLAME, EVASIVE, FACT], 50) == joined([BLAME, EVASIVE, FACT], 50)
