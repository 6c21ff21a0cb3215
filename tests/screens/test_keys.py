"""The registry of commands and the user's own keys."""

from __future__ import annotations

import pytest

from screens.keymap import checked
from screens.keys import KEYS, SCREENS, key_of, keys_of, use_keys
from tests.screens.room import live_room
from tui.keyfile import load_keys


@pytest.fixture(autouse=True)
def own_keys_end_here():
    """No test leaves keys of its own behind."""
    yield
    use_keys({})


def test_ids_are_unique_and_no_two_commands_of_a_screen_share_a_key():
    assert len({key.id for key in KEYS}) == len(KEYS)
    assert {key.screen for key in KEYS} == set(SCREENS)
    for screen in SCREENS:
        keys = [key.default for key in (*keys_of(screen), *keys_of("house")) if key.default]
        assert screen == "house" or len(set(keys)) == len(keys), screen


def test_every_default_key_is_one_that_a_user_might_choose():
    for key in KEYS:
        if key.default:
            assert checked({key.id: key.default}) == ({key.id: key.default}, []), key.id


def test_keys_can_be_exchanged():
    wanted = {"live.next": "f6", "live.pause": "F5"}
    assert checked(wanted) == ({"live.next": "f6", "live.pause": "f5"}, [])


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"live.next": "f6"}, "F6 is wanted by live.next and by live.pause"),
        ({"live.next": "ctrl+p"}, "Ctrl+P is wanted by live.next and by house.palette"),
        ({"house.palette": "f5"}, "F5 is wanted by house.palette and by"),
        ({"live.nxt": "f6"}, "There is no command live.nxt."),
        ({"live.next": "n"}, "choose a function key (not F11) or Ctrl and a letter"),
        ({"live.next": "f11"}, "choose a function key"),
        ({"live.next": "alt+n"}, "choose a function key"),
        ({"live.next": 5}, "choose a function key"),
        ({"live.next": "ctrl+m"}, "terminals send Ctrl+M for Enter"),
        ({"live.next": "ctrl+v"}, "or it edits text"),
    ],
)
def test_a_key_that_cannot_be_had_is_said_and_the_default_stays(wanted, words):
    own, problems = checked(wanted)
    assert own == {} and any(words in problem for problem in problems), problems


def test_giving_one_wish_up_gives_up_what_it_made_room_for():
    own, problems = checked({"live.next": "f6", "live.pause": "f5", "live.end": "f5"})
    assert own == {} and len(problems) >= 2


async def test_the_user_s_file_counts_for_key_bar_sentences_and_presses(archive):
    (archive.folder / "keys.toml").write_text('[live]\nnext = "f6"\npause = "f5"\n', "utf-8")
    async with live_room(archive) as room:
        assert "F6 calls the first speaker" in room.text
        await room.press("f6")
        assert room.names() == ["TurnStarted"]
        await room.press("f5")
        assert room.names() == ["ClockPaused"]
        await room.press("f6")
        await room.press("f6")
        assert room.state.speaker.name == "苗一凡"


async def test_what_is_wrong_in_the_file_is_said_on_the_home_screen(archive):
    (archive.folder / "keys.toml").write_text('"live.next" = "f6"\n', "utf-8")
    async with live_room(archive) as room:
        await room.press("ctrl+g")
        assert key_of("live.next").key == "f5"
    (archive.folder / "keys.toml").write_text("next = ", "utf-8")
    (problem,) = load_keys(archive)
    assert "cannot be read" in problem
