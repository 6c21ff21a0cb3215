"""`shaitai scan`: text, Word files, loudness, a branch's own words, and what is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from meeting.language.kinds import Category, Loudness
from store.archive import Archive
from store.hearing import NAME, turned
from tui.cli import main

DODGE = "我们把三月的罚款收早了。"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The archive that a scan takes when none is named."""
    monkeypatch.setenv("SHAITAI_ARCHIVE", str(tmp_path / "archive"))
    return Archive(tmp_path / "archive")


@pytest.fixture
def scan(archive: Archive, capsys: pytest.CaptureFixture[str]):
    """Run `scan` with these words; its exit status and what it printed."""

    def call(*words: object) -> tuple[int, str, str]:
        code = main(["scan", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_the_words_are_underlined_and_the_reason_stands_beneath(scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"三月，{DODGE}\n", "utf-8")
    code, out, _ = scan(tmp_path / "a.txt")
    line, mark, reason = out.splitlines()[:3]
    assert code == 0 and line == f"三月，{DODGE}"
    assert mark == " " * 6 + "^^^^" and "“我们”" in reason


def test_what_a_terminal_would_obey_is_neither_shown_nor_counted(scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"\x1b[31m三月，{DODGE}\n", "utf-8")
    _, out, _ = scan(tmp_path / "a.txt")
    line, mark = out.splitlines()[:2]
    assert "\x1b" not in out and line.index("我们") + line[: line.index("我们")].count("三") > 0
    assert len(mark) - len(mark.lstrip()) == sum(2 if ord(c) > 255 else 1 for c in line[: line.index("我们")])


def test_a_word_file_is_scanned_paragraph_by_paragraph_with_its_tables(scan, tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("五月六日我退了两条烟。")
    paper.add_table(1, 1).cell(0, 0).text = DODGE
    paper.save(str(tmp_path / "稿子.docx"))
    code, out, _ = scan("--json", tmp_path / "稿子.docx")
    clean, dodge = json.loads(out)
    assert code == 0 and clean["flags"] == [] and dodge["text"] == DODGE
    assert dodge["flags"][0]["category"] == "collective"


def test_a_file_that_is_no_word_file_is_refused(scan, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("不是", "utf-8")
    code, out, err = scan(tmp_path / "a.docx")
    assert code == 2 and not out and "Word" in err and len(err.splitlines()) == 1
    assert scan(tmp_path / "none.docx")[0] == 2


def test_quiet_says_less_than_keen(scan, tmp_path: Path) -> None:
    lines = [
        "这块工作还行吧。",
        "忙得很，也顾不上。",
        "都在正常推进。",
        "总的说来过得去，个别事慢些。",
        DODGE,
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")

    def count(loudness: str) -> int:
        out = scan("--json", "--loudness", loudness, tmp_path / "a.txt")[1]
        return sum(len(item["flags"]) for item in json.loads(out))

    assert count("quiet") <= count("normal") <= count("keen") and count("keen") > 0


def test_a_branchs_own_words_are_heard_and_a_bad_file_is_named_and_set_aside(scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("黄历不好，三月二日我批了两张条子。\n", "utf-8")
    (tmp_path / "own.toml").write_text('format = 1\n[blame.cause]\nadd = "黄历不好"\n', "utf-8")
    assert "黄历不好”" in scan("--lexicon", tmp_path / "own.toml", tmp_path / "a.txt")[1]
    (tmp_path / "own.toml").write_text('format = 1\n[blame.luck]\nadd = "黄历不好"\n', "utf-8")
    code, out, err = scan("--lexicon", tmp_path / "own.toml", tmp_path / "a.txt")
    assert code == 0 and "2" in err and "推责归因" not in out


OWN = 'format = 1\n[blame.cause]\nadd = "黄历不好"\n[allow]\nwords = "众人坊"\n'


def flags(out: str) -> list[set[str]]:
    return [{flag["category"] for flag in item["flags"]} for item in json.loads(out)]


def test_the_branch_is_listened_with_as_it_is_in_the_archive(scan, archive: Archive, tmp_path: Path) -> None:
    lines = ["黄历不好，三月二日我批了两张条子。", "众人坊把二十户的水停了。", DODGE]
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    assert flags(scan("--json", tmp_path / "a.txt")[1]) == [set(), {"collective"}, {"collective"}]
    archive.keep_branch(archive.branch())
    (archive.folder / NAME).write_text(OWN, "utf-8")
    assert flags(scan("--json", tmp_path / "a.txt")[1]) == [{"blame"}, set(), {"collective"}]
    off = turned(archive.branch(), Category.COLLECTIVE, Loudness.OFF)
    archive.keep_branch(replace(archive.branch(), loudness=off, allowed=("黄历",)))
    assert flags(scan("--json", tmp_path / "a.txt")[1]) == [set(), set(), set()]


def test_what_is_asked_for_stands_in_the_branchs_stead(scan, archive: Archive, tmp_path: Path) -> None:
    off = turned(archive.branch(), Category.COLLECTIVE, Loudness.OFF)
    archive.keep_branch(replace(archive.branch(), loudness=off))
    (archive.folder / NAME).write_text(OWN, "utf-8")
    (tmp_path / "a.txt").write_text(f"黄历不好，三月二日我批了两张条子。\n{DODGE}", "utf-8")
    (tmp_path / "other.toml").write_text('format = 1\n[vague]\nadd = "七上八下"\n', "utf-8")
    assert flags(scan("--json", tmp_path / "a.txt")[1]) == [{"blame"}, set()]
    told = scan("--json", "--loudness", "normal", "--lexicon", tmp_path / "other.toml", tmp_path / "a.txt")
    assert flags(told[1]) == [set(), {"collective"}]


def test_another_archive_can_be_named(scan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = Archive(tmp_path / "named")
    named.keep_branch(replace(named.branch(), allowed=("我们",)))
    (tmp_path / "a.txt").write_text(DODGE, "utf-8")
    assert main(["--archive", str(named.folder), "scan", "--json", str(tmp_path / "a.txt")]) == 0
    assert flags(capsys.readouterr().out) == [set()]


def test_a_bad_file_in_the_archive_is_named_and_the_shipped_words_are_used(
    scan, archive: Archive, tmp_path: Path
) -> None:
    archive.keep_branch(archive.branch())
    (archive.folder / NAME).write_text("format = 9", "utf-8")
    (tmp_path / "a.txt").write_text(DODGE, "utf-8")
    code, out, err = scan("--json", tmp_path / "a.txt")
    assert code == 0 and NAME in err and flags(out) == [{"collective"}]


def test_a_damaged_branch_does_not_stop_a_scan(scan, archive: Archive, tmp_path: Path) -> None:
    archive.keep_branch(archive.branch())
    for path in archive.folder.glob("branch*"):
        path.write_bytes(b"\x00\xff")
    (tmp_path / "a.txt").write_text(DODGE, "utf-8")
    code, out, err = scan("--json", tmp_path / "a.txt")
    assert code == 0 and len(err.splitlines()) == 1 and flags(out) == [{"collective"}]


def test_without_an_archive_none_is_made(scan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAITAI_ARCHIVE", str(tmp_path / "none"))
    (tmp_path / "a.txt").write_text(DODGE, "utf-8")
    assert scan(tmp_path / "a.txt")[0] == 0 and not (tmp_path / "none").exists()
