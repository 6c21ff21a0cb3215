"""The program's words: gettext catalogues and `_()`.

Message ids are English; `zh_CN` holds the Chinese the room sees. This is the ground floor of the
house: every other package may import it, it imports none of them.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("zh", "en")
"""The interface languages, the default first."""

_CATALOGUES: Final = {"zh": "zh_CN"}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _CATALOGUES:
        return gettext.NullTranslations()
    return gettext.translation("shaitai", Path(__file__).parent, [_CATALOGUES[language]])


_current: str = LANGUAGES[0]


def use(language: str) -> None:
    """Speak `language` ("zh" or "en") from now on; anything else is a ValueError."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current() -> str:
    """Which language is being spoken?"""
    return _current


def preferred() -> str:
    """The language the environment asks for: English where the locale says so, else Chinese."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def _(message: str) -> str:
    """`message` in the language being spoken, looked up at call time."""
    return _catalogue(_current).gettext(message)


def N_(message: str) -> str:
    """Mark `message` for translation where it is defined; it is looked up with `_` where it is shown."""
    return message


def words(language: str) -> Callable[[str], str]:
    """A `_` that always speaks `language`: the record's language does not follow the screen's."""
    return _catalogue(language).gettext
