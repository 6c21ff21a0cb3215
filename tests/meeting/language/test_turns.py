"""A turn and its months: facts counted, topics heard, the same as last time."""

from __future__ import annotations

import pytest

from meeting.language.disclosure import disclosure
from meeting.language.freshness import said_before, share_said_before
from meeting.language.topics_heard import TopicCues, shipped_topics, ticks
from meeting.roster import Member
from meeting.topics import Checklist, Mark, Topic, standing

CHECKLIST = Checklist(
    standing=(Topic(id="gifts", title="有无收受钱物"), Topic(id="pressure", title="说情打招呼")),
    seasonal=(Topic(id="harvest", title="秋粮收购与秸秆禁烧"),),
)


def test_facts_of_a_turn_are_counted_by_kind() -> None:
    told = disclosure(["三月二日我给郑某签了一张九百元的发票。", "《租房合同》是我批的。"])
    assert told.dates >= 1 and told.sums >= 1 and told.persons >= 1 and told.documents >= 2
    assert told.own_acts == 2 and not told.thin and not told.only_work_report


def test_a_turn_without_facts_is_thin_and_a_silent_one_is_not() -> None:
    assert disclosure(["我们抓得很紧，成效显著。"]).thin
    assert not disclosure([]).thin and not disclosure([]).only_work_report


def test_a_work_report_has_no_power_used_by_the_speaker() -> None:
    report = ["全局签订合同四十份，发放补贴九十万元。", "我们完成了上级下达的各项指标。"]
    assert disclosure(report).only_work_report
    assert not disclosure([*report, "其中两份是我签批的。"]).only_work_report


def test_facts_inside_quotations_do_not_count() -> None:
    assert disclosure(["他说“三月给你九百元”。"]).sums == 0


@pytest.mark.parametrize(
    "text",
    [
        "这些难处我一件一件捋，一步一步来。",
        "我会一个一个地谈，一个个地做工作。",
        "遇到这种情况，第一时间向上反映。",
        "一方面要学，一方面要干，一定要改。",
        "对此我十分重视，万分感谢，百分之百拥护。",
        "千万不能大意，万一出事就晚了。",
        "我们做到了一户一策、一人一档。",
        "一把手要带头，全家一条心，一年到头不松劲。",
        "工作一天天好起来，笔笔清楚，一一落实。",
        "做到“四个意识”、两个维护，坚持一分为二。",
    ],
)
def test_number_words_that_count_nothing_are_no_facts(text: str) -> None:
    told = disclosure([text])
    assert (told.dates, told.sums, told.thin) == (0, 0, True)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("一共一件。", 1),
        ("退了一件，又退一件。", 2),
        ("一笔一笔查下来，多付了三笔。", 1),
        ("垫了三千万元，误差千分之三，收了两条烟。", 3),
        ("他等了十分钟，换了一把锁。", 2),
    ],
)
def test_amounts_beside_them_still_count(text: str, sums: int) -> None:
    assert disclosure([text]).sums == sums


def test_topics_of_the_member_are_counted_as_marked() -> None:
    member = Member(id="m", name="栗某")
    told = disclosure(["五月没人说情。"], member, CHECKLIST, {("m", "pressure"): Mark.NOTHING})
    assert (told.covered, told.topics) == (1, 3)


def test_cue_words_propose_ticks() -> None:
    proposed = ticks(
        "二月李某送来两条烟，我当场退回；秋粮收购我盯了两天。",
        CHECKLIST.topics_for(Member(id="m", name="栗某")),
    )
    assert [(tick.topic, tick.mark) for tick in proposed] == [
        ("gifts", Mark.COVERED),
        ("harvest", Mark.COVERED),
    ]


def test_nothing_to_report_is_proposed_as_such() -> None:
    (tick,) = ticks("这个月没有人找我说情。", CHECKLIST.standing)
    assert (tick.topic, tick.mark) == ("pressure", Mark.NOTHING)


def test_words_in_quotations_propose_nothing() -> None:
    assert ticks("标语写着“严禁打招呼、收红包”。", CHECKLIST.standing) == ()


def test_every_shipped_topic_of_the_standing_checklist_has_words() -> None:
    assert {topic.id for topic in standing()} == set(shipped_topics().cues)
    assert isinstance(shipped_topics(), TopicCues)


def test_the_same_text_with_new_figures_was_said_before() -> None:
    today = ["五月我签批接待费三笔，共两千一百元，公函齐全。", "我退了周某的两瓶酒。"]
    before = ["四月我签批接待费五笔，共九百元，公函齐全。"]
    (found,) = said_before(today, [("2026-04", before)])
    assert (found.today, found.meeting, found.then_text) == (0, "2026-04", before[0])
    assert 0.5 < share_said_before(today, [found]) < 1


def test_only_the_last_three_meetings_are_looked_back_on() -> None:
    line = "五月我签批接待费三笔，公函齐全。"
    other = ("m", ["路灯坏了四盏，我报修了两盏。"])
    assert said_before([line], [other, other, ("old", [line])])
    assert not said_before([line], [other, other, other, ("older", [line])])


def test_the_newest_of_two_equal_passages_is_shown() -> None:
    line = "五月我签批接待费三笔，公函齐全。"
    (found,) = said_before([line], [("new", [line]), ("old", [line])])
    assert found.meeting == "new"
