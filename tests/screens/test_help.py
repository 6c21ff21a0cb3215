"""Help says of every screen what can be done there, and has the pages that come with the program."""

from __future__ import annotations

import re

import pytest

import locales
from screens.base import HouseScreen
from screens.help import HelpScreen
from screens.help_words import ABOUT
from screens.home import HomeScreen
from screens.keys import KEYS, SCREENS, use_keys
from screens.leaflet import LEAFLETS, LeafletScreen, default_key, leaflet
from tools.readme import READMES
from tui.app import ShaitaiApp

OWN = sorted(SCREENS.keys() - {"house"})


def test_every_screen_says_what_can_be_done_there_in_words_of_its_own():
    assert set(ABOUT) == set(OWN)
    assert len(set(ABOUT.values())) == len(ABOUT)


def test_every_screen_has_help_under_f1():
    assert {key.screen for key in KEYS if key.action == "help" and key.default == "f1"} == set(OWN)


async def test_help_fits_the_smallest_screen(archive):
    locales.use("zh")
    app = ShaitaiApp(archive)
    async with app.run_test(size=(60, 18)) as pilot:
        for screen in OWN:
            app.push_screen(HelpScreen(screen))
            await pilot.pause()
            box = app.screen.query_one(".dialog")
            assert box.region.width <= 60 and box.region.height <= 18 and box.max_scroll_x == 0
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("language", locales.LANGUAGES)
async def test_every_page_opens_from_help_and_leads_back(archive, language):
    locales.use(language)
    app = ShaitaiApp(archive)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("f1")
        for key in ("f2", "f3", "f4"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, LeafletScreen)
            await pilot.press("pagedown", "escape")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HouseScreen)


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("name", LEAFLETS)
def test_a_page_names_the_keys_as_they_are(name, language):
    known = {key.id for key in KEYS}
    assert not re.search(r"[{}]", leaflet(name, language))
    for id in re.findall(r"\{([^}]*)\}", leaflet(name, language, lambda id: f"{{{id}}}")):
        assert id in known and default_key(id)
    use_keys({"live.next": "f9"})
    try:
        assert name != "guide" or "F9" in leaflet(name, language)
    finally:
        use_keys({})


def test_both_languages_have_the_same_pages_with_the_same_parts():
    for name in LEAFLETS:
        zh, en = (leaflet(name, language).splitlines() for language in locales.LANGUAGES)
        for mark in ("# ", "## ", "- "):
            assert sum(row.startswith(mark) for row in zh) == pytest.approx(
                sum(row.startswith(mark) for row in en), abs=2
            )


def test_the_page_for_recorders_stands_in_the_chinese_readme():
    readme = READMES["zh"].read_text("utf-8")
    for row in leaflet("guide", "zh", default_key).splitlines():
        assert row.lstrip("#") in readme
