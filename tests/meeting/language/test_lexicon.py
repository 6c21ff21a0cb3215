"""A lexicon file is read, or refused with a line and a reason."""

from __future__ import annotations

import pytest

from meeting.language.clauses import listen
from meeting.language.lexicon import Lexicon, LexiconError, shipped

GOOD = """format = 1
language = "zh"
[words]
group = "我们 咱们"
[collective]
why_zh = "集体"
why_en = "group"
ask_zh = "谁"
ask_en = "who"
[collective.we]
why_zh = "集体"
why_en = "group"
cues = "<group>…决定"
guards = "听<group>"
"""


def test_a_cue_with_a_class_and_a_gap_is_found() -> None:
    heard = Lexicon.parse(GOOD).hear(listen("会后我们一块儿决定的"))
    assert heard.rules["collective.we"] == [(2, 9)]


def test_a_guard_clears_a_cue() -> None:
    assert "collective.we" not in Lexicon.parse(GOOD).hear(listen("听我们决定")).rules


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("format = 1", "format = 9"), 1, "newer"),
        (("[collective]", "[colective]"), 5, "no category"),
        (("<group>…决定", "<crowd>决定"), 13, "no word class"),
        (('cues = "', "cues = "), 13, ""),
        (('why_zh = "集体"\nwhy_en = "group"\ncues', 'why_en = "group"\ncues'), 10, "why_zh"),
        (("<group>…决定", "决$定"), 13, "anchor"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(change: tuple[str, str], line: int, reason: str) -> None:
    with pytest.raises(LexiconError) as refused:
        Lexicon.parse(GOOD.replace(*change))
    assert refused.value.line == line
    assert reason in refused.value.reason


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_lexicons_read_and_give_reasons_in_both_languages(language: str) -> None:
    lexicon = shipped(language)
    assert all(rule.why_zh and rule.why_en and rule.cues for rule in lexicon.rules)
    assert set(lexicon.questions) == {rule.category for rule in lexicon.rules}
