"""The scripted meeting as a state, made fuller: a correction, annexed scripts, a desk note."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from meeting import commands as c
from meeting.kinds import Kind
from meeting.language.ear import ear
from meeting.state import MeetingState
from tui.verbs.script import Rehearsal, play, read_script

SCRIPT = Path(__file__).parents[1] / "data" / "meeting-01.jsonl"
NOTE = "投影仪晚开了五分钟"
ANNEX = "同志们：\n我把五月的票据逐张核过。\n其中两张先花后签。"


@cache
def full_meeting() -> MeetingState:
    """Sealed: 11 speakers, questions, reminders, pledges, pressure, a correction, two annexed scripts."""
    rehearsal = Rehearsal(ear())
    steps = read_script(SCRIPT.read_text("utf-8"))
    cut = next(place for place, step in enumerate(steps) if step.do == "confirm")
    play(steps[:cut], rehearsal, "")
    at = steps[cut].at
    line = rehearsal.state.lines[0]
    for command in (
        c.Correct(line=line.number, text=line.text.replace("一件一件说", "逐件说")),
        c.Say(text=NOTE, kind=Kind.NOTE),
        c.Attach(member="尉迟春", text=ANNEX),
        c.Attach(member="栗长河", title="关于公章使用的说明", text="公章由专人保管。"),
    ):
        rehearsal.do(command, at)
    play(steps[cut:], rehearsal, "")
    return rehearsal.state
