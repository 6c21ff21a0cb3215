"""At the level of terminal bytes: input methods, the cursor, the clock's repaints, and terminals that go."""

from __future__ import annotations

import os
import re
import signal
import stat
import unicodedata
from datetime import datetime

import pytest

from meeting import commands as c
from store.archive import Archive
from tests.tui.terminal import ROOT, Terminal
from tui.fault import NAME

pytestmark = pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")

COMMITS = ("我", "我签批支出", "五月我签批支出两笔共九百元")


@pytest.fixture
def running(archive) -> Archive:
    """An archive with a meeting in the middle of its first turn."""
    branch = archive.branch()
    day = datetime.now().astimezone().date()
    record = archive.new_meeting(day)
    people = {"branch": branch.name, "members": branch.members, "chair": "栗长河", "recorder": "宓小满"}
    for command in (c.Prepare(day=day, **people), c.Open(), c.Next(), c.Say(text="第一件已经说完")):
        record.do(command)
    record.close()
    return archive


@pytest.fixture
def room(running, tmp_path):
    """Opens the program in the live room of that meeting, in a terminal of its own."""
    opened = []

    def enter(columns: int = 80, rows: int = 24, *arguments: str, **settings: str) -> Terminal:
        terminal = Terminal(running.folder, tmp_path, columns, rows, arguments, **settings)
        opened.append(terminal)
        terminal.sees("继续开会")
        terminal.press("enter")
        terminal.sees("栗长河", "剩余", "预计散会")
        return terminal

    yield enter
    for terminal in opened:
        terminal.close()


def state_of(archive: Archive):
    return archive.read("last")


def lines_of(archive: Archive) -> list[str]:
    return [line.text for line in state_of(archive).lines]


# Input methods


def test_what_an_input_method_commits_arrives_whole_with_the_cursor_behind_it(room, running):
    terminal = room()
    for count in range(1, len(COMMITS) + 1):
        typed = "".join(COMMITS[:count])
        terminal.type(COMMITS[count - 1])
        terminal.sees(typed)
        terminal.until(lambda typed=typed: terminal.cursor == terminal.after(typed))
    terminal.press("enter")
    terminal.until(lambda: lines_of(running)[-1] == "".join(COMMITS))


def test_the_terminal_is_never_asked_for_all_keys(room):
    terminal = room()
    assert not re.search(rb"\x1b\[[>=]\d*u", bytes(terminal.sent))


def test_full_width_marks_and_blanks_do_what_half_width_ones_do(room, running):
    terminal = room()
    terminal.type("？yry　票据在哪里")
    terminal.sees("票据在哪里")
    terminal.press("enter")
    terminal.sees("[提问] 焉如玉：票据在哪里")


def test_the_cursor_is_in_the_entry_line_at_the_start_and_after_every_change_of_layout(room):
    terminal = room()
    terminal.until(lambda: terminal.cursor == start_of(terminal))
    assert terminal.screen.lines - 1 - terminal.cursor[1] >= 3
    terminal.type("没写完")
    terminal.sees("没写完")
    for size in ((120, 36), (60, 18), (80, 24)):
        terminal.resize(*size)
        terminal.until(lambda: "没写完" in terminal.text and terminal.cursor == terminal.after("没写完"))
        assert terminal.screen.lines - 1 - terminal.cursor[1] >= 3
    terminal.press("F2")
    terminal.sees("数字键勾记")
    terminal.press("F2")
    terminal.until(lambda: terminal.cursor == terminal.after("没写完"))


def start_of(terminal: Terminal) -> tuple[int, int]:
    x, y = terminal.after("输入发言内容")
    return x - 12, y


def test_the_cursor_follows_a_line_longer_than_the_screen(room):
    terminal = room()
    text = "".join(f"第{number}件我签批支出两笔" for number in range(12)) + "说完了"
    terminal.type(text)
    terminal.until(lambda: "说完了" in terminal.text and terminal.cursor == terminal.after("说完了"))


def test_a_tick_of_the_clock_is_one_painting_and_none_of_it_is_near_the_entry_line(room):
    terminal = room()
    terminal.type("没写完")
    terminal.sees("没写完")
    terminal.ticks(1)
    terminal.sent.clear()
    terminal.ticks(4)
    column, row = terminal.after("没写完")
    here = f"\x1b[{row + 1};{column + 1}H".encode()
    # Every painting ends with the cursor's place; one may just have begun.
    assert terminal.sent.count(here) <= 5
    painted = {
        int(found) for found in re.findall(rb"\x1b\[(\d+);\d+H", bytes(terminal.sent).replace(here, b""))
    }
    assert painted and max(painted) < row, painted


# Poor terminals


def test_without_colours_no_colour_is_sent(room):
    terminal = room(NO_COLOR="1")
    terminal.press("F1")
    terminal.sees("帮助：")
    assert not re.search(rb"\x1b\[[0-9;]*\b[34]8;", bytes(terminal.sent))


def test_in_sixteen_colours_only_those_are_sent(room):
    terminal = room(TERM="xterm", COLORTERM="", TEXTUAL_COLOR_SYSTEM="standard")
    assert re.search(rb"\x1b\[[0-9;]*\b3[0-7]", bytes(terminal.sent))
    assert not re.search(rb"\x1b\[[0-9;]*\b[34]8;", bytes(terminal.sent))


def test_the_ascii_look_sends_no_glyph_of_uncertain_width(room):
    terminal = room(80, 24, "--ascii")
    terminal.press("F1")
    terminal.sees("帮助：")
    sent = bytes(terminal.sent).decode("utf-8", "ignore")
    assert not [char for char in sent if unicodedata.east_asian_width(char) == "A"]


# What goes wrong with terminals


def test_a_paste_of_a_hundred_thousand_characters(room, running):
    terminal = room()
    text = "我签批支出一笔。" * 12_500
    terminal.paste(text)
    terminal.sees("10", "100000")
    terminal.press("enter")
    terminal.sees("已记录")
    terminal.until(lambda: "".join(lines_of(running)[1:]) == text)


def test_a_window_of_20_by_5_and_back(room):
    terminal = room()
    terminal.type("没写完")
    terminal.sees("没写完")
    for size in ((20, 5), (80, 24), (20, 5), (120, 36)):
        terminal.resize(*size)
        terminal.sees("没写完")
    terminal.type("的话")
    terminal.sees("没写完的话", "剩余")


@pytest.mark.parametrize("how", ("signal", "palette"))
def test_put_aside_and_brought_back(room, running, how):
    terminal = room()
    terminal.type("没写完")
    terminal.sees("没写完")
    if how == "signal":
        os.kill(terminal.child.pid, signal.SIGTSTP)
    else:
        terminal.press("ctrl+p")
        terminal.sees("要做什么")
        terminal.type("命令行")
        terminal.sees("输入`fg`回来")
        terminal.press("enter")
    _pid, status = os.waitpid(terminal.child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    os.kill(terminal.child.pid, signal.SIGCONT)
    terminal.type("的话")
    terminal.sees("没写完的话", "剩余")
    terminal.press("enter")
    terminal.until(lambda: lines_of(running)[-1] == "没写完的话")


@pytest.mark.parametrize("number", (signal.SIGHUP, signal.SIGTERM))
def test_told_to_end_it_keeps_the_unfinished_line_and_ends_in_order(room, running, number):
    terminal = room()
    terminal.line("这一行已经记录")
    terminal.until(lambda: lines_of(running)[-1] == "这一行已经记录")
    terminal.type("这一行没写完")
    terminal.sees("这一行没写完")
    os.kill(terminal.child.pid, number)
    terminal.until_end()
    assert terminal.ended() == 0
    assert lines_of(running)[-1] == "这一行已经记录"
    assert running.file("last").read_draft() == "这一行没写完"
    assert b"Traceback" not in terminal.sent


def test_the_terminal_is_closed_and_nothing_is_lost(room, running):
    terminal = room()
    terminal.line("这一行已经记录")
    terminal.until(lambda: lines_of(running)[-1] == "这一行已经记录")
    terminal.type("这一行没写完")
    terminal.sees("这一行没写完")
    terminal.child.ptyproc.fileobj.close()
    terminal.ended()
    assert lines_of(running)[-1] == "这一行已经记录"
    assert running.file("last").read_draft() == "这一行没写完"
    # The lock is free: the meeting goes on in the next window.
    again = room()
    again.sees("这一行没写完", "这一行已经记录")


# The second window


def test_the_board_follows_and_outlives_the_program(room, running, tmp_path):
    terminal = room()
    board = Terminal(running.folder, tmp_path, 80, 24, ("board",))
    try:
        board.sees("栗 长 河", "剩余", "近期履职情况")
        terminal.type("草稿")
        terminal.press("F6")
        board.sees("暂停")
        terminal.press("F6")
        terminal.sees("草稿")
        board.sees("剩余")
        terminal.kill()
        board.changes(2)
        assert "草稿" not in board.text and "第一件已经说完" not in board.text
        board.press("F10")
        board.until_end()
    finally:
        board.close()


# A fault of our own

BROKEN = """
import screens.live

def broken(self):
    raise RuntimeError("nobody foresaw this")

screens.live.LiveScreen.action_pause = broken
"""


def test_a_fault_is_told_in_a_sentence_and_loses_nothing(room, running, tmp_path):
    # Python runs this file before the program.
    (tmp_path / "sitecustomize.py").write_text(BROKEN, "utf-8")
    terminal = room(PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    terminal.line("这一行已经记录")
    terminal.until(lambda: lines_of(running)[-1] == "这一行已经记录")
    terminal.type("这一行没写完")
    terminal.sees("这一行没写完")
    terminal.press("F6")
    terminal.until_end()
    assert terminal.ended() == 1
    assert "程序出了故障" in bytes(terminal.sent).decode("utf-8", "replace")
    assert b"Traceback" not in terminal.sent and b"nobody foresaw" not in terminal.sent
    report = running.folder / NAME
    assert "nobody foresaw this" in report.read_text("utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert lines_of(running)[-1] == "这一行已经记录"
    assert running.file("last").read_draft() == "这一行没写完"
    (tmp_path / "sitecustomize.py").unlink()
    room().sees("这一行没写完", "这一行已经记录")
