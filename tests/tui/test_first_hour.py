"""The first hour in a terminal: the first start, a kill half way, a table, the settings, a demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from store.settings import read_settings
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")

TABLE = "姓名,党内职务,行政职务\n栗长河,支部书记,局长\n苗一凡,副书记,副局长\n王芳,,会计\n"


@pytest.fixture
def start(tmp_path):
    """Opens the program on a new archive, as a user with a home of their own."""
    opened = []

    def open_it(*arguments: str) -> Terminal:
        own = {"HOME": str(tmp_path), "SHAITAI_SETTINGS": str(tmp_path / "settings.toml")}
        opened.append(Terminal(tmp_path / "archive", tmp_path, 80, 24, arguments, **own))
        return opened[-1]

    yield open_it
    for terminal in opened:
        terminal.close()


def draft(folder: Path) -> str:
    path = folder / "archive" / "first-start.json"
    return path.read_text("utf-8") if path.exists() else ""


def test_from_the_first_start_to_a_roster_from_a_table(start, tmp_path):
    (tmp_path / "名册.csv").write_bytes(TABLE.encode("gbk"))
    terminal = start()
    terminal.sees("初次启动（1/3）", "中文", "English", "先看看")
    terminal.press("enter")
    terminal.sees("初次启动（2/3）")
    terminal.type("石桥湾支部")
    terminal.sees("石桥湾支部")
    terminal.until(lambda: "石桥湾支部" in draft(tmp_path))
    terminal.kill()
    again = start()
    again.sees("初次启动（2/3）", "石桥湾支部")
    again.press("enter")
    again.sees("初次启动（3/3）")
    again.press("F4")
    again.sees("哪个表格", "名册.csv")
    again.type("1")
    again.sees("共3人：新增3人", "王　芳")
    again.press("F2")
    again.sees("已导入3人")
    again.press("F5")
    again.sees("石桥湾支部 · 3人", "新会议")
    again.press("F10")
    again.until_end()
    branch = Archive(tmp_path / "archive").branch()
    assert branch.name == "石桥湾支部" and [m.name for m in branch.members] == ["栗长河", "苗一凡", "王芳"]
    assert draft(tmp_path) == "" and b"Traceback" not in again.sent


def test_a_setting_counts_is_kept_and_the_file_explains_it(start, tmp_path, archive):
    terminal = start()
    terminal.sees("新会议")
    terminal.press("ctrl+p")
    terminal.sees("要做什么")
    terminal.type("查看并修改设置")
    terminal.press("enter")
    terminal.sees("界面语言", "提示音")
    terminal.press("enter")
    terminal.sees("随系统", "中文", "English")
    terminal.type("3")
    terminal.sees("Language of the screen", "English")
    terminal.press("F10")
    terminal.sees("New meeting")
    terminal.press("F10")
    terminal.until_end()
    assert read_settings(tmp_path / "settings.toml").text("screen.language") == "en"
    assert "# Bell: One ring" in (tmp_path / "settings.toml").read_text("utf-8")


def test_looking_around_leads_to_the_demonstration_and_back(start, tmp_path):
    terminal = start()
    terminal.sees("初次启动（1/3）")
    terminal.press("F9")
    terminal.sees("演示", "剩余")
    terminal.type("\x11")
    terminal.sees("退出程序吗")
    terminal.press("down", "enter")
    terminal.sees("初次启动（1/3）")
    assert Archive(tmp_path / "archive").ids() == []
