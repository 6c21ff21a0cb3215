"""The entry line: kinds, attribution, taking lines back, pasting, the quiet underline, the alarm."""

from __future__ import annotations

import pytest

from meeting import commands as c
from meeting.kinds import Kind
from screens.live import LiveScreen
from screens.pasting import PastePreview, lines_of
from screens.pressure import PressureForm
from tests.screens.room import live_room
from tui.app import ShaitaiApp

FIRST = c.Next()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("说一件事", Kind.STATEMENT),
        ("=答一句", Kind.REPLY),
        ("＝答一句", Kind.REPLY),
        (">六月底前补齐", Kind.PLEDGE),
        ("＞六月底前补齐", Kind.PLEDGE),
        ("》六月底前补齐", Kind.PLEDGE),
        ("!请说“我”", Kind.REMINDER),
        ("！请说“我”", Kind.REMINDER),
        ("#记一笔", Kind.NOTE),
        ("＃记一笔", Kind.NOTE),
        ("?yry 票据呢", Kind.QUESTION),
        ("？yry　票据呢", Kind.QUESTION),
        ("*焉如玉 说得实", Kind.REMARK),
        ("&当面退了", Kind.PRESSURE),
    ],
)
async def test_the_first_character_chooses_the_kind(archive, typed, kind):
    async with live_room(archive, FIRST) as room:
        await room.type(typed)
        assert room.entry.border_title == kind.label
        await room.press("enter")
        (line,) = room.state.lines
        assert line.kind is kind and line.text[0] not in "?？*&!！#＃=＝>＞》"
        if kind.from_another:
            assert room.state.name_of(line.by) == "焉如玉"


async def test_a_key_cycles_the_kinds_and_takes_the_place_of_a_first_character(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("=补充一句")
        for kind in (Kind.REMARK, Kind.REMINDER):
            await room.press("ctrl+t")
            assert room.entry.parsed() == (kind, "补充一句")


async def test_initials_are_completed_by_tab_and_several_are_named(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("？y")
        assert room.entry.border_subtitle == "焉如玉 (Tab)"
        await room.press("tab")
        assert room.entry.value == "？焉如玉 "
        await room.type("票据呢")
        await room.press("enter")
        assert room.state.lines[0].text == "票据呢" and room.state.name_of(room.state.lines[0].by) == "焉如玉"
        await room.type("?zzz")
        assert room.entry.border_subtitle == "nobody is called zzz"


async def test_words_of_nobody_named_ask_whose_they_are(archive):
    async with live_room(archive, FIRST) as room:
        await room.line("?票据呢")
        assert "Whose words are they?" in room.text
        await room.type("wf")
        await room.press("enter")
        assert room.state.name_of(room.state.lines[0].by) == "王芳"


async def test_up_takes_the_last_line_back_and_the_old_words_stay_struck_through(archive):
    async with live_room(archive, FIRST, c.Say(text="第一件"), c.Say(text="共九百元")) as room:
        await room.press("up")
        assert room.entry.value == "共九百元" and "correcting the line of" in str(room.entry.border_title)
        await room.press("up")
        assert room.entry.value == "第一件"
        await room.press("down")
        await room.type("整")
        # What was changed is not walked away from.
        await room.press("up", "down")
        assert room.entry.value == "共九百元整"
        await room.press("enter")
        assert room.names() == ["LineCorrected"] and room.entry.value == ""
        assert "[was] 共九百元" in room.text and "共九百元整" in room.text
        await room.press("up", "down")
        assert room.entry.value == "" and room.entry.correcting is None


async def test_an_emptied_line_is_struck_out_only_when_that_is_said(archive):
    async with live_room(archive, FIRST, c.Say(text="多写的")) as room:
        await room.press("up", "ctrl+u", "enter", "enter")
        assert room.names() == [] and room.entry.value == ""
        await room.press("up", "ctrl+u", "enter", "2")
        assert room.names() == ["LineStruck"] and "[struck] 多写的" in room.text


async def test_a_paste_of_several_lines_becomes_as_many_taken_back_together(archive):
    async with live_room(archive, FIRST) as room:
        await room.paste("第一件\r\n\r\n  第二件\x1b[31m\n第三件\n")
        assert [line.text for line in room.state.lines] == ["第一件", "第二件", "第三件"]
        await room.press("ctrl+z")
        assert room.state.lines == ()


async def test_one_pasted_line_goes_where_the_cursor_is(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("共元")
        await room.press("left")
        await room.paste("九百\n")
        assert room.entry.value == "共九百元" and room.state.lines == ()


async def test_more_than_twenty_lines_are_looked_at_first(archive):
    async with live_room(archive, FIRST) as room:
        text = "\n".join(f"第{number}件" for number in range(21))
        await room.paste(text)
        assert isinstance(room.app.screen, PastePreview) and "Record 21 lines" in room.text
        await room.press("escape")
        assert room.state.lines == ()
        await room.paste(text)
        await room.press("enter")
        assert len(room.state.lines) == 21


async def test_a_paste_of_a_hundred_thousand_characters_is_looked_at_and_recorded_in_parts(archive):
    async with live_room(archive, FIRST) as room:
        await room.paste("我签批支出一笔。" * 12_500)
        assert isinstance(room.app.screen, PastePreview)
        await room.press("enter")
        assert "".join(line.text for line in room.state.lines) == "我签批支出一笔。" * 12_500
        assert all(line.text.endswith("。") for line in room.state.lines)


async def test_a_paste_that_is_refused_waits_in_the_entry_line(archive):
    async with live_room(archive) as room:
        await room.paste("第一件\n第二件")
        assert room.entry.value == "第一件 第二件" and "No clock is running" in room.text


def test_lines_too_long_are_cut_at_sentences():
    assert [len(line) for line in lines_of("一" * 25_000)] == [10_000, 10_000, 5_000]


async def test_words_that_dodge_are_underlined_while_typing_and_nothing_else_moves(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("我们把三月的罚款收早了。")
        spans = room.entry._value.spans
        assert [span.style for span in spans] == ["underline"] and spans[0].start == 0
        await room.press("enter")
        assert "1 flags pending (F3)" in room.text
        await room.type("五月我签批支出两笔，共九百元。")
        assert not room.entry._value.spans


async def test_words_without_a_clock_raise_the_alarm_and_half_a_minute_is_given_back(archive):
    async with live_room(archive) as room:
        room.later(60)
        await room.type("我先说")
        assert "No clock is running: F5 calls 栗长河, Ctrl+N as of 30 seconds ago." in room.text
        await room.press("ctrl+n")
        assert "No clock is running" not in room.text and room.entry.value == "我先说"
        (turn,) = room.state.turns
        assert (room.clock() - turn.stretches[0].start).total_seconds() == 30
        await room.press("f6")
        assert "The clock is paused: F6 lets it run" in room.text
        room.later(60)
        await room.press("ctrl+n")
        assert room.state.turn.running
        assert (room.clock() - room.state.turn.stretches[-1].start).total_seconds() == 30


async def test_a_line_recorded_while_the_clock_is_paused_says_so(archive):
    async with live_room(archive, FIRST, c.Pause()) as room:
        await room.line("一件事")
        assert "The clock is paused while words are recorded: F6 lets it run." in room.text


async def test_a_flag_by_ear_is_raised_on_the_line_taken_back(archive):
    async with live_room(archive, FIRST, c.Say(text="第一件"), c.Say(text="第二件")) as room:
        await room.press("up", "up", "ctrl+f", "1")
        assert room.state.flags[0].words == "第一件" and room.state.flags[0].by_ear


async def test_a_desk_note_needs_no_clock(archive):
    async with live_room(archive) as room:
        await room.type("#投影仪换过")
        assert "No clock is running" not in room.text


async def test_escape_ends_and_discards_nothing(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("还没说完")
        await room.press("escape", "escape")
        assert room.entry.value == "还没说完" and room.names() == []


async def test_a_pressure_record_needs_only_what_the_speaker_did(archive):
    async with live_room(archive, FIRST) as room:
        await room.press("ctrl+o")
        assert isinstance(room.app.screen, PressureForm)
        await room.type("一名包工头")
        await room.press("enter", "enter", "enter", "enter", "enter")
        await room.press("enter")
        assert room.names() == []
        await room.type("没有签字，让他补了防水")
        await room.press("enter")
        (line,) = room.state.lines
        assert (line.kind, line.pressure.who, line.pressure.offered) == (Kind.PRESSURE, "一名包工头", "")
        assert line.pressure.did == "没有签字，让他补了防水"


async def test_leaving_the_pressure_form_keeps_what_was_typed_in_the_line(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("当场退了")
        await room.press("ctrl+o")
        await room.type("开发商")
        room.live._tick()
        room.record.flush()
        assert archive.file("last").read_draft() == "&当场退了，开发商"
        await room.press("escape")
        assert room.entry.value == "&当场退了，开发商"


async def test_a_restart_finds_the_correction_that_was_being_made(archive):
    async with live_room(archive, FIRST, c.Say(text="第一件"), c.Say(text="共九百元")) as room:
        await room.press("up")
        await room.type("整")
    (id,) = archive.ids()
    record = archive.open(id)
    app = ShaitaiApp(archive)
    app.hall.record = record
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = LiveScreen(app.hall)
        app.push_screen(screen)
        await pilot.pause()
        assert screen.entry.value == "共九百元整" and screen.entry.correcting.text == "共九百元"
        await pilot.press("enter")
        await pilot.pause()
        assert [line.text for line in record.state.lines] == ["第一件", "共九百元整"]
        assert screen.entry.value == ""


async def test_a_restart_finds_the_unfinished_line(archive):
    async with live_room(archive, FIRST) as room:
        await room.type("另有一笔还没")
    (id,) = archive.ids()
    assert archive.file(id).read_draft() == "另有一笔还没"
