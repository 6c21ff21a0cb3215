"""The versions of the record, the timing sheet's numbers and the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from meeting import commands as c
from meeting.document import Ink, Paragraph, SignatureBlock, Table
from meeting.ledger import ledger, ledger_rows
from meeting.minutes import minutes
from meeting.refusal import Refused
from meeting.state import Office, Phase, Stage
from meeting.timing import timings
from meeting.version import WHOLE, Audience, Part, usual, version_told
from tests.exports.meeting import ANNEX, NOTE, full_meeting
from tests.meeting.stage import Stage as Scene


def words_of(version=WHOLE) -> str:
    return "\n".join(block.text for block in minutes(full_meeting(), version).paragraphs())


def test_the_archive_has_everything_but_the_recorders_own():
    text = words_of()
    assert all(part in text for part in ANNEX.split("\n"))
    assert NOTE not in text


def test_a_draft_and_a_demo_say_so_and_a_sealed_record_is_neither():
    state = full_meeting()
    assert minutes(state).watermark == ""
    assert minutes(replace(state, stage=Stage.ADJOURNED)).watermark == "草稿"
    demo = replace(state, head=replace(state.called, demo=True))
    assert minutes(demo).watermark == ledger(demo).watermark == "演示"


SAYS = {
    Part.REASONS: "住院",
    Part.CARRIED: "补齐三户危房改造验收照片",
    Part.QUESTIONS: "焉如玉问：",
    Part.REMARKS: "苗一凡点评：",
    Part.REMINDERS: "主持人栗长河提醒：",
    Part.PRESSURE: "一名包工头",
    Part.PLEDGES: "栗长河整改承诺：",
    Part.CORRECTIONS: "一件一件说",
    Part.ANNEX: "附件1",
}


@pytest.mark.parametrize("part", SAYS)
def test_each_section_can_be_switched_off(part: Part):
    assert SAYS[part] in words_of()
    assert SAYS[part] not in words_of(WHOLE.switched(part, False))
    assert WHOLE.switched(part, False).switched(part, True) == WHOLE


def test_amendments_are_listed_after_the_signatures_and_the_original_stays(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    line = scene.do(c.Say(text="五月我签批支出两笔。")).lines[-1]
    scene.do(c.End())
    scene.do(c.Adjourn())
    scene.leave_rest()
    for office, name in ((Office.CHAIR, "栗长河"), (Office.RECORDER, "王芳")):
        scene.do(c.Sign(office=office, name=name))
    scene.seal()
    scene.do(c.Amend(line=line.number, text="五月我签批支出三笔。", reason="漏记一笔。"))
    state = scene.seal(previous=scene.state.seals[-1].digest)
    blocks = minutes(state).blocks
    place = next(place for place, block in enumerate(blocks) if isinstance(block, SignatureBlock))
    assert [block.text for block in blocks[place + 1 :]] == [
        "更正",
        "第1号更正（2026年5月24日1:00，宓小满）：栗长河发言中“五月我签批支出两笔。”，"
        "更正为“五月我签批支出三笔。”。理由：漏记一笔。",
    ]
    assert "五月我签批支出两笔。" in [block.text for block in blocks[:place] if isinstance(block, Paragraph)]
    assert len(minutes(state, WHOLE.switched(Part.AMENDMENTS, False)).blocks) == place + 1


def test_without_signatures_there_is_no_block_for_them():
    short = minutes(full_meeting(), WHOLE.switched(Part.SIGNATURES, False))
    assert len(short.blocks) == len(minutes(full_meeting()).blocks) - 1


def test_without_corrections_only_what_stands_is_shown():
    blocks = minutes(full_meeting(), WHOLE.switched(Part.CORRECTIONS, False)).paragraphs()
    assert not [run for block in blocks for run in block.runs if run.ink is Ink.STRUCK]
    assert "逐件说" in words_of(WHOLE.switched(Part.CORRECTIONS, False))


def test_every_version_says_in_its_title_what_it_is():
    titles = [minutes(full_meeting(), usual(audience)).title for audience in Audience]
    assert titles == [f"{titles[0]}{what}" for what in ("", "（上报版）", "（公示版）")]


@pytest.mark.parametrize("audience", Audience)
def test_a_version_is_known_again_by_what_its_paper_tells(audience: Audience):
    version = usual(audience).switched(Part.CARRIED, False)
    assert version_told(version.told) == version
    assert version_told("") == WHOLE
    for broken in ("{", '{"audience":"nobody"}', "[]"):
        with pytest.raises(Refused):
            version_told(broken)


def test_planned_extended_actual_and_paused_time_are_told_apart(members):
    scene = Scene.opened(members)
    scene.do(c.Next(), 10)
    scene.do(c.Extend(seconds=60), 30)
    scene.do(c.Pause(), 30)
    scene.do(c.Resume(), 45)
    scene.do(c.Enter(phase=Phase.QUESTIONS), 15)
    scene.do(c.Extend(seconds=30), 5)
    scene.do(c.End(), 5)
    (timing,) = timings(scene.state)
    budgets = scene.state.called.budgets
    assert timing.planned == budgets.leader + budgets.questions
    assert (timing.extended, timing.actual, timing.paused) == (90, 85, 45)
    assert (timing.ended - timing.began).total_seconds() == 130


def test_a_running_turn_is_counted_up_to_now(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    later = timings(scene.state, scene.now)[0]
    assert (later.actual, later.ended) == (0, None)


def test_the_ledger_holds_old_and_new_pledges_with_what_became_of_them():
    rows = list(ledger_rows(full_meeting()))
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert rows[0][1:] == (
        "四月底前公示机井水费账目",
        "仇大力",
        "2026年4月30日",
        "已完成（四月二十八日贴出）",
        "2026年4月24日",
    )
    assert rows[-1][-1] == "2026年5月24日"
    table = next(block for block in ledger(full_meeting()).blocks if isinstance(block, Table))
    assert len(table.rows) == len(full_meeting().carried) + len(full_meeting().follow_ups)
