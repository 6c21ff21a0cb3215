"""`shaitai demo`: a meeting that plays itself, a person who takes it over, and a past to look at."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from meeting import commands as c
from meeting.language.ear import ear
from meeting.minutes import minutes
from meeting.state import Stage
from meeting.topics import missing
from screens.home import HomeScreen
from screens.live import LiveScreen
from store.archive import Archive
from store.verify import Finding, Verifier
from tests.screens.room import START, Hand, Room
from tests.tui.terminal import Terminal
from tui.app import ShaitaiApp
from tui.cli import main
from tui.demo.past import months_before
from tui.demo.play import SelfPlay
from tui.demo.stage import script_in, set_up
from tui.verbs.replaying import hold


@pytest.fixture
def stage(tmp_path) -> Archive:
    """The archive of a demonstration, without the branch yet."""
    return Archive(tmp_path / "demo")


class Show(Room):
    """The live room of a demonstration; its time passes only by hand."""

    play: SelfPlay

    def plays(self, times: int = 1, seconds: float = 4) -> None:
        """So much time passes, so many times; the room looks after each."""
        for _time in range(times):
            self.later(seconds)
            self.live.play_on()

    def plays_until(self, words: str) -> None:
        """Let it play until the last line has these words."""
        while not (self.state.lines and words in self.state.lines[-1].text):
            assert not self.play.over and not self.play.paused
            self.plays()


@asynccontextmanager
async def show(archive: Archive, play: SelfPlay, monkeypatch, size=(100, 30)):
    """The program as `shaitai demo` opens it."""
    clock = Hand()
    monkeypatch.setattr("store.record.steady_clock", lambda: clock)

    def home(hall):
        hall.play = play
        return HomeScreen(hall, at_once=True)

    app = ShaitaiApp(archive, archive.folder, opening=home)
    async with app.run_test(size=size) as pilot:
        for _time in range(3):
            await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        room = Show(app, pilot, clock)
        room.play = play
        room.live.play_on()
        yield room


@pytest.fixture
async def room(stage, monkeypatch):
    """The demonstration, just opened."""
    async with show(stage, set_up(stage, START), monkeypatch) as room:
        yield room


# The play


async def test_the_room_opens_at_once_with_the_first_speakers_held(room):
    assert len(room.state.spoken | {room.state.turn.member}) == 2
    assert "demonstration (Ctrl+D pauses)" in room.text
    assert room.state.called.demo and room.state.called.day == START.date()


async def test_it_plays_to_the_end_as_a_replay_of_the_whole_script(stage, tmp_path, monkeypatch):
    steps, held = script_in(stage, START)
    play = SelfPlay(hold(steps[:held], stage), steps, held, ear())
    async with show(stage, play, monkeypatch) as room:
        for step in steps[held:]:
            assert not play.over
            room.clock.now = step.at
            room.live.play_on()
        assert play.over and "has been played" in room.play.ended
        await room.pilot.pause()
        assert "has been played" in room.text and "pauses)" not in room.text
        other = Archive(tmp_path / "other")
        whole = other.read(hold(steps, other))
        assert minutes(room.state) == minutes(whole)
        assert room.state == whole
        rows = len(room.record.rows)
        room.plays(5)
        assert len(room.record.rows) == rows
        await room.press("ctrl+d")
        assert "has been played" in room.text


async def test_the_pace_is_the_script_s_own_made_shorter(room):
    # Fifteen seconds before the third speaker is called, two before a tick, and never more than four.
    room.plays(seconds=3.7)
    assert room.names() == []
    room.plays(seconds=0.1)
    assert room.names() == ["TurnEnded", "TurnStarted"]
    room.plays(seconds=3.9)
    assert room.names() == []
    room.plays(seconds=0.1)
    assert room.names() == ["LineRecorded"]


async def test_at_double_speed_it_takes_half_the_time(stage, monkeypatch):
    async with show(stage, set_up(stage, START, speed=2), monkeypatch) as room:
        room.plays(seconds=1.8)
        assert room.names() == []
        room.plays(seconds=0.1)
        assert room.names() == ["TurnEnded", "TurnStarted"]


async def test_each_line_is_shown_as_it_comes(room):
    room.plays_until("二百四十元")
    await room.pilot.pause()
    assert "二百四十元" in room.text and room.entry.value == ""


# Taking it over


async def test_pause_stops_it_and_go_on_waits_its_gap(room):
    await room.press("ctrl+d")
    assert "demonstration paused (Ctrl+D goes on)" in room.text
    room.plays(5)
    assert room.names() == []
    await room.press("ctrl+d")
    assert "demonstration (Ctrl+D pauses)" in room.text
    room.plays(seconds=2)
    assert room.names() == []
    room.plays(seconds=1.8)
    assert room.names() == ["TurnEnded", "TurnStarted"]


async def test_the_palette_pauses_it_too(room):
    await room.run("live.play", "palette")
    assert room.play.paused


async def test_typing_pauses_it_and_the_words_stay_one_s_own(room):
    room.plays(2)
    said = room.state.lines
    await room.type("我自己的话")
    room.plays(5)
    assert room.play.paused and room.state.lines == said and room.entry.value == "我自己的话"
    await room.press("ctrl+d")
    assert room.play.paused and "Record the line or empty it first" in room.text
    await room.press("enter")
    assert room.state.lines[-1].text == "我自己的话"
    room.plays(5)
    assert room.state.lines[-1].text == "我自己的话"


async def test_a_line_of_one_s_own_is_not_taken_for_the_script_s(room):
    room.plays_until("二百四十元")
    await room.line("插一句")
    room.plays()
    assert room.play.paused
    await room.press("ctrl+d")
    room.plays(2)
    first, own, *_more = room.state.lines[-3:]
    assert "二百六十元" in first.text and own.text == "插一句"
    assert not own.corrections and not room.play.over


@pytest.mark.parametrize("key", ["f6", "f7", "f8", "ctrl+z"])
async def test_any_command_takes_over(room, key):
    room.plays(2)
    await room.press(key)
    rows = len(room.record.rows)
    room.plays(5)
    assert room.play.paused and len(room.record.rows) == rows


async def test_in_tick_mode_and_behind_a_question_nothing_plays(room):
    room.plays(2)
    rows = len(room.record.rows)
    await room.pilot.press("f1")
    await room.pilot.pause()
    room.plays(3)
    assert len(room.record.rows) == rows and not room.play.paused
    room.play.pause()
    await room.press("escape")
    room.play.go_on(room.record.now())
    await room.pilot.press("f2")
    await room.pilot.pause()
    room.plays(3)
    assert len(room.record.rows) == rows and room.play.paused


async def test_a_meeting_that_has_gone_another_way_ends_the_play_with_a_sentence(room):
    room.plays(2)
    room.record.do(c.Next())
    room.plays()
    await room.press("ctrl+d")
    rows = len(room.record.rows)
    room.plays()
    await room.pilot.pause()
    assert room.play.over and len(room.record.rows) == rows
    assert "The demonstration stops here: the meeting has gone another way" in room.text


async def test_a_step_that_the_rules_refuse_ends_the_play_with_their_reason(room):
    room.plays_until("二百四十元")
    room.record.do(c.Strike(line=room.state.lines[-1].number))
    room.plays()
    await room.press("ctrl+d")
    room.plays()
    await room.pilot.pause()
    assert room.play.over and "The demonstration stops here:" in room.text


async def test_a_line_taken_back_is_not_corrected_in_another_one(room):
    room.plays_until("二百四十元")
    await room.press("ctrl+z")
    before = room.state.lines
    room.plays()
    await room.press("ctrl+d")
    room.plays()
    assert room.play.over and room.state.lines == before


async def test_leaving_for_the_home_screen_loses_no_place(room):
    room.plays(3)
    await room.press("ctrl+g")
    assert isinstance(room.app.screen, HomeScreen)
    rows = len(room.record.rows)
    room.later(60)
    await room.pilot.pause()
    assert len(room.record.rows) == rows
    await room.press("1")
    await room.pilot.pause()
    assert len(room.record.rows) - rows <= 1
    before = [line.text for line in room.state.lines]
    room.plays(2)
    after = [line.text for line in room.state.lines]
    assert len(room.record.rows) > rows and len(set(after)) == len(after) and after[: len(before)] == before


async def test_the_command_is_there_only_in_a_demonstration(archive):
    from tests.screens.room import live_room

    async with live_room(archive, size=(120, 50)) as room:
        await room.type("字")
        await room.press("ctrl+d")
        assert room.names() == [] and "demonstration" not in room.text
        await room.press("f1")
        assert "demonstration" not in room.text
        await room.press("escape", "ctrl+p")
        assert "demonstration" not in room.text


# The past


def test_three_sealed_meetings_stand_behind_it(stage):
    play = set_up(stage, START)
    past = [summary for summary in stage.summaries() if summary.id != play.meeting]
    assert [summary.head.day.month for summary in past] == [4, 3, 2]
    verdicts = list(Verifier(stage).every())
    assert len(verdicts) == 3 and {verdict.finding for verdict in verdicts} == {Finding.INTACT}
    for summary in past:
        state = stage.read(summary.id)
        assert state.stage is Stage.SEALED and state.called.demo and not state.pending_flags
        for turn in state.turns:
            member = state.roster.member(turn.member)
            assert not missing(state.checklist, member, state.marks)
        assert minutes(state).watermark in ("演示", "DEMO")


def test_today_s_meeting_looks_back_on_what_the_last_one_left_open(stage):
    play = set_up(stage, START)
    last = next(summary.id for summary in stage.summaries() if summary.id != play.meeting)
    carried = stage.read(play.meeting).carried
    assert [(pledge.owner, pledge.since) for pledge in carried] == [("m2", last), ("m5", last)]


@pytest.mark.parametrize("now", ["2031-01-31T08:00:00+08:00", "2028-03-01T00:00:30+08:00"])
def test_the_past_lies_in_the_past_on_any_day(stage, now):
    moment = datetime.fromisoformat(now)
    set_up(stage, moment)
    days = [summary.head.day for summary in stage.summaries()]
    assert days == sorted(days, reverse=True) and len({(day.year, day.month) for day in days}) == 4


def test_months_go_back_over_the_year():
    days = [months_before(datetime(2031, 2, 1).date(), ago) for ago in (1, 2, 3)]
    assert [(day.year, day.month) for day in days] == [(2031, 1), (2030, 12), (2030, 11)]


# The command


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf", "fast"])
def test_a_speed_that_cannot_be_is_one_sentence(speed, tmp_path, capsys):
    assert main(["--lang", "en", "--archive", str(tmp_path / "a"), "demo", f"--speed={speed}"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif("os.name != 'posix'", reason="a pty is POSIX")
def test_in_a_terminal_it_plays_and_leaves_nothing_behind(tmp_path: Path):
    for name in ("home", "tmp", "here"):
        (tmp_path / name).mkdir()
    own = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    own["PYTHONPYCACHEPREFIX"] = str(tmp_path / "cache")
    terminal = Terminal(tmp_path / "archive", tmp_path / "here", 100, 30, ("demo", "--speed", "4"), **own)
    try:
        terminal.sees("演示中", "二百六十元")
        assert list((tmp_path / "tmp").iterdir())
        terminal.type("\x11")
        terminal.sees("退出程序吗？")
        terminal.press("down", "enter")
        terminal.until_end()
        assert terminal.ended() == 0
    finally:
        terminal.close()
    assert not (tmp_path / "archive").exists()
    for name in ("home", "tmp", "here"):
        assert not list((tmp_path / name).iterdir()), name


def test_the_whole_demonstration_lasts_some_minutes(stage):
    steps, held = script_in(stage, START)
    play = SelfPlay("x", steps, held, ear())
    gaps = [cue.gap for cue in play._cues]
    assert max(gaps) <= timedelta(seconds=4)
    assert timedelta(minutes=1) < sum(gaps, timedelta()) < timedelta(minutes=10)
