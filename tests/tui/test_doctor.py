"""The doctor: every finding is right, or says how to mend it."""

from __future__ import annotations

import argparse

import pytest

import locales
from store.settings import Settings
from tests.tui.terminal import Terminal
from tui.argparse_words import WORDS
from tui.cli import main
from tui.doctor.archive import archive as look_at_archive
from tui.doctor.archive import free
from tui.doctor.keyboard import keyboard
from tui.doctor.terminal import colours, size_found, widths
from tui.verbs.doctoring import _set

linux = pytest.mark.skipif("sys.platform != 'linux'", reason="input methods announced by the environment")


@pytest.mark.parametrize(
    ("columns", "rows", "right"), [(80, 24, True), (60, 18, True), (59, 24, False), (80, 17, False)]
)
def test_the_size(columns, rows, right):
    found, told = size_found(columns, rows)
    assert found is right and f"{columns}×{rows}" in told and ("enlarge" in told) is not right


@pytest.mark.parametrize(
    ("environment", "right", "told"),
    [
        ({"TERM": "dumb"}, False, "use another terminal"),
        ({}, False, "use another terminal"),
        ({"TERM": "xterm-256color"}, True, "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True, "all colours"),
        ({"TERM": "linux"}, True, "few"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, "NO_COLOR"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="TERM is POSIX")
def test_the_colours(environment, right, told):
    found, words = colours(environment)
    assert found is right and told in words


@pytest.mark.parametrize(
    ("han", "border", "wrong"),
    [
        (2, 1, []),
        (None, None, []),
        (2, None, []),
        (6, 1, ["Han"]),
        (2, 2, ["ASCII only"]),
        (1, 3, ["Han", "ASCII"]),
    ],
)
def test_how_wide_it_draws(han, border, wrong):
    told = [told for right, told in widths(han, border) if not right]
    assert len(told) == len(wrong) and all(word in words for word, words in zip(wrong, told, strict=True))


@linux
@pytest.mark.parametrize(
    ("environment", "encoding", "wrong"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "utf-8", []),
        ({}, "UTF-8", []),
        ({"LANG": "zh_CN.GB18030"}, "gb18030", ["set LANG", "not UTF-8"]),
        ({"LANG": "zh_CN.UTF-8", "DISPLAY": ":0"}, "utf-8", ["no input method"]),
        ({"LANG": "zh_CN.UTF-8", "DISPLAY": ":0", "XMODIFIERS": "@im=fcitx"}, "utf-8", []),
        ({"LANG": "C", "TEXTUAL_DISABLE_KITTY_KEY": "0"}, "utf-8", ["take it out"]),
        ({"LANG": "C", "TMUX": "x", "TERM": "screen"}, "utf-8", [".tmux.conf"]),
        ({"LANG": "C", "SSH_CONNECTION": "x"}, "utf-8", []),
    ],
)
def test_what_becomes_of_an_input_method(environment, encoding, wrong):
    told = [told for right, told in keyboard(environment, encoding) if not right]
    assert len(told) == len(wrong) and all(word in words for word, words in zip(wrong, told, strict=True))


def test_little_room_is_said():
    assert free(99)[0] is False and "another disk" in free(99)[1] and free(5000)[0]


def test_where_there_is_no_archive_none_is_made(tmp_path):
    (found,) = look_at_archive(tmp_path / "none" / "yet")
    assert found[0] and not (tmp_path / "none").exists()


def test_words_of_the_branch_that_do_not_do_are_said(archive):
    (archive.folder / "lexicon.toml").write_text("[[[")
    assert any(not right and "lexicon.toml" in told for right, told in look_at_archive(archive.folder))


def test_who_holds_a_meeting_is_said(archive):
    record = archive.new_meeting(__import__("datetime").date(2026, 5, 24))
    assert any(record.id in told and "held by" in told for _right, told in look_at_archive(archive.folder))
    record.close()


def test_settings_that_do_not_do_and_files_that_are_gone_are_said(tmp_path):
    settings = Settings(tmp_path / "settings.toml", {"paper.template": str(tmp_path / "gone.docx")})
    settings.problems = ("settings.toml: There is no setting x.",)
    assert [right for right, _told in _set(settings)] == [False, False]


@pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")
def test_in_a_terminal_the_width_of_characters_is_asked_for(archive, tmp_path):
    terminal = Terminal(archive.folder, tmp_path, 80, 24, ("doctor",))
    terminal.screen.write_process_input = terminal.child.send
    try:
        terminal.sees("终端80×24", "汉字占两格", "边框占一格", "只有本人能打开")
    finally:
        terminal.close()


# What is not understood, in the language of the interface


@pytest.mark.parametrize(
    "arguments", [["--frob"], ["--theme", "pink"], ["export"], ["--lang"], ["web", "--port", "x"]]
)
def test_what_is_not_understood_is_said_in_the_language_of_the_interface(arguments, capsys, tmp_path):
    for language in locales.LANGUAGES:
        assert main(["--archive", str(tmp_path), f"--lang={language}", *arguments]) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        english = any(word in told for word in ("argument", "expected", "required", "invalid"))
        assert english is (language == "en")


def test_help_is_wholly_in_the_language_of_the_interface(capsys):
    for verb in ([], ["export"], ["roster"], ["doctor"]):
        assert main(["--lang", "zh", *verb, "--help"]) == 0
        told = capsys.readouterr().out
        assert "用法：" in told and "options" not in told and "show this" not in told


def test_the_parser_still_asks_for_its_words_where_we_put_them():
    assert {"_", "ngettext"} <= vars(argparse).keys() and len(set(WORDS)) == len(WORDS)
