"""A sealed record is amended on the screen that reads it; the original stays and all is sealed anew."""

from __future__ import annotations

from screens.home import HomeScreen
from screens.read import ReadScreen
from screens.widgets.page import Page
from store.verify import Finding, Verifier
from tests.store.conftest import running, steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold


async def typed(app, pilot, text: str) -> None:
    from textual.widgets import Input

    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_line_is_amended_with_its_reason_and_the_record_verifies(archive):
    id = hold(steps_of_small(), archive)
    app = ShaitaiApp(archive, opening=HomeScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ReadScreen(app.hall, id, archive.read(id)))
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await typed(app, pilot, "三月我签批支出三笔，共一千元。")
        await typed(app, pilot, "数字记错")
        assert "Amendment 1" in app.screen.query_one("#notice").text
        assert "共一千元" in str(app.screen.query_one(Page).visual)
        app.screen.query_one(Page).on_resize()
    (amendment,) = archive.read(id).amendments
    assert amendment.reason == "数字记错" and amendment.was == archive.read(id).lines[0].text
    assert Verifier(archive).meeting(archive.named(id)).finding is Finding.INTACT
    assert [entry.meeting for entry in archive.ledger.entries()] == [id, id]


async def test_an_amendment_without_a_reason_and_one_of_an_open_record_are_refused(archive, members):
    id = hold(steps_of_small(), archive)
    running(archive, members).close()
    open_id = next(each for each in archive.ids() if each != id)
    app = ShaitaiApp(archive, opening=HomeScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ReadScreen(app.hall, id, archive.read(id)))
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await typed(app, pilot, "三月我签批支出三笔，共一千元。")
        await typed(app, pilot, "")
        assert "reason" in app.screen.query_one("#notice").text
        app.pop_screen()
        await app.push_screen(ReadScreen(app.hall, open_id, archive.read(open_id)))
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen)
        assert "sealed" in app.screen.query_one("#notice").text
    assert archive.read(id).amendments == ()
