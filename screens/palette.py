"""The palette: every command of a screen, found by a word or by pinyin initials."""

from __future__ import annotations

from collections.abc import Callable

from locales import _

from .dialogs import Pick
from .finding import matches
from .keys import Key, keys_of

_BETWEEN = "   "


def palette(screen: str, can: Callable[[str], bool]) -> Pick[Key]:
    """The commands of `screen` and of the house that can be done now; `can` says so of an action."""
    found = [key for key in keys_of(screen) if can(key.action)] + list(keys_of("house"))
    return Pick(
        _("What is to be done?"),
        [(_BETWEEN.join((key.name, key.says, key.shown)), key) for key in found if key.action != "palette"],
        finds=_finds,
    )


def _finds(query: str, told: str) -> bool:
    name, says, shown = told.split(_BETWEEN)
    wanted = query.strip().lower()
    return matches(query, name) or wanted in says.lower() or wanted == shown.lower()
