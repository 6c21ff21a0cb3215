"""In a real terminal: another branch, its meeting prepared from the past, a statement attached, opened."""

from __future__ import annotations

from datetime import date

import pytest

from meeting import commands as c
from meeting.kinds import Kind
from meeting.state import Stage
from store.branch import Branch
from tests.store.test_from_past import closed
from tests.tui.terminal import Terminal


@pytest.mark.parametrize(("columns", "rows"), [(60, 18), (80, 24)])
def test_from_another_branch_s_past_to_an_open_meeting(archive, members, tmp_path, columns, rows):
    first = archive.branch()
    archive.choose_branch(Branch(number=2, name="云岭支部", members=members))
    closed(archive, members, c.Say(text="六月底前公示账目", kind=Kind.PLEDGE), recorder="宓小满")
    archive.choose_branch(first)
    (tmp_path / "王芳发言.txt").write_text("五月我退了两条烟。", "utf-8")
    before = archive.ids()
    room = Terminal(archive.folder, tmp_path, columns, rows)
    try:
        room.sees("石桥湾支部", "2 个支部")
        room.press("F9")
        room.sees("哪个支部")
        room.type("ylzb")
        room.sees("ylzb")
        room.press("enter")
        room.sees("云岭支部 · 6人", "签认")
        room.type("2")
        room.sees("准备会议", "二楼会议室", "回头看的整改事项：1", "尚未签字")
        room.press("F8")
        room.sees("王芳发言.txt")
        room.press("F5")
        room.sees("已附上")
        room.press("F10")
        room.sees("已附书面材料：1 人")
        room.press("F5")
        room.sees("会议已开始")
    finally:
        room.close()
    (new,) = set(archive.ids()) - set(before)
    state = archive.read(new)
    assert state.stage is Stage.RUNNING and state.called.branch == "云岭支部"
    assert state.called.day == date.today() and len(state.carried) == len(state.scripts) == 1
