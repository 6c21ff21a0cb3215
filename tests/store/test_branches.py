"""Several branches in one archive: each has its roster, one is at hand, meetings belong to them by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting.refusal import Refused
from meeting.topics import standing
from store.archive import Archive
from store.branch import FORMAT, Branch
from store.table import JournalDB

OTHER = Branch(number=2, name="云岭支部", standing=standing())


def test_an_archive_has_one_branch_at_first_and_it_is_at_hand(tmp_path):
    archive = Archive(tmp_path / "new")
    assert archive.branch() == archive.branches()[0] and archive.branch().number == 1


def test_a_file_from_before_there_were_several_reads_as_one(archive, members):
    with JournalDB(archive.folder / "branch.json") as db:
        assert db.tables() == {"branch"}
        (row,) = db.table("branch").all()
        data = {key: value for key, value in row["data"].items() if key not in ("number", "formerly")}
        db.table("branch").update({"format": FORMAT, "data": data})
    assert archive.branch().name == "石桥湾支部" and archive.branch().members == members
    assert archive.branch().number == 1 and archive.branch().names == ("石桥湾支部",)


def test_the_choice_is_remembered_and_each_keeps_its_roster(archive, members):
    archive.choose_branch(OTHER)
    archive.keep_branch(replace(archive.branch(), members=members[:2]))
    later = Archive(archive.folder)
    assert later.branch().name == "云岭支部" and later.branch().members == members[:2]
    later.choose_branch(later.branches()[0])
    assert Archive(archive.folder).branch().members == members


def test_another_window_that_chooses_does_not_change_what_is_at_hand_here(archive):
    here, there = Archive(archive.folder), Archive(archive.folder)
    assert here.branch().number == there.branch().number == 1
    there.choose_branch(OTHER)
    assert here.branch().number == 1 and there.branch().number == 2
    here.keep_branch(replace(here.branch(), allowed=("我们村",)))
    assert [branch.allowed for branch in Archive(archive.folder).branches()] == [("我们村",), ()]


def test_a_renamed_branch_keeps_the_names_it_bore(archive):
    archive.keep_branch(replace(archive.branch(), name="石桥湾村支部"))
    archive.keep_branch(replace(archive.branch(), name="石桥湾社区支部"))
    assert archive.branch().names == ("石桥湾社区支部", "石桥湾支部", "石桥湾村支部")
    archive.keep_branch(replace(archive.branch(), name="石桥湾支部"))
    assert archive.branch().names == ("石桥湾支部", "石桥湾村支部", "石桥湾社区支部")


def test_no_two_branches_bear_one_name(archive):
    archive.choose_branch(OTHER)
    with pytest.raises(Refused, match="石桥湾支部"):
        archive.keep_branch(replace(archive.branch(), name="石桥湾支部"))
    archive.keep_branch(replace(archive.branch(), name="云上支部"))
    archive.choose_branch(archive.branches()[0])
    with pytest.raises(Refused, match="云岭支部"):
        archive.keep_branch(replace(archive.branch(), name="云岭支部"))
    assert [branch.name for branch in archive.branches()] == ["石桥湾支部", "云上支部"]
    assert archive.names_elsewhere() == {"云上支部", "云岭支部"}


def test_a_branch_that_is_gone_leaves_the_one_chosen_last(archive):
    archive.choose_branch(OTHER)
    with JournalDB(archive.folder / "branch.json") as db:
        db.table("branch").remove(doc_ids=[2])
    assert archive.branch().number == Archive(archive.folder).branch().number == 1
