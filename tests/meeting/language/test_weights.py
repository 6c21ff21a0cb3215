"""The weights file: its drawers are opened as they are needed, and a damaged one is refused."""

from __future__ import annotations

import marshal
from importlib import resources
from itertools import chain

import pytest

import meeting.language
from meeting.language.clauses import listen
from meeting.language.detect import detect
from meeting.language.drawers import Drawer
from meeting.language.features import marks
from meeting.language.fields import BESIDES, FIELDS, MIDDLE, OF_CLAUSE, OF_LINE
from meeting.language.kinds import Category, Context
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


def test_a_score_is_what_the_marks_say_one_by_one() -> None:
    table = marshal.loads(DATA)
    drawers = {character: Drawer.opened(closed) for character, closed in table["drawers"].items()}

    def said(mark: str, at: int) -> int:
        drawer = drawers.get(mark[0])
        return _said(drawer.marks, drawer.rows, FIELDS, mark, at) if drawer else 0

    def said_besides(mark: str, at: int) -> int:
        drawer = drawers.get(mark[0])
        return _said(drawer.telling, drawer.besides, BESIDES, mark, at) if drawer else 0

    for text in ["，".join(LINES), *LINES]:
        line = listen(text)
        seen = marks(line, shipped().hear(line), remark=False)
        each, whole = seen.clauses, seen.whole
        sizes = [
            len(whole) + sum(map(len, each[max(0, number - 1) : number + 2])) for number in range(len(each))
        ]
        scores = learned().scores(seen, [Category.COLLECTIVE])

        def scaled(total: int, size: int, at: int) -> float:
            return float(total * table["scales"][at] / size**0.5 + table["biases"][at])

        for number, told in enumerate(scores.clauses[Category.COLLECTIVE]):
            total = sum(said(mark, 0) for mark in [*each[number], *whole])
            assert told == pytest.approx(scaled(total, sizes[number], 0))

        total = sum(said(mark, OF_CLAUSE) for mark in [*chain.from_iterable(each), *whole, *seen.quoted])
        total += sum(said_besides(mark, 0) for mark in chain.from_iterable(each[:-1]))
        total += sum(said_besides(mark, OF_LINE) for mark in chain.from_iterable(each[1:]))
        size = sum(sizes) - (len(each) - 1) * len(whole) + len(seen.quoted)
        assert scores.line[Category.COLLECTIVE] == pytest.approx(scaled(total, size, OF_CLAUSE))


def _said(marks: str, rows: bytes, fields: int, mark: str, at: int) -> int:
    names = marks.split("\n")
    return rows[names.index(mark) * fields + at] - MIDDLE if mark in names else 0


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
