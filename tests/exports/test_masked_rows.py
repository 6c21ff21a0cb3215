"""A record masked row by row says what the masked record says, and holds no name that was taken back."""

from __future__ import annotations

import json
from dataclasses import replace

from exports.masked_rows import masked_rows
from exports.masking import MASK, masked
from exports.persons import third_persons
from meeting import commands as c
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.rows import event_of
from meeting.session import replay
from meeting.version import Audience, usual
from tests.meeting.stage import Stage as Scene
from tui.verbs.replaying import hold
from tui.verbs.script import read_script

VERSION = replace(usual(Audience.REPORT), masked=True)


def test_the_rows_add_up_to_the_masked_record(archive, script):
    id = hold(read_script(script.read_text("utf-8")), archive)
    rows, state = archive.named(id).rows(), archive.read(id)
    names = [candidate.name for candidate in third_persons(state)]
    assert names
    told = masked_rows(rows, state, names, VERSION)
    again = replay(map(event_of, told)).state
    assert minutes(again) == minutes(masked(state, names, VERSION))
    assert not any(name in json.dumps(told, ensure_ascii=False) for name in names)


def test_desk_notes_and_what_was_taken_back_are_left_out(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    scene.do(c.Say(text="尹大国送来两条烟，我没有收，电话13800138000。"))
    scene.do(c.Say(text="他说的是冯某。", kind=Kind.NOTE))
    scene.do(c.Say(text="贺老板也来过。"))
    scene.do(c.Undo())
    told = json.dumps(masked_rows(scene.rows, scene.state, ["尹大国"], VERSION), ensure_ascii=False)
    assert MASK in told
    for hidden in ("尹大国", "冯某", "贺老板", "13800138000"):
        assert hidden not in told
