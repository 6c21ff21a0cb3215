"""Whatever is typed or pasted: no exception, spans inside the text, work in proportion to its length."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting.language.clauses import LONGEST, listen, passages
from meeting.language.detect import detect
from meeting.language.disclosure import disclosure
from meeting.language.freshness import said_before
from meeting.language.kinds import Context
from meeting.language.topics_heard import ticks
from meeting.topics import Topic

ANY = st.text(st.characters(), max_size=400)
"""Every code point, lone surrogates and control characters included."""
CHINESE = st.text(
    "我们咱班子大家由于因为没什么一切都好说他“”‘’《》「」，。？！\n\x00\x1b3月某老李签批的了不", max_size=400
)
LONG = 100_000
TRICKY = [
    "“",
    "”",
    "《",
    "‘",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "我们",
    "“我们”",
    "，",
    "某",
    "1",
    "大家《",
    "\n",
    "🌾",
    "咱们没",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(ANY, CHINESE), st.sampled_from(Context))
def test_spans_lie_inside_any_text(text: str, context: Context) -> None:
    for finding in detect(text, context):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.category.context is context
        assert finding.rule and finding.why("zh") and finding.why("en")


@settings(max_examples=200, deadline=None)
@given(st.one_of(ANY, CHINESE))
def test_a_line_is_prepared_at_its_own_length(text: str) -> None:
    line = listen(text)
    assert len(line.plain) == len(line.heard) == len(text)
    assert all(0 <= clause.start < clause.end <= len(text) for clause in line.clauses)
    assert "".join(piece for _, piece in passages(text)) == text
    assert all(len(piece) <= LONGEST for _, piece in passages(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(ANY, CHINESE), max_size=4))
def test_turns_of_any_text_are_counted_and_compared(texts: list[str]) -> None:
    assert disclosure(texts).lines == len(texts)
    assert all(0 <= each.alike <= 1 for each in said_before(texts, [("m1", texts)]))
    for text in texts:
        for tick in ticks(text, [Topic(id="gifts", title=text[:5])]):
            assert 0 <= tick.start < tick.end <= len(text)


@pytest.mark.parametrize("piece", TRICKY)
def test_a_hundred_thousand_characters_are_read(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    assert all(finding.end <= LONG for finding in detect(text, Context.STATEMENT))


def _calls(run: Callable[[], object]) -> int:
    """How many Python functions `run` calls: work that no busy machine can slow down."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", ["“我们班子抓得不紧，", "由于上面催得紧，没办法。", "《", "某某某"])
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    short, long = (piece * 4_000)[:20_000], (piece * 8_000)[:40_000]
    detect(long, Context.STATEMENT)
    once, twice = (_calls(lambda text=text: detect(text, Context.STATEMENT)) for text in (short, long))
    assert twice < 2.5 * once
