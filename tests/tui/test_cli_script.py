"""Scripts with faults: each gets one sentence that names the line, and the archive stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meeting.commands import COMMANDS
from tui.cli import main

PREPARE = {
    "do": "prepare",
    "branch": "柳条湾村党支部",
    "day": "2026-05-24",
    "chair": "安守一",
    "recorder": "尹小满",
    "members": [
        {"id": "m1", "name": "安守一", "role": "secretary"},
        {"id": "m2", "name": "尹小满"},
    ],
}
Play = Callable[..., str]


def at(minute: int, **step: Any) -> dict[str, Any]:
    return {"at": f"2026-05-24T09:{minute:02}:00+08:00", **step}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder for an archive that is not there yet."""
    return tmp_path / "archive"


@pytest.fixture
def fault(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Play:
    """Replay lines that must fail: what was said; nothing may be left in the archive."""

    def play(*lines: dict[str, Any] | str) -> str:
        path = tmp_path / "script.jsonl"
        written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(written), "utf-8")
        assert main(["--archive", str(archive), "--lang", "en", "replay", str(path)]) == 2
        told = capsys.readouterr()
        assert told.out == "" and told.err.startswith("shaitai: ") and told.err.count("\n") == 1
        assert not list(archive.glob("meetings/*.json"))
        return told.err

    return play


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "7", '"at"', '{"do": "open"}', '{"at": "2026-05-24T09:01:00+08:00"}', "[" * 100_000],
)
def test_a_line_that_is_no_command_is_named(fault: Play, line: str) -> None:
    assert "line 2: " in fault(at(0, **PREPARE), line)


def test_an_unknown_command_is_named(fault: Play) -> None:
    told = fault(at(0, **PREPARE), "", at(1, do="dance"))
    assert "line 3: " in told and "dance" in told


@pytest.mark.parametrize("do", [["open"], None, 3])
def test_a_command_has_a_name(fault: Play, do: Any) -> None:
    assert "line 2: " in fault(at(0, **PREPARE), at(1, do=do))


def test_time_does_not_run_backwards(fault: Play) -> None:
    told = fault(at(5, **PREPARE), at(4, do="open"))
    assert "line 2: Time runs backwards" in told
    assert "line 2: Time runs backwards" in fault(at(5, **PREPARE), at(4, do="open", refused=True))


@pytest.mark.parametrize("when", ["2026-05-24T09:00:00", "soon", 9, None])
def test_a_time_needs_its_offset(fault: Play, when: Any) -> None:
    assert "line 1: " in fault({"at": when, **PREPARE})


def test_a_field_that_is_unknown_missing_or_wrong_is_named(fault: Play) -> None:
    assert "chairman" in fault(at(0, **PREPARE, chairman="安守一"))
    assert "member" in fault(at(0, **PREPARE), at(1, do="attend", presence="late"))
    assert "presence" in fault(at(0, **PREPARE), at(1, do="attend", member="安守一", presence="here"))
    assert "seconds" in fault(at(0, **PREPARE), at(1, do="open"), at(2, do="extend", seconds="60"))
    assert "refused" in fault(at(0, **PREPARE), at(1, do="open", refused="yes"))


def test_a_refusal_names_the_line_and_the_reason(fault: Play) -> None:
    told = fault(at(0, **PREPARE), at(1, do="open"), at(2, do="start", member="尹小满"))
    assert "line 3: 尹小满 cannot speak yet: 安守一" in told


def test_a_refusal_that_is_expected_must_come(fault: Play) -> None:
    assert "line 2: " in fault(at(0, **PREPARE), at(1, do="open", refused=True))


def test_a_wrong_field_is_no_refusal(fault: Play) -> None:
    assert "line 2: " in fault(at(0, **PREPARE), at(1, do="start", who="尹小满", refused=True))


def test_counting_back_further_than_there_is_anything_is_named(fault: Play) -> None:
    told = fault(at(0, **PREPARE), at(1, do="open"), at(2, do="strike", line=-1))
    assert "line 3: " in told


def test_a_seal_cannot_be_written_by_hand(fault: Play) -> None:
    assert "line 2: " in fault(at(0, **PREPARE), at(1, do="seal_record", digest="0" * 64))


def test_two_people_of_one_name_are_refused(fault: Play) -> None:
    members = [{"id": "m1", "name": "安守一"}, {"id": "m2", "name": "安　守一"}]
    assert "安守一" in fault(at(0, **PREPARE | {"members": members}))


@pytest.mark.parametrize("name", ["", " \u200b", "长" * 10_000])
def test_a_name_that_is_none_is_refused(fault: Play, name: str) -> None:
    members = [{"id": "m1", "name": name}]
    assert "name" in fault(at(0, **PREPARE | {"members": members}))


def test_a_script_must_say_something_and_begin_at_the_beginning(fault: Play) -> None:
    assert "empty" in fault("")
    assert "line 1: " in fault(at(0, do="open"))
    assert fault(at(0, do="open", refused=True))


def test_a_script_that_cannot_be_read_is_named(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.jsonl", tmp_path, tmp_path / "latin.jsonl"):
        assert main(["--archive", str(archive), "replay", str(path)]) == 2
        assert str(path) in capsys.readouterr().err


def test_a_paper_that_has_no_folder_is_refused_before_the_meeting(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script.jsonl"
    path.write_text(json.dumps(at(0, **PREPARE)), "utf-8")
    assert main(["--archive", str(archive), "replay", str(path), "-o", str(tmp_path / "no" / "m.docx")]) == 2
    assert not list(archive.glob("meetings/*.json"))


def test_names_that_look_like_markup_or_escapes_are_kept_as_words(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = [
        {"id": "m1", "name": "[bold]安", "role": "secretary"},
        {"id": "m2", "name": "尹\x1b[31m\u202e小\u200b满"},
    ]
    path = tmp_path / "script.jsonl"
    path.write_text(json.dumps(at(0, **PREPARE | {"members": members})), "utf-8")
    assert main(["--archive", str(archive), "replay", str(path)]) == 0
    assert main(["--archive", str(archive), "show", "last"]) == 0
    told = capsys.readouterr().out
    assert "[bold]安" in told and "尹小满" in told and "\x1b" not in told


def test_the_help_names_every_command_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--help"]) == 0
    told = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert f"{name}: {command.__doc__}" in told
