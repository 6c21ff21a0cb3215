"""The archive: what it keeps, what it refuses, and in which words."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import date

import pytest
from tinydb import TinyDB

from meeting import commands as c
from meeting.refusal import Refused
from meeting.roster import Member
from meeting.state import Stage
from store.archive import Archive
from store.branch import Branch


def prepared(archive, members):
    record = archive.new_meeting(date(2026, 5, 24))
    record.do(
        c.Prepare(
            branch="石桥湾支部", members=members, day=date(2026, 5, 24), chair="栗长河", recorder="王芳"
        )
    )
    record.do(c.Open())
    record.do(c.Next())
    return record


def test_a_meeting_opened_again_is_the_same(archive, members):
    record = prepared(archive, members)
    record.do(c.Say(text="五月我签批支出两笔。"))
    session = record.session
    record.close()
    again = archive.open(record.id)
    assert again.session == session
    again.close()


def test_the_unfinished_line_is_kept(archive, members):
    record = prepared(archive, members)
    record.keep_draft("我管着两样")
    record.close()
    assert archive.file(record.id).read_draft() == "我管着两样"


def test_files_are_private(archive, members):
    prepared(archive, members).close()
    if os.name == "posix":
        for path in (archive.folder, archive.folder / "meetings"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        for path in archive.folder.rglob("*.json"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_stock_tinydb_reads_a_meeting(archive, members):
    record = prepared(archive, members)
    record.close()
    db = TinyDB(record.file.path, access_mode="r", encoding="utf-8")
    assert len(db.table("events")) == record.session.last_id


def test_one_program_writes_a_meeting(archive, members):
    record = prepared(archive, members)
    with pytest.raises(Refused, match="another window"):
        archive.open(record.id)
    record.close()
    archive.open(record.id).close()


def test_a_failed_write_keeps_the_line_and_is_tried_again(archive, members, monkeypatch):
    record = prepared(archive, members)
    record.flush()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.journal._write_all", full)
    record.do(c.Say(text="五月我签批支出两笔。"))
    with pytest.raises(OSError, match="No space"):
        record.flush()
    assert record.state.lines and record.saved < record.session.last_id
    monkeypatch.undo()
    record.flush()
    assert record.trouble is None and record.saved == record.session.last_id
    record.close()
    assert archive.read(record.id) == record.state


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", "\x00\x01", '{"meeting": {}}', '{"meeting": 3}'])
def test_a_file_that_is_no_meeting_is_shown_as_such_and_left_alone(archive, text):
    path = archive.folder / "meetings" / "2026-05-24-0000.json"
    path.write_text(text)
    with pytest.raises(Refused):
        archive.read("2026-05-24")
    assert archive.summaries()[0].problem
    assert path.read_text() == text


def test_a_newer_file_is_refused_untouched(archive, members):
    record = prepared(archive, members)
    record.close()
    data = json.loads(record.file.path.read_text("utf-8"))
    data["meeting"]["1"]["format"] = 99
    record.file.path.write_text(json.dumps(data))
    with pytest.raises(Refused, match="newer version"):
        archive.open(record.id)
    assert json.loads(record.file.path.read_text()) == data


def test_an_archive_that_is_a_file_or_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="is a file"):
        Archive(tmp_path / "file")
    with pytest.raises(Refused, match=r"cannot be written|is a file"):
        Archive(tmp_path / "file" / "below")


def test_two_people_of_one_name_are_refused_and_the_roster_stays(archive, members):
    twice = (*members, Member(id="m9", name="王芳"))
    with pytest.raises(Refused, match="Rows 5 and 7"):
        archive.keep_branch(replace(archive.branch(), members=twice))
    assert archive.branch().members == members


@pytest.mark.parametrize("name", ["", "王" * 10_000, "王\x1b[31m芳", "王\u200b芳", "王\u202e芳"])
def test_a_name_that_cannot_be_is_refused(archive, name):
    with pytest.raises(Refused, match="Roster row 1"):
        archive.keep_branch(Branch(name="x", members=(Member(id="m1", name=name),)))


def test_a_name_with_brackets_is_a_name(archive):
    archive.keep_branch(Branch(name="x", members=(Member(id="m1", name="[bold]王"),)))
    assert archive.branch().members[0].name == "[bold]王"


def test_the_list_runs_newest_first(archive, members):
    for day in (date(2026, 3, 1), date(2026, 5, 1), date(2026, 4, 1)):
        archive.new_meeting(day).close()
    assert [id[:7] for id in archive.ids()] == ["2026-05", "2026-04", "2026-03"]
    assert {summary.stage for summary in archive.summaries()} == {Stage.EMPTY}
