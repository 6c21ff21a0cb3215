"""A whole meeting in a real terminal, by keyboard alone; the same through `replay`; a kill in mid-turn."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import docx
import pytest

from meeting.minutes import minutes
from meeting.rows import event_of
from store.archive import Archive
from tests.tui.terminal import Terminal
from tui.cli import main

pytestmark = pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")

LINES = {
    "栗长河": ("我们班子三月签批支出两笔，共九百元。", "五月我签批支出两笔，共九百元。"),
    "苗一凡": ("四月危房验收三户，有一户我没上房顶。",),
    "焉如玉": ("谈话记录编了两次，责任在我。",),
    "仇大力": ("五月低保复核退回一户，退错了。",),
    "王芳": ("五月二十日我接待群众迟到半小时。",),
}


@pytest.fixture
def terminal(archive, tmp_path):
    """The program on the made-up branch's archive."""
    opened = []

    def start(columns: int = 80, rows: int = 24) -> Terminal:
        opened.append(Terminal(archive.folder, tmp_path, columns, rows))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def roll_call(room: Terminal) -> None:
    """New meeting → the recorder's name → the last of the roster is on leave → open."""
    room.sees("新会议")
    room.type("1")
    room.sees("准备会议", "应到6人，实到6人")
    room.until(lambda: room.cursor[1] == room.after("地点")[1])
    room.press("tab", "tab")
    room.type("宓小满")
    room.sees("宓小满")
    room.press("F2")
    room.sees("谁的到会情况有变")
    room.type("dyh")
    room.sees("dyh")
    room.press("enter")
    room.sees("提前离会")
    room.press("down", "down", "down", "enter")
    room.sees("理由：")
    room.type("住院")
    room.sees("住院")
    room.press("enter")
    room.sees("请假：丁一禾", "实到5人")
    room.press("F5")
    room.sees("会议已开始")


def speak(room: Terminal, name: str) -> None:
    room.sees(name, "剩余")
    for text in LINES[name]:
        room.line(text)
        room.sees("已保存")


def go_on(room: Terminal) -> None:
    """Next, past the gap check (No comes first); a press within a second of the last counts as the same."""
    room.ticks()
    room.press("F5")
    room.sees("尚未晒", "再按F5")
    room.press("down", "enter")


def leave_gaps(room: Terminal) -> None:
    """The check comes before the signatures: the place is filled in, the unmarked items are left."""
    room.press("F5")
    room.sees("项未完", "会议要素：地点")
    room.press("enter")
    room.sees("会议地点？")
    room.type("二楼会议室")
    room.sees("二楼会议室")
    room.press("enter")
    room.sees("清单未标记：栗长河")
    room.press("enter")
    room.sees("留空，写明理由", "这一类5项")
    room.press("down", "down", "enter")
    room.sees("为什么留空")
    room.type("下次会议补晒")
    room.sees("下次会议补晒")
    room.press("enter")
    room.misses("为什么留空")


@pytest.mark.parametrize(("columns", "rows"), [(60, 18), (80, 24), (120, 36), (200, 50)])
def test_a_meeting_from_roll_call_to_the_paper(archive, terminal, tmp_path, columns, rows):
    branch = archive.branch()
    room = terminal(columns, rows)
    roll_call(room)
    # A member tries to speak before the committee.
    room.press("F4")
    room.sees("请谁发言")
    room.type("wf")
    room.sees("wf")
    room.press("enter")
    room.sees("王芳还不能发言", "栗长河")
    room.press("escape")
    room.misses("王芳还不能发言")
    room.press("F5")
    for place, name in enumerate(LINES):
        if place:
            go_on(room)
        speak(room, name)
        if name == "栗长河":
            room.sees("待定提示")
            room.line("?yry 那笔九百元是谁经手的")
            room.sees("[提问]")
            room.line("=是我自己经手的，票在会计处")
            room.sees("[答复]")
            room.line(">六月底前公示这两笔")
            room.sees("[整改]")
            room.press("F3")
            room.sees("以集体代个人")
            room.press("enter")
            room.sees("不采纳")
            room.press("enter")
            room.sees("已保存")
    room.press("F9")
    room.sees("发言完毕")
    room.press("F10")
    room.sees("确定散会")
    room.press("down", "enter")
    room.sees("散会签认")
    for _name in LINES:
        room.press("F2")
    leave_gaps(room)
    room.press("F5")
    room.sees("整改事项去向", "今天新提 1 项")
    room.press("enter")
    room.sees("主持人签名")
    room.type("栗长河")
    room.press("enter")
    room.sees("记录人签名")
    room.type("宓小满")
    room.press("enter")
    room.sees("确定封存")
    room.press("down", "enter")
    room.sees("已生成")
    (paper,) = tmp_path.glob("*.docx")
    told = "\n".join(paragraph.text for paragraph in docx.Document(str(paper)).paragraphs)
    places = [told.index(f"）{name}\n") for name in LINES]
    assert places == sorted(places)
    for texts in LINES.values():
        for text in texts:
            assert text in told
    assert "焉如玉问：那笔九百元是谁经手的" in told and "栗长河答：是我自己经手的" in told
    assert "请假：丁一禾（住院）" in told
    assert not re.search("以集体代个人|提示|剩余|超时", told)
    assert branch.name in told
    # The same meeting through `replay` gives the same minutes.
    (id,) = archive.ids()
    script = tmp_path / "script.jsonl"
    script.write_text(scripted(archive, id), "utf-8")
    other = tmp_path / "other"
    assert main(["--archive", str(other), "replay", str(script)]) == 0
    again, first = minutes(Archive(other).read("last")), minutes(archive.read(id))
    assert again.blocks == first.blocks


def scripted(archive: Archive, id: str) -> str:
    """The commands that the keys gave, written down from the record's events."""
    told = []
    state = archive.read(id)
    for event in map(event_of, archive.file(id).rows()):
        if (command := command_of(event, state)) is not None:
            told.append(json.dumps({"at": event.at.isoformat(), **command}, ensure_ascii=False))
    return "\n".join(told) + "\n"


def command_of(event, state):
    """The command behind an event, None for one that followed from another's command."""
    from meeting.codec import to_plain

    fact = to_plain(event.fact)
    name = type(event.fact).__name__
    if name == "MeetingPrepared":
        head = fact["head"]
        titles = [topic["title"] for topic in fact["checklist"]["seasonal"]]
        more = {"members": fact["members"], "checklist": fact["checklist"], "carried": fact["carried"]}
        return {"do": "prepare", "seasonal": titles, **head, **more}
    if name == "HeadChanged":
        return {"do": "change_head", **{key: fact["head"][key] for key in ("place", "chair", "recorder")}}
    if name == "AttendanceMarked":
        return {"do": "attend", "member": fact["member"], **fact["attendance"]}
    if name == "TurnStarted":
        return {"do": "start", "member": fact["member"]}
    if name == "LineRecorded":
        asked = fact["by"] if fact["kind"] in ("question", "remark") else ""
        return {"do": "say", "text": fact["text"], "kind": fact["kind"], "by": asked}
    simple = {
        "GapExcused": "excuse",
        "MeetingOpened": "open",
        "TurnEnded": "end",
        "MeetingAdjourned": "adjourn",
        "FlagSettled": "settle",
        "PassageConfirmed": "confirm",
        "RecordSigned": "sign",
    }
    if name in simple:
        return {"do": simple[name], **fact}
    if name == "RecordSealed":
        return {"do": "seal_record"}
    assert name in ("PledgeMade", "FlagRaised")
    return None


def test_killed_in_mid_turn_it_opens_at_the_same_speaker_line_and_clock(archive, terminal):
    room = terminal()
    roll_call(room)
    room.press("F5")
    room.sees("栗长河", "剩余")
    room.line("五月我签批支出两笔，共九百元。")
    room.sees("已保存")
    room.type("另有一笔还没")
    room.sees("另有一笔还没")
    (id,) = archive.ids()
    draft = archive.file(id)
    for _second in range(100):
        room.sees("另有一笔还没")
        room._read()
        if draft.read_draft():
            break
    before = archive.read(id)
    room.kill()
    again = terminal()
    again.sees("继续开会")
    again.press("enter")
    again.sees("栗长河", "五月我签批支出两笔", "另有一笔还没", "剩余")
    after = archive.read(id)
    assert after == before and after.turn.stretches[0].start.date() == date.today()
    assert after.turn.running and datetime.now().astimezone() > after.turn.stretches[0].start


def test_a_small_terminal_is_refused_in_one_sentence(archive, tmp_path):
    room = Terminal(archive.folder, tmp_path, columns=50, rows=18)
    room.sees("至少需要60×18")
    assert "Traceback" not in room.text
    room.close()
