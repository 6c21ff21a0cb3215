"""The weights file: what is read out of it is what was learned, and a damaged one is refused."""

from __future__ import annotations

import marshal
from importlib import resources
from itertools import chain
from struct import unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

import meeting.language
from meeting.language.clauses import LONGEST, listen
from meeting.language.detect import detect
from meeting.language.features import Mark, marks
from meeting.language.fields import FIELDS, LARGEST, OF_CLAUSE, OF_LINE, packed, unpacked
from meeting.language.kinds import Category, Context
from meeting.language.lexicon import Lexicon, shipped
from meeting.language.weights import learned, read
from tools.ear.lines import OWN, labelled

DATA = resources.files(meeting.language).joinpath("weights.bin").read_bytes()
TABLE = marshal.loads(DATA)
NAMED, *LISTED = TABLE["rows"]
OF_CHARACTERS, OF_PAIRS = (
    dict(zip(unpack(f"<{len(rows)}I", numbers), rows, strict=True)) for numbers, rows in LISTED
)
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


def said(mark: Mark) -> tuple[int, ...]:
    """A mark's fields, as they are in the file."""
    if isinstance(mark, int):
        row = OF_PAIRS.get(mark, 0)
    else:
        row = OF_CHARACTERS.get(ord(mark), 0) if len(mark) == 1 else NAMED.get(mark, 0)
    return unpacked([row])


def test_a_score_is_what_the_marks_say_one_by_one() -> None:
    for text in ["，".join(LINES), *LINES]:
        line = listen(text)
        seen = marks(line, shipped().hear(line), remark=False)
        each, whole = seen.clauses, seen.whole
        sizes = [
            len(whole) + sum(map(len, each[max(0, number - 1) : number + 2])) for number in range(len(each))
        ]
        size = sum(sizes) - (len(each) - 1) * len(whole)
        assert seen.seen() == (sizes, size)
        scores = learned().scores(seen, [Category.COLLECTIVE])

        def scaled(total: int, size: int, at: int) -> float:
            return float(total * TABLE["scales"][at] / size**0.5 + TABLE["biases"][at])

        for number, told in enumerate(scores.clauses(Category.COLLECTIVE)):
            total = sum(said(mark)[0] for mark in [*each[number], *whole])
            assert told == pytest.approx(scaled(total, sizes[number], 0))

        total = sum(said(mark)[OF_CLAUSE] for mark in [*chain.from_iterable(each), *whole])
        total += sum(said(mark)[OF_CLAUSE + OF_LINE] for mark in chain.from_iterable(each[:-1]))
        total += sum(said(mark)[OF_CLAUSE + 2 * OF_LINE] for mark in chain.from_iterable(each[1:]))
        assert scores.line[Category.COLLECTIVE] == pytest.approx(scaled(total, size, OF_CLAUSE))


@given(st.lists(st.lists(st.integers(-LARGEST, LARGEST), min_size=FIELDS, max_size=FIELDS), min_size=1))
def test_fields_add_up_side_by_side(rows: list[list[int]]) -> None:
    assert unpacked([sum(map(packed, rows))]) == tuple(map(sum, zip(*rows, strict=True)))


@pytest.mark.parametrize("line", [line.text for line in labelled(OWN)[::150]])
def test_saying_the_same_again_and_again_runs_over_no_field(line: str) -> None:
    text = (line.rstrip("。") + "，") * (LONGEST // len(line))
    heard = listen(text)
    seen = marks(heard, shipped().hear(heard), remark=False)
    each = [said(mark) for mark in chain.from_iterable(seen.clauses)]
    assert all(abs(sum(field)) < 1 << 15 for field in zip(*each, strict=True))


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
