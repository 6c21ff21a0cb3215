"""`shaitai scan`: text, Word files, loudness, a branch's own words, and what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli import main

DODGE = "我们把三月的罚款收早了。"


@pytest.fixture
def scan(capsys: pytest.CaptureFixture[str]):
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
    (tmp_path / "a.txt").write_text("三月二日我批了两张，黄历不好。\n", "utf-8")
    (tmp_path / "own.toml").write_text('format = 1\n[blame.cause]\nadd = "黄历不好"\n', "utf-8")
    assert "黄历不好”" in scan("--lexicon", tmp_path / "own.toml", tmp_path / "a.txt")[1]
    (tmp_path / "own.toml").write_text('format = 1\n[blame.luck]\nadd = "黄历不好"\n', "utf-8")
    code, out, err = scan("--lexicon", tmp_path / "own.toml", tmp_path / "a.txt")
    assert code == 0 and "2" in err and "推责归因" not in out
