"""In a real terminal: open → a member by initials → two months side by side → the table as a file."""

from __future__ import annotations

import csv
import io

import pytest

from tests.store.conftest import steps_of_small
from tests.tui.terminal import Terminal
from tui.verbs.replaying import hold

pytestmark = pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_from_home_to_two_months_side_by_side_and_their_file(archive, tmp_path, size):
    for month in range(4):
        hold(steps_of_small(30 * month), archive)
    terminal = Terminal(archive.folder, tmp_path, *size)
    try:
        terminal.sees("新会议", "成员")
        terminal.press("F8")
        terminal.sees("看谁的逐月记录")
        terminal.type("lch")
        terminal.sees("lch", "栗长河")
        terminal.press("enter")
        terminal.sees("栗长河的逐月记录", "2026-06-18", "近期履职情况")
        terminal.press("down")
        terminal.press("F2")
        terminal.sees("两个月对比", "2026-04", "2026-05", "【】内只有这一边有")
        terminal.press("F3")
        terminal.sees("2026-03")
        terminal.press("F7")
        terminal.sees("把所显示的内容导出为")
        terminal.type("1")
        terminal.sees("已生成")
    finally:
        terminal.close()
    (path,) = tmp_path.glob("*.csv")
    assert path.name == "两月对比-栗长河-2026-03-20-2026-05-19.csv"
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert table[0] == ["2026-03-20", "2026-05-19"]
    assert ["三月我签批支出两笔，共九百元。"] * 2 in table
    assert table[1][0] == table[1][1] == "已晒：近期履职情况（审批、决策过程与结果）"
