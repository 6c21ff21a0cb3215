"""The weights file: its drawers are opened as they are needed, and a damaged one is refused."""

from __future__ import annotations

from importlib import resources

import pytest

import meeting.language
from meeting.language.detect import detect
from meeting.language.kinds import Context
from meeting.language.lexicon import Lexicon, shipped
from meeting.language.weights import learned, read

DATA = resources.files(meeting.language).joinpath("weights.bin").read_bytes()
LINES = [
    "我们把三月的罚款收早了。",
    "主要是人手少、上面催得紧，漏了三户。",
    "群众都说我是“老黄牛”，领导也夸我干得好。",
    "五月六日我退了两条烟。",
    "记不清了，大概有吧。",
]


def test_what_was_heard_before_changes_nothing() -> None:
    alone = [detect(line, Context.STATEMENT, weights=read(DATA)) for line in LINES]
    together = read(DATA)
    assert [detect(line, Context.STATEMENT, weights=together) for line in LINES] == alone
    backwards = read(DATA)
    assert [detect(line, Context.STATEMENT, weights=backwards) for line in LINES[::-1]] == alone[::-1]
    assert [detect(line, Context.STATEMENT) for line in LINES] == alone


@pytest.mark.parametrize("data", [b"", b"x", DATA[: len(DATA) // 2], b"\0" * 40])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        read(data)


def test_every_category_has_three_loudnesses_that_let_more_and_more_through() -> None:
    for by in learned().thresholds.values():
        assert by["quiet"].opens > by["normal"].opens > by["keen"].opens
        assert by["quiet"].joins > by["normal"].joins > by["keen"].joins


def test_the_packed_lexicon_is_the_one_that_people_edit() -> None:
    text = resources.files(meeting.language).joinpath("lexicon.toml").read_text("utf-8")
    edited, packed = Lexicon.parse(text), shipped()
    assert (edited.rules, edited.words, edited.questions) == (packed.rules, packed.words, packed.questions)
    assert Lexicon.unpacked(edited.packed()).listening == packed.listening
