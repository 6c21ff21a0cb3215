"""A branch adds, removes and allow-lists words; a bad file is refused and the shipped one used."""

from __future__ import annotations

import pytest

from meeting.language.branch_words import adapt, in_use
from meeting.language.detect import detect
from meeting.language.kinds import Category, Context, Loudness
from meeting.language.lexicon import LexiconError, shipped

GOOD = """format = 1
[blame.cause]
add = "黄历不好 风水…挡"
[vague]
add = "七上八下"
[allow]
words = "大家乐"
"""


def categories(text: str, lexicon_text: str = GOOD, context: Context = Context.STATEMENT) -> set[Category]:
    return {finding.category for finding in detect(text, context, adapt(shipped(), lexicon_text))}


def test_an_added_cue_is_raised_with_its_rules_reason() -> None:
    text = "三月二日我批了两张，黄历不好。"
    found = detect(text, Context.STATEMENT, adapt(shipped(), GOOD))
    (finding,) = (each for each in found if each.category is Category.BLAME)
    assert (finding.category, finding.rule) == (Category.BLAME, "blame.cause")
    assert text[finding.start : finding.end] == "黄历不好"
    assert finding.why("zh") == shipped().why("blame.cause", "zh")


def test_an_added_cue_may_have_a_gap_and_belong_to_a_category_alone() -> None:
    assert Category.BLAME in categories("三月二日我批了两张，风水给挡了。")
    assert Category.VAGUE in categories("三月二日我批了两张，七上八下。")


def test_an_added_cue_is_not_heard_in_quotations_remarks_or_a_category_switched_off() -> None:
    assert not categories("他说“黄历不好”，我没理他。")
    assert not categories("六月那张票是谁签的？黄历不好？", context=Context.REMARK)
    off = dict.fromkeys(Category, Loudness.OFF)
    assert not detect("黄历不好。", Context.STATEMENT, adapt(shipped(), GOOD), loudness=off)


def test_allowed_words_are_passed_over() -> None:
    bad = "大家乐把二十户的水停了。"
    assert Category.COLLECTIVE in categories(bad.replace("大家乐", "大家"))
    assert Category.COLLECTIVE not in categories(bad)


def test_no_flag_stands_on_allowed_words_and_on_no_cue() -> None:
    bad = "我们把三月的罚款收早了。"
    assert categories(bad) == {Category.COLLECTIVE}
    assert not detect(bad, Context.STATEMENT, allow=frozenset({"我们"}))
    assert detect(f"{bad}没什么可说的。", Context.STATEMENT, allow=frozenset({"我们"}))


def test_a_removed_cue_is_not_pointed_at_any_more() -> None:
    text = "没什么可说的。"
    assert categories(text) == {Category.EVASIVE}
    cues = {cue for rule in shipped().rules if rule.id == "evasive.nothing" for cue in rule.cues}
    gone = " ".join(sorted(cue for cue in cues if cue in text))
    assert not categories(text, f'format = 1\n[evasive.nothing]\nremove = "{gone}"\n')


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[blame]\n", 1, "format"),
        ("format = 2\n", 1, "newer"),
        ("format = 1\n[blaim]\nadd = '某'\n", 2, "no category"),
        ("format = 1\n[blame.luck]\nadd = '某'\n", 2, "no rule"),
        ("format = 1\n[blame.cause]\nad = '某'\n", 3, "no setting"),
        ("format = 1\n[blame.cause]\nadd = '…某'\n", 3, "cannot be read"),
        ("format = 1\n[blame.cause]\nremove = '从没这个词'\n", 3, "no cue"),
        ("format = 1\n[blame.cause]\nadd = 3\n", 2, "as one string"),
        ("format = 1\n[blame.cause\n", 2, ""),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(text: str, line: int, reason: str) -> None:
    lexicon, wrong = in_use(shipped(), text)
    assert lexicon is shipped()
    assert isinstance(wrong, LexiconError) and wrong.line == line and reason in wrong.reason
