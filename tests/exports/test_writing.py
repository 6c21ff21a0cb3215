"""Putting the Word file where it was asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exports.word import docx_bytes, write_docx
from meeting.refusal import Refused
from tests.exports.paper import minutes


def test_the_file_is_there_whole_and_nothing_else_is(tmp_path: Path):
    write_docx(minutes(), tmp_path / "记录.docx")
    assert (tmp_path / "记录.docx").read_bytes() == docx_bytes(minutes())
    assert [file.name for file in tmp_path.iterdir()] == ["记录.docx"]


def test_an_older_file_is_replaced(tmp_path: Path):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"old")
    write_docx(minutes(), path)
    assert path.read_bytes() == docx_bytes(minutes())


def test_a_link_goes_on_pointing_at_the_file_it_names(tmp_path: Path):
    (tmp_path / "shared").mkdir()
    link = tmp_path / "minutes.docx"
    link.symlink_to(tmp_path / "shared" / "minutes.docx")
    write_docx(minutes(), link)
    assert link.is_symlink()
    assert (tmp_path / "shared" / "minutes.docx").read_bytes() == docx_bytes(minutes())


def test_a_name_as_long_as_the_file_system_allows_is_written(tmp_path: Path):
    path = tmp_path / ("记" * 83 + ".docx")
    write_docx(minutes(), path)
    assert path.exists()


@pytest.mark.parametrize(
    "target",
    ["missing/minutes.docx", "a file/minutes.docx", "a folder", "x" * 300 + ".docx", "nul\0.docx", "."],
)
def test_where_nothing_can_be_written_it_says_so_in_one_sentence(tmp_path: Path, target: str):
    (tmp_path / "a file").write_text("in the way")
    (tmp_path / "a folder").mkdir()
    with pytest.raises(Refused) as refused:
        write_docx(minutes(), tmp_path / target)
    assert refused.value.reason.count("\n") == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a file", "a folder"]


def test_the_old_file_is_kept_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"old")

    def open_in_word(*_: object) -> None:
        raise PermissionError("open in Word")

    monkeypatch.setattr(os, "replace", open_in_word)
    with pytest.raises(Refused):
        write_docx(minutes(), path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["minutes.docx"]
