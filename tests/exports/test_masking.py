"""Third persons, sums and cases out of sight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.masking import MASK, masked
from exports.persons import third_persons
from exports.plain import as_text
from meeting import commands as c
from meeting.kinds import Kind
from meeting.minutes import minutes
from meeting.state import MeetingState
from meeting.version import Audience, usual
from tests.exports.meeting import full_meeting
from tests.meeting.stage import Stage as Scene

NOTICE = usual(Audience.NOTICE)


def said(members, *texts: str) -> MeetingState:
    scene = Scene.opened(members)
    scene.do(c.Next())
    for text in texts:
        scene.do(c.Say(text=text))
    return scene.state


def names(state: MeetingState) -> list[str]:
    return [candidate.name for candidate in third_persons(state)]


def text_of(state: MeetingState, *mask: str, **changes: bool) -> str:
    version = replace(NOTICE, **changes)
    return as_text(minutes(masked(state, mask, version), version))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("村民冯大山要开贷款证明，我拖了四天。", "冯大山"),
        ("五月六日，尹国梁送来两条烟。", "尹国梁"),
        ("想盖门面房的尹某送来一千元钱。", "尹某"),
        ("包工头欧阳震海请我吃饭，我没去。", "欧阳震海"),
        ("我给张老板办了手续。", "张老板"),
        ("老王托我给他儿子安排工作。", "老王"),
        ("邻居鲁春给我送过土特产。", "鲁春"),
    ],
)
def test_somebody_who_is_named_is_found(members, text: str, name: str):
    assert names(said(members, text)) == [name]


@pytest.mark.parametrize(
    "text",
    ["五月我签批支出两笔，共八百元。", "王芳问我那张票的事。", "我小时候在村里住。", "低保户复核退回一户。"],
)
def test_where_nobody_else_is_named_nobody_is_found(members, text: str):
    assert names(said(members, text)) == []


def test_the_list_tells_how_often_and_where_somebody_is_named(members):
    (found,) = third_persons(said(members, "村民冯大山要证明。", "我拖了冯大山四天。"))
    assert (found.name, found.count) == ("冯大山", 2)
    assert "要证明" in found.context


def test_whoever_is_on_the_list_is_masked_everywhere_and_nobody_else(members):
    state = full_meeting()
    whole = text_of(state, "冯某", "苗某")
    assert "冯某" not in whole and "苗某" not in whole
    assert whole.count(MASK) >= 6
    assert "尹某" in whole
    for member in state.roster:
        assert member.name in whole


def test_a_name_inside_a_members_name_leaves_the_member_alone(members):
    state = said(members, "苗一让我代签，苗一凡没有说话。")
    whole = text_of(state, "苗一")
    assert f"{MASK}让我代签，苗一凡没有说话" in whole


def test_a_padded_name_is_masked_too(members):
    assert f"邻居{MASK}给我" in text_of(said(members, "邻居鲁　春给我送过土特产。"), "鲁春")


def test_struck_words_pledges_and_reasons_are_masked_as_well(members):
    scene = Scene.opened(members)
    scene.do(c.Next())
    line = scene.do(c.Say(text="冯大山找过我。")).lines[-1]
    scene.do(c.Correct(line=line.number, text="冯大山两次找过我。"))
    scene.do(c.Say(text="六月底前给冯大山补办证明", kind=Kind.PLEDGE))
    scene.do(c.Attach(member="m1", title="给冯大山的说明", text="冯大山：\n对不起。"))
    version = NOTICE
    for part in NOTICE.without:
        version = version.switched(part, True)
    whole = as_text(minutes(masked(scene.state, ["冯大山"], version), version))
    assert "冯" not in whole
    assert whole.count(MASK) == 6


def test_who_put_pressure_is_masked_whatever_the_list_says():
    whole = text_of(full_meeting())
    assert f"何人：{MASK}" in whole


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("共八百元。", "共若干元。"),
        ("合计四万一千六百元，分三次。", "合计若干元，分三次。"),
        ("换泵一万八，我投了赞成票。", "换泵若干元，我投了赞成票。"),
        ("收了1,200.50元和三块钱。", "收了若干元和若干元。"),
        ("约两万多元。", "约若干元。"),
        ("开证明三十四份，两万人受益，二十八日公示。", "开证明三十四份，两万人受益，二十八日公示。"),
    ],
)
def test_sums_are_hidden_by_switch(members, text: str, told: str):
    assert text in text_of(said(members, text))
    assert told in text_of(said(members, text), sums=False)


def test_cases_are_left_out_by_switch_and_other_lines_stay():
    state = full_meeting()
    shown, hidden = text_of(state, "冯某"), text_of(state, "冯某", cases=False)
    assert "拖了四天才盖" in shown and "拖了四天才盖" not in hidden
    assert "一名包工头" not in hidden and "请我在验收表上先签字" not in hidden
    assert "（涉及他人的具体事例，从略。）" in hidden
    assert "打印费" in hidden


def test_numbers_that_lead_to_a_person_are_always_hidden(members):
    whole = text_of(said(members, "他的电话13812345678，身份证410123199001011234，共八百元。"))
    assert "他的电话（号码略），身份证（号码略），共八百元" in whole


def test_the_archive_hides_nothing():
    state = full_meeting()
    version = usual(Audience.ARCHIVE)
    assert as_text(minutes(masked(state, ["冯某"], version), version)) == as_text(minutes(state))
