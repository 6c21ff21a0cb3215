"""A user's own keys: checked before they count, with a sentence for each that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from locales import _

from .keys import KEYS, Key, key_of, written

_SAFE: Final = re.compile(r"f([1-9]|10|12)|ctrl\+[a-z]|pageup|pagedown|tab")
_TAKEN: Final = {
    "ctrl+c": "Ctrl+C",
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+j": "Enter",
    "ctrl+m": "Enter",
    "ctrl+v": "Ctrl+V",
    "ctrl+x": "Ctrl+X",
}
"""Chords that terminals send for another key, or that edit text."""


def checked(wanted: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The wanted keys (id → key) that can be had, and a sentence for each that cannot."""
    problems: list[str] = []
    own: dict[str, str] = {}
    for id, key in wanted.items():
        if problem := _problem(id, key):
            problems.append(problem)
        else:
            own[id] = key.lower()
    # Giving one wish up may bring another into conflict with a default, so this goes on until none is left.
    while clashes := list(_clashes(own)):
        for first, second in clashes:
            key = own.get(first.id, own.get(second.id, ""))
            problems.append(
                _("{key} is wanted by {first} and by {second}: both keep their own keys.").format(
                    key=written(key), first=first.id, second=second.id
                )
            )
        for pair in clashes:
            for command in pair:
                own.pop(command.id, None)
    return own, problems


def _problem(id: str, key: Any) -> str | None:
    if not any(known.id == id for known in KEYS):
        return _("There is no command {name}.").format(name=id)
    if not isinstance(key, str) or not _SAFE.fullmatch(key.lower()):
        return _("{name}: {key} does not do; choose a function key (not F11) or Ctrl and a letter.").format(
            name=id, key=key
        )
    if other := _TAKEN.get(key.lower()):
        return _("{name}: terminals send {key} for {other}, or it edits text.").format(
            name=id, key=written(key.lower()), other=other
        )
    return None


def _clashes(own: Mapping[str, str]) -> Iterator[tuple[Key, Key]]:
    """Two commands that can be pressed on the same screen by the same key, one of them by the user's wish."""
    keys = {key.id: own.get(key.id, key.default) for key in KEYS}
    for id in own:
        for other in KEYS:
            together = other.screen == key_of(id).screen or "house" in (other.screen, key_of(id).screen)
            if other.id != id and together and keys[id] == keys[other.id]:
                if other.id in own and other.id < id:
                    continue
                yield key_of(id), other
