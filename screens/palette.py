"""The palette: every command of a screen, found by a word or by pinyin initials."""

from __future__ import annotations

from collections.abc import Callable

from locales import _

from .dialogs import Pick
from .finding import matches
from .keys import Key, keys_of


class Palette(Pick[Key]):
    """The commands of a screen and of the house that can be done now; `can` says so of an action."""

    def __init__(self, screen: str, can: Callable[[str], bool]) -> None:
        found = [key for key in keys_of(screen) if can(key.action)] + list(keys_of("house"))
        options = [(_told(key), key) for key in found if key.action != "palette"]
        super().__init__(_("What is to be done?"), options, finds=lambda query, told: query in told)

    def placeholder(self) -> str:
        """What may be typed to find a command."""
        return _("command or pinyin initials")

    def matching(self, query: str) -> list[tuple[str, Key]]:
        """Those whose name or key is meant first, then those whose sentence has the word."""
        wanted = query.strip().lower()
        named = [o for o in self._options if matches(query, o[1].name) or wanted == o[1].shown.lower()]
        named.sort(key=lambda option: option[1].name.lower() != wanted)
        told = [o for o in self._options if o not in named and wanted in o[1].says.lower()]
        return [*named, *told]


def _told(key: Key) -> str:
    shown = f" ({key.shown})" if key.key else ""
    return f"{key.name}{shown}  {key.says}"
