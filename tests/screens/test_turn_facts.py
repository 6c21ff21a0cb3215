"""What a turn holds is shown as facts, to whoever asks for it."""

from __future__ import annotations

from datetime import timedelta

from meeting import commands as c
from meeting.dates import written_day
from meeting.language.kinds import Category, Loudness
from meeting.topics import Mark
from screens.roster import RosterScreen
from screens.turn_facts import TurnFacts
from store.hearing import NAME, loudness_of
from tests.screens.room import START, live_room
from tui.app import ShaitaiApp

FIRST = c.Next()
SAID = "四月十二日我签批支出两笔，共九百元，凭证在会计处。"


def hold_before(archive, text: str) -> None:
    """A meeting a month ago, in which the first speaker said `text`."""
    branch, day = archive.branch(), (START - timedelta(days=30)).date()
    record = archive.new_meeting(day)
    for command in (
        c.Prepare(branch=branch.name, members=branch.members, day=day, chair="栗长河", recorder="王芳"),
        c.Open(),
        FIRST,
        c.Say(text=text),
    ):
        record.do(command)
    record.close()
    archive.catch_up(lambda _done, _all: True)


async def test_the_facts_of_a_turn_are_counted(archive):
    async with live_room(archive, FIRST, c.MarkTopic(topic="duty", mark=Mark.COVERED)) as room:
        await room.line(SAID)
        await room.run("live.turn", "palette")
        assert "This turn: 栗长河" in room.text and "Dates 1" in room.text
        assert "topics 1 of" in room.text and "No power" not in room.text
        await room.press("escape")
        assert room.names() == ["LineRecorded"]


async def test_a_bare_work_report_is_said_to_be_one(archive):
    async with live_room(archive, FIRST, c.Say(text="全局上下抓学习、促落实，工作推进有力。")) as room:
        await room.run("live.turn", "palette")
        assert "No power of the speaker's own" in room.text


async def test_what_was_said_last_month_stands_beside_it(archive):
    hold_before(archive, "三月十日我签批支出两笔，共七百元，凭证在会计处。")
    async with live_room(archive, FIRST, c.Say(text=SAID)) as room:
        await room.run("live.turn", "palette")
        assert isinstance(room.app.screen, TurnFacts)
        before = written_day((START - timedelta(days=30)).date(), "en")
        assert f"Said on {before}:" in room.text and "Said today:" in room.text
        assert "三月十日" in room.text and "四月十二日" in room.text


async def test_nothing_is_shown_where_the_words_are_new(archive):
    hold_before(archive, "张伟来找过我，想要低保名额，我没有答应。")
    async with live_room(archive, FIRST, c.Say(text=SAID)) as room:
        await room.run("live.turn", "palette")
        assert "Said today:" not in room.text


async def test_next_tells_the_facts_beside_what_is_missing(archive):
    async with live_room(archive, FIRST, c.Say(text=SAID)) as room:
        await room.press("f5")
        assert "has not covered" in room.text and "Dates 1" in room.text


async def test_the_end_of_a_turn_tells_its_facts(archive):
    async with live_room(archive, FIRST, c.Say(text=SAID)) as room:
        await room.press("f9")
        assert "Dates 1" in room.text


async def test_before_anybody_spoke_there_is_nothing_to_tell(archive):
    async with live_room(archive) as room:
        room.live.action_turn()
        await room.pilot.pause()
        assert "Nobody has spoken yet." in room.text


async def test_the_loudness_of_a_category_is_turned_on_the_roster(archive):
    app = ShaitaiApp(archive, opening=RosterScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.action_loudness()
        await pilot.pause()
        await pilot.press("5")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
    assert loudness_of(archive.branch())[Category.BLAME] is Loudness.OFF


async def test_a_lexicon_that_cannot_be_used_is_told_once_on_the_home_screen(archive):
    (archive.folder / NAME).write_text("format = 1\n[blam]\n", "utf-8")
    app = ShaitaiApp(archive)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert any("there is no category [blam]" in str(p) for p in [app.screen.query_one("#notice").text])
        assert app.hall.problems == ()
