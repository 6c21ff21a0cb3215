"""The rest of the command line: roster, backup, scan, doctor, demo, and everything that cannot be."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meeting.state import Stage
from store.archive import Archive
from tui.cli import main
from tui.demo.stage import fill

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "data" / "meeting-01.jsonl"
TABLE = """序号,姓 名,党内职务,行政职务,主要负责人,领导职务,权责
1,安守一,书记,村委会主任,是,是,审批；用章
2,尹小满,probationary,,,,
,,,,,,
3,郭　明,纪检委员,会计,否,,
"""
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the program on an archive of its own; its exit status and what it printed."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--archive", str(tmp_path / "archive"), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def heard(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


def assert_fault(told: tuple[int, str, str], *words: str) -> None:
    status, out, err = told
    assert (status, out) == (2, "")
    assert err.startswith("shaitai: ") and err.count("\n") == 1
    for word in words:
        assert word in err


# Asking wrongly


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["show"],
        ["list", "--what"],
        ["--lang", "fr", "list"],
        ["export", "last", "--format", "pdf"],
        ["--lang"],
    ],
)
def test_what_is_not_understood_is_one_line(call: Call, arguments: list[str]) -> None:
    assert_fault(call(*arguments), "--help")


def test_the_version_and_the_help_are_told(call: Call) -> None:
    assert call("--version") == (0, "shaitai 0.1.0\n", "")
    status, out, _err = call("--help")
    assert status == 0
    for verb in ("demo", "list", "show", "search", "export", "verify", "scan", "replay", "roster", "doctor"):
        assert verb in out


@pytest.mark.parametrize("verb", [[], ["demo"]])
def test_without_a_terminal_nothing_is_opened(call: Call, verb: list[str], tmp_path: Path) -> None:
    assert_fault(call(*verb), "not a terminal")


# The archive


def test_an_empty_archive_has_no_meetings(call: Call) -> None:
    assert call("list") == (0, "There are no meetings yet.\n", "")
    assert call("list", "--json") == (0, "[]\n", "")
    assert_fault(call("show", "last"), "last")
    assert_fault(call("verify", "2026-05-24"))
    assert_fault(call("export", "last"))


def test_a_file_is_no_archive(call: Call, tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("")
    for verb in (["list"], ["backup", str(tmp_path / "b.zip")], ["roster", "export"]):
        assert_fault(call(*verb), "not an archive folder")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything is refused nothing"
)
def test_an_archive_that_cannot_be_written_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir(mode=0o500)
    assert_fault(call("list"), "cannot be written")


def test_a_file_that_is_no_meeting_is_listed_as_such(call: Call, tmp_path: Path) -> None:
    assert call("list")[0] == 0
    (tmp_path / "archive" / "meetings" / "2026-05-24-0000.json").write_text("{}")
    status, out, _err = call("list")
    assert status == 0 and "cannot be read" in out
    for verb in ("show", "export", "verify"):
        assert_fault(call(verb, "last"), "cannot be read")
    status, out, err = call("search", "票")
    assert (status, out) == (1, "") and "cannot be read" in err
    assert call("doctor")[0] == 1


def test_the_archive_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHAITAI_ARCHIVE", str(tmp_path / "named"))
    assert main(["list"]) == 0
    assert (tmp_path / "named" / "meetings").is_dir()


# The roster


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_roster_is_read_as_spreadsheets_write_it(call: Call, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "r.csv").write_bytes(TABLE.encode(encoding))
    assert call("roster", "import", str(tmp_path / "r.csv"))[0] == 0
    members = Archive(tmp_path / "archive").branch().members
    assert [member.name for member in members] == ["安守一", "尹小满", "郭明"]
    assert members[0].principal and members[0].role.value == "secretary"
    assert [duty.title for duty in members[0].duties] == ["审批", "用章"]
    assert members[1].role.value == "probationary" and not members[2].principal


def test_a_roster_comes_back_as_it_went_out_and_everybody_keeps_their_id(call: Call, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(TABLE, "utf-8")
    assert call("roster", "import", str(tmp_path / "r.csv"))[0] == 0
    before = Archive(tmp_path / "archive").branch()
    assert call("roster", "export", str(tmp_path / "out.csv"))[0] == 0
    assert call("roster", "import", str(tmp_path / "out.csv"))[0] == 0
    assert Archive(tmp_path / "archive").branch() == before
    assert "安守一" in call("roster", "export")[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("姓名\n", "empty"),
        ("name;role\nx;y\n", "“y” is not a role"),
        ("role;post\nx;y\n", "name"),
        ("姓名,党内职务\n安守一,\n尹小满,村长\n", "row 3"),
        ("姓名\n安守一\n尹小满\n安 守一\n", "row 4: 安守一 is in row 2 already"),
        ("姓名,行政职务\n安守一,\n,会计\n", "row 3"),
        ("姓名\n" + "长" * 10_000 + "\n", "row 2"),
        ("姓名\n" + "长" * 200_000 + "\n", "row 2"),
        ("姓名,领导职务\n安守一,也许\n", "row 2"),
    ],
)
def test_a_wrong_row_is_named_and_the_roster_stays(call: Call, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "good.csv").write_text(TABLE, "utf-8")
    assert call("roster", "import", str(tmp_path / "good.csv"))[0] == 0
    before = Archive(tmp_path / "archive").branch()
    (tmp_path / "r.csv").write_text(text, "utf-8")
    assert_fault(call("roster", "import", str(tmp_path / "r.csv")), told)
    assert Archive(tmp_path / "archive").branch() == before


def test_control_characters_in_a_table_never_reach_the_roster(call: Call, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("姓名\n[bold]安\n尹\x1b[31m\u202e小\u200b满\n", "utf-8")
    assert call("roster", "import", str(tmp_path / "r.csv"))[0] == 0
    assert [m.name for m in Archive(tmp_path / "archive").branch().members] == ["[bold]安", "尹小满"]


def test_what_is_no_table_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"\x00\x01\xff\xff")
    assert_fault(call("roster", "import", str(tmp_path / "r.csv")), "CSV")
    assert_fault(call("roster", "import", str(tmp_path / "r.xlsx")), "r.xlsx")
    assert_fault(call("roster", "import", str(tmp_path / "none.csv")), "none.csv")
    assert_fault(call("roster", "import"))
    assert_fault(call("roster", "burn"))
    assert_fault(call("roster", "export", str(tmp_path / "no" / "r.csv")), "cannot be written")


# Backup


def test_a_backup_brings_everything_back(call: Call, tmp_path: Path) -> None:
    assert call("replay", str(SCRIPT))[0] == 0
    backup = tmp_path / "b.zip"
    assert call("backup", str(backup))[0] == 0
    if os.name == "posix":
        assert backup.stat().st_mode & 0o777 == 0o600
    shown = call("show", "last")[1]
    again = ["--archive", str(tmp_path / "again")]
    assert call(*again, "restore", str(backup))[0] == 0
    assert call(*again, "show", "last")[1] == shown
    assert call(*again, "verify", "last")[0] == 0
    assert call("doctor", *again)[1].count("MEND archive") == 0


def test_restoring_overwrites_nothing(call: Call, tmp_path: Path) -> None:
    assert call("replay", str(SCRIPT))[0] == 0
    backup = tmp_path / "b.zip"
    assert call("backup", str(backup))[0] == 0
    (file,) = (tmp_path / "archive" / "meetings").glob("*.json")
    whole = file.read_text("utf-8")
    file.write_text("no meeting at all")
    status, out, _err = call("restore", str(backup))
    assert status == 0 and file.name in out
    assert file.read_text("utf-8") == whole
    (aside,) = file.parent.glob("*.damaged-1")
    assert aside.read_text("utf-8") == "no meeting at all"


def test_a_backup_overwrites_nothing(call: Call, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("mine")
    assert_fault(call("backup", str(tmp_path / "b.zip")), "already")
    assert (tmp_path / "b.zip").read_text() == "mine"
    assert_fault(call("backup", str(tmp_path / "no" / "b.zip")), "cannot be written")


def made(path: Path, names: dict[str, bytes], manifest: object) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("manifest.json", json.dumps(manifest))
        for name, data in names.items():
            out.writestr(name, data)
    return path


EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    "name", ["../evil.json", "/evil.json", "a/../../evil.json", "C:\\evil.json", "..\\evil.json"]
)
def test_a_backup_cannot_write_outside_the_archive(call: Call, tmp_path: Path, name: str) -> None:
    path = made(tmp_path / "b.zip", {name: b""}, {"format": 1, "sha256": {name: EMPTY_HASH}})
    assert_fault(call("restore", str(path)))
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize(
    "manifest",
    [
        [],
        {},
        {"format": 1, "sha256": []},
        {"format": 1, "sha256": {"branch.json": "0" * 64}},
        {"format": 1, "sha256": {"other.json": EMPTY_HASH}},
    ],
)
def test_a_backup_that_does_not_hold_what_it_lists_is_refused(
    call: Call, tmp_path: Path, manifest: object
) -> None:
    path = made(tmp_path / "b.zip", {"branch.json": b""}, manifest)
    assert_fault(call("restore", str(path)), "not a backup")
    assert not (tmp_path / "archive" / "branch.json").exists()


def test_what_is_no_backup_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK")
    assert_fault(call("restore", str(tmp_path / "b.zip")), "not a backup")
    assert_fault(call("restore", str(tmp_path / "none.zip")), "none.zip")
    assert_fault(call("restore", str(tmp_path)))


# The ear


def test_words_that_dodge_are_pointed_at(call: Call, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("\ufeff我们班子都是集体研究决定的。\n五月六日我退了两条烟。\n", "utf-8")
    status, out, _err = call("scan", str(tmp_path / "s.txt"))
    assert status == 0 and "我们" in out
    found = json.loads(call("scan", "--json", str(tmp_path / "s.txt"))[1])
    assert found[0]["flags"][0]["category"] == "collective" and found[1]["flags"] == []


def test_lines_of_json_are_scanned_one_by_one(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"id": "a", "context": "statement", "text": "🌾我们班子都是集体研究决定的。"},
        {"id": 2, "context": "remark", "text": "讲得挺好，没什么意见。"},
        {"id": None, "context": "statement", "text": ""},
    ]
    heard(monkeypatch, "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode())
    status, out, _err = call("scan", "--jsonl")
    told = [json.loads(line) for line in out.splitlines()]
    assert status == 0 and [item["id"] for item in told] == ["a", 2, None]
    flag = told[0]["flags"][0]
    assert set(flag) == {"category", "start", "end", "why"}
    assert "我们" in lines[0]["text"][flag["start"] : flag["end"]]  # type: ignore[index]
    assert told[2]["flags"] == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "7",
        "[]",
        '{"id": 1}',
        '{"text": 3}',
        '{"text": "x", "context": "song"}',
        '{"text": "x", "context": []}',
    ],
)
def test_a_line_that_cannot_be_scanned_is_named(
    call: Call, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    heard(monkeypatch, f"\n{line}\n".encode())
    assert_fault(call("scan", "--jsonl"), "line 2")


def test_a_text_that_cannot_be_read_is_named(call: Call, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"\xff\xfe")
    assert_fault(call("scan", str(tmp_path / "s.txt")), "UTF-8")
    assert_fault(call("scan", str(tmp_path / "none.txt")), "none.txt")


# Doctor, demo, and running as a program


def test_the_doctor_looks_at_the_archive(call: Call, tmp_path: Path) -> None:
    assert "no archive yet" in call("doctor")[1] and not (tmp_path / "archive").exists()
    assert call("list")[0] == 0
    assert "archive" in call("doctor")[1]
    if os.name == "posix":
        (tmp_path / "archive").chmod(0o755)
        status, out, _err = call("doctor")
        assert status == 1 and "MEND" in out


def test_the_demo_has_just_been_reached_and_is_marked_as_one(tmp_path: Path) -> None:
    now = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    archive = Archive(tmp_path / "demo")
    meeting = fill(archive, now)
    state = archive.read(meeting)
    assert state.stage is Stage.RUNNING and state.speaker is not None
    assert state.called.demo and state.called.day == now.date()
    assert timedelta(0) <= now - max(line.at for line in state.lines) < timedelta(hours=1)
    assert tuple(archive.branch().members) == tuple(state.roster)


def test_listing_loads_neither_the_screens_nor_the_paper(tmp_path: Path) -> None:
    code = (
        "import sys; from tui.cli import main; "
        f"main(['--archive', {str(tmp_path / 'a')!r}, 'list']); "
        "print([name for name in ('textual', 'docx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_whoever_stops_reading_is_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "replay", "--help"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="a terminal is made with pty")
def test_a_small_terminal_is_told_what_is_needed(tmp_path: Path) -> None:
    import pexpect

    command = ["-m", "tui", "--lang", "en", "--archive", str(tmp_path / "archive")]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), dimensions=(17, 59), timeout=30)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert b"59\xc3\x9717" in child.before and b"60\xc3\x9718" in child.before
    assert not (tmp_path / "archive").exists()
