"""The end of a meeting on the screen: read-back, check, PIN, seal, export."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Label, OptionList

import screens.exporting
from meeting import commands as c
from meeting.pin import pin_hash
from meeting.readiness import Lack, open_gaps
from meeting.state import Office, Stage
from screens.exporting import ExportScreen
from screens.readback import Passage, ReadBackScreen
from screens.roster import RosterScreen
from screens.signoff import SignOffScreen
from screens.widgets.row import Notice
from store.archive import Archive
from tests.exports.meeting import full_meeting
from tui.app import ShaitaiApp


@pytest.fixture
def closed(archive: Archive):
    """A record of a meeting that has just been closed: two have spoken, nothing is confirmed."""
    branch = archive.branch()
    record = archive.new_meeting(date(2026, 5, 24))
    head = {"branch": branch.name, "day": date(2026, 5, 24)}
    record.do(c.Prepare(members=branch.members[:2], chair="栗长河", recorder="苗一凡", seasonal=(), **head))
    record.do(c.Open())
    for text in ("五月我签批支出两笔，共八百元。", "四月危房验收三户，有一户我没上房顶。"):
        record.do(c.Next())
        record.do(c.Say(text=text))
    record.do(c.End())
    record.do(c.Adjourn())
    return record


def opened(archive: Archive, record, folder: Path) -> ShaitaiApp:
    app = ShaitaiApp(archive, folder)
    app.hall.record = record
    return app


async def answer(pilot, text: str) -> None:
    """Type an answer into the question that is open."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def choose(pilot, place: int) -> None:
    """Take the option at `place` of the question that is open."""
    await pilot.press(*["down"] * place, "enter")
    await pilot.pause()


def text_of(app, selector: str) -> str:
    if selector == "#notice":
        return app.screen.query_one(Notice).text
    return str(app.screen.query_one(selector, Label).render())


async def test_a_passage_is_read_back_large_confirmed_corrected_or_refused(archive, closed, tmp_path):
    app = opened(archive, closed, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SignOffScreen(app.hall))
        await pilot.press("f9")
        assert isinstance(app.screen, ReadBackScreen)
        assert "栗长河" in text_of(app, "#whose") and "1/2" in text_of(app, "#whose")
        assert "共八百元" in str(app.screen.query_one(Passage).render())
        await pilot.press("f4")
        await choose(pilot, 0)
        await answer(pilot, "五月我签批支出两笔，共九百元。")
        shown = str(app.screen.query_one(Passage).render()).replace("\n", "")
        assert "~五月我签批支出两笔，共八百元。~" in shown and "共九百元" in shown
        await pilot.press("f2")
        assert closed.state.passages["m1"].objection == ""
        assert "苗一凡" in text_of(app, "#whose")
        await pilot.press("f3")
        await answer(pilot, "少记了一户")
        assert closed.state.passages["m2"].objection == "少记了一户"
        assert isinstance(app.screen, SignOffScreen)
        assert closed.state.lines[0].corrections[0].was.endswith("八百元。")


async def test_the_check_lists_what_is_open_and_leads_to_each_place(archive, closed, tmp_path):
    app = opened(archive, closed, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SignOffScreen(app.hall))
        count = len(open_gaps(closed.state))
        assert f"{count} things are open" in text_of(app, "#stands")
        await pilot.press("f5")
        assert len(closed.state.signatures) == 0
        await choose(pilot, 0)
        await answer(pilot, "二楼会议室")
        assert closed.state.called.place == "二楼会议室"
        # The list is back; the last entry is the second speaker's passage: it leads to the read-back.
        kinds = [gap.lack for gap in open_gaps(closed.state)]
        await choose(pilot, len(kinds) - 1)
        await choose(pilot, 0)
        assert isinstance(app.screen, ReadBackScreen) and "苗一凡" in text_of(app, "#whose")
        await pilot.press("f2", "f2")
        assert set(closed.state.passages) == {"m1", "m2"}
        await pilot.press("f6")
        await choose(pilot, 0)
        await choose(pilot, 2)
        await answer(pilot, "下次补晒")
        assert closed.state.excused == {"topics": "下次补晒"}
        assert Lack.TOPICS not in [gap.lack for gap in open_gaps(closed.state)]
        assert app.screen.query_one("#turns", OptionList).option_count == 2


async def test_whoever_has_a_pin_signs_with_it_and_a_wrong_one_is_refused(archive, closed, tmp_path):
    branch = archive.branch()
    kept = pin_hash("2468", bytes(16))
    archive.keep_branch(replace(branch, members=(replace(branch.members[0], pin=kept), *branch.members[1:])))
    closed.do(c.ChangeHead(place="二楼会议室"))
    for kind in ("topics", "passage"):
        closed.do(c.Excuse(gap=kind, reason="时间不够"))
    app = opened(archive, closed, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SignOffScreen(app.hall))
        await pilot.press("f5")
        await answer(pilot, "栗长河")
        assert app.screen.query_one(Input).password
        await answer(pilot, "1111")
        assert "not the PIN of 栗长河" in text_of(app, "#notice")
        assert closed.state.signatures == ()
        await pilot.press("f5")
        await answer(pilot, "栗长河")
        await answer(pilot, "2468")
        assert closed.state.signatures[0].with_pin
        await answer(pilot, "苗一凡")
        assert [sign.with_pin for sign in closed.state.signatures] == [True, False]
        assert {sign.office for sign in closed.state.signatures} == set(Office)
        await choose(pilot, 1)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert closed.state.stage is Stage.SEALED
        (paper,) = tmp_path.glob("*.docx")
        assert "Written" in text_of(app, "#notice") and paper.name in text_of(app, "#notice").replace(
            "\n", ""
        )
        assert b"scrypt" not in paper.read_bytes()


async def test_a_script_is_attached_from_a_file(archive, closed, tmp_path):
    (tmp_path / "script.txt").write_text("同志们：\n我说三件事。", "utf-8")
    app = opened(archive, closed, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SignOffScreen(app.hall))
        for name in ("none.txt", "script.txt"):
            await pilot.press("ctrl+o")
            await choose(pilot, 0)
            await answer(pilot, str(tmp_path / name))
            if name == "none.txt":
                assert "cannot be read" in text_of(app, "#notice")
        assert closed.state.scripts[0].text == "同志们：\n我说三件事。"


def preview(app) -> str:
    return "\n".join(str(widget.render()) for widget in app.screen.query("#preview > *"))


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been opened outside."""
    seen: list[Path] = []
    monkeypatch.setattr(screens.exporting, "open_outside", seen.append)
    return seen


async def test_the_version_is_seen_before_it_is_written_and_opened_after(archive, tmp_path, opens):
    app = ShaitaiApp(archive, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(ExportScreen(app.hall, "2026-05-24-aaaa", full_meeting()))
        await pilot.pause()
        assert "冯某" in preview(app) and list(tmp_path.glob("*.docx")) == []
        await pilot.press("f7")
        assert "Nothing has been written" in text_of(app, "#notice")
        await pilot.press("f2")
        await choose(pilot, 2)
        # The masking list comes up by itself: 冯某 is taken off it, another name is added.
        rows = app.screen.query_one(OptionList)
        told = [str(rows.get_option_at_index(place).prompt) for place in range(rows.option_count)]
        assert told[0].endswith("+ another name") and any("[x] 冯某" in row for row in told)
        place = next(place for place, row in enumerate(told) if "冯某" in row)
        await choose(pilot, place)
        # The cursor stays where it was.
        await pilot.press(*["up"] * place, "enter")
        await pilot.pause()
        await answer(pilot, "东头两户")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        seen = preview(app)
        assert "冯某" in seen and "东头两户" not in seen and "尹某" not in seen and "某某某" in seen
        await pilot.press("f3")
        await choose(pilot, 12)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "without sums" in text_of(app, "#order") and "六百元" not in preview(app)
        await pilot.press("f5")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (paper,) = tmp_path.glob("*.docx")
        await pilot.press("f7", "f8")
        assert opens == [paper, tmp_path]


async def test_every_format_has_a_preview(archive, tmp_path):
    app = ShaitaiApp(archive, tmp_path)
    words = ("会议记录", "会议记录", '"schema": "shaitai-record"', "计划用时", "整改台账", "来源会议")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(ExportScreen(app.hall, "2026-05-24-aaaa", full_meeting()))
        for place, expected in enumerate(words):
            await pilot.press("f6")
            await choose(pilot, place)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert expected in preview(app)
            await pilot.press("f5")
            await app.workers.wait_for_complete()
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [
        ".csv",
        ".csv",
        ".docx",
        ".docx",
        ".json",
        ".md",
    ]


async def test_a_template_that_does_not_do_is_said(archive, tmp_path):
    (tmp_path / "bad.docx").write_bytes(b"no")
    app = ShaitaiApp(archive, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(ExportScreen(app.hall, "x", full_meeting()))
        for name, told in (("none.docx", "There is no file"), ("bad.docx", "cannot be used as a template")):
            await pilot.press("f9")
            await answer(pilot, str(tmp_path / name))
            await app.workers.wait_for_complete()
            await pilot.press("f5")
            await app.workers.wait_for_complete()
            await pilot.pause()
            if name == "bad.docx":
                assert told in text_of(app, "#notice")


async def test_a_pin_is_set_and_taken_away_on_the_roster(archive, tmp_path):
    app = ShaitaiApp(archive, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(RosterScreen(app.hall))
        for first, second, told in (
            ("2468", "2469", "The two differ"),
            ("12", "12", "4 to 64"),
            ("2468", "2468", "signs with a PIN"),
        ):
            await pilot.press("f7")
            await answer(pilot, first)
            await answer(pilot, second)
            assert told in text_of(app, "#notice")
        kept = archive.branch().members[0].pin
        assert kept.startswith("scrypt:") and "2468" not in kept
        await pilot.press("f7")
        await answer(pilot, "")
        assert archive.branch().members[0].pin == ""


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_every_screen_of_the_close_fits_a_small_terminal(archive, closed, tmp_path, size):
    app = opened(archive, closed, tmp_path)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(SignOffScreen(app.hall))
        for key in ("f9", "f6", "f7", "f8"):
            await pilot.press(key)
            await pilot.pause()
            for widget in app.screen.query("*"):
                assert widget.region.right <= size[0], (key, widget)
            foot = app.screen_stack[-1].query("KeyBar")
            assert all(bar.region.bottom == size[1] for bar in foot)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, SignOffScreen)
