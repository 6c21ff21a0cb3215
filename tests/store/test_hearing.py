"""What a branch can turn: its own words in a file of the folder, and how loud each category is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meeting import commands as c
from meeting.language.kinds import Category, Loudness
from store.branch import Loud
from store.hearing import NAME, ear_of, lexicon_of, loudness_of, turned

DODGE = "我们把三月的罚款收早了。"
OWN = """format = 1
[blame.cause]
add = "都怪老黄历"
[allow]
words = "我们"
"""


def heard(archive, text: str) -> set[str]:
    return {found.category.value for found in ear_of(archive)(text, False)}


def test_a_branch_without_a_file_listens_with_the_shipped_words(archive):
    assert lexicon_of(archive.folder) == (None, "")
    assert heard(archive, DODGE) == {"collective"}


def test_the_words_in_the_folder_are_listened_for(archive):
    (archive.folder / NAME).write_text(OWN, "utf-8")
    assert heard(archive, "都怪老黄历，三户漏了。") >= {"blame"}
    assert heard(archive, DODGE) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'format = 1\n[blam]\nadd = "x"\n', "line 2: there is no category [blam]"),
        (b"\xff\xfe", "UTF-8"),
        (b"format = 9", "newer"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason_and_the_shipped_words_are_used(archive, text, reason):
    (archive.folder / NAME).write_bytes(text)
    lexicon, problem = lexicon_of(archive.folder)
    assert lexicon is None and reason in problem and NAME in problem
    assert heard(archive, DODGE) == {"collective"}


def test_a_category_that_the_branch_turns_off_stays_silent(archive):
    branch = archive.branch()
    assert set(loudness_of(branch).values()) == {Loudness.NORMAL}
    off = turned(branch, Category.COLLECTIVE, Loudness.OFF)
    archive.keep_branch(replace(branch, loudness=off))
    assert archive.branch().loudness == (Loud(Category.COLLECTIVE, Loudness.OFF),)
    assert heard(archive, DODGE) == set()
    assert turned(archive.branch(), Category.COLLECTIVE, Loudness.NORMAL) == ()


def test_a_branch_kept_before_there_was_loudness_is_normal(archive):
    assert archive.branch().loudness == ()


def test_what_a_member_said_is_found_for_the_last_three_meetings_before_a_day(archive, members):
    for month in range(1, 6):
        day = date(2026, month, 24)
        record = archive.new_meeting(day)
        record.do(c.Prepare(branch="石桥湾支部", members=members, day=day, chair="栗长河", recorder="王芳"))
        record.do(c.Open())
        record.do(c.Next())
        record.do(c.Say(text=f"{month}月我签批支出两笔。"))
        record.do(c.Say(text="这是备注", kind=c.Kind.NOTE))
        record.do(c.Say(text="问的人是谁？", kind=c.Kind.QUESTION, by="焉如玉"))
        record.close()
    archive.catch_up(lambda _done, _all: True)
    found = archive.catalogue.said_by("栗长河", "石桥湾支部", "2026-05-24")
    assert [lines for _meeting, lines in found] == [[f"{month}月我签批支出两笔。"] for month in (4, 3, 2)]
    assert archive.catalogue.said_by("焉如玉", "石桥湾支部", "2026-05-24") == []
    assert archive.catalogue.said_by("栗长河", "别的支部", "2026-05-24") == []
