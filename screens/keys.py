"""The one registry of commands: it yields bindings, the key bar, help, the palette and the README's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding

from locales import N_, _

from .key_table import TABLE


@dataclass(frozen=True, slots=True)
class Key:
    """One command of a screen: `action` runs it, `default` is its key until the user chooses another."""

    id: str
    """`screen.action`, by which a user's own key map names it."""
    default: str
    """Empty for a command that only the palette runs."""
    label: str
    """A word or two for the key bar (a message id)."""
    help: str
    """One sentence for help and palette (a message id)."""
    bar: bool = True
    """Is it shown in the key bar?"""

    @property
    def screen(self) -> str:
        """The screen it belongs to; `house` for all of them."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The screen's action that it runs."""
        return self.id.partition(".")[2]

    @property
    def key(self) -> str:
        """The key that runs it now."""
        return _own.get(self.id, self.default)

    @property
    def shown(self) -> str:
        """The key as people write it: F5, Ctrl+Z."""
        return written(self.key)

    @property
    def name(self) -> str:
        """The label in the interface language."""
        return _(self.label)

    @property
    def says(self) -> str:
        """The help in the interface language."""
        return _(self.help)


def written(key: str) -> str:
    """A key as people write it: F5, Ctrl+Z, PageUp."""
    names = {"pageup": "PageUp", "pagedown": "PageDown"}
    return "+".join(names.get(part, part.capitalize()) for part in key.split("+"))


KEYS: Final = tuple(Key(*row) for row in TABLE)
_BY_ID: Final = {key.id: key for key in KEYS}
_own: dict[str, str] = {}


def use_keys(own: Mapping[str, str]) -> None:
    """From now on these commands have these keys (id → key), the others their defaults."""
    _own.clear()
    _own.update(own)


def key_of(id: str) -> Key:
    """The command with this id."""
    return _BY_ID[id]


def shown(id: str) -> str:
    """The key of a command as people write it, for a sentence that names it."""
    return key_of(id).shown


def keys_of(screen: str) -> tuple[Key, ...]:
    """The keys of one screen, in the order of the key bar."""
    return tuple(key for key in KEYS if key.screen == screen)


def bindings(screen: str) -> list[Binding]:
    """The bindings of one screen; they work while a text field has the focus."""
    return [
        Binding(key.key, key.action, key.label, show=False, priority=True, id=key.id)
        for key in keys_of(screen)
        if key.key
    ]


SCREENS: Final = {
    "house": N_("Everywhere"),
    "home": N_("Home"),
    "county": N_("County"),
    "view": N_("Branches and months"),
    "first": N_("First start"),
    "roster": N_("Roster"),
    "import": N_("Import a roster"),
    "settings": N_("Settings"),
    "prepare": N_("Prepare"),
    "statements": N_("Prepared statements"),
    "live": N_("Live room"),
    "board": N_("Board window"),
    "signoff": N_("Closing and sign-off"),
    "readback": N_("Read-back"),
    "export": N_("Export"),
    "past": N_("Past meetings"),
    "ledger": N_("Follow-up ledger"),
    "search": N_("Search"),
    "read": N_("Read a meeting"),
    "member": N_("One member"),
    "beside": N_("Two months"),
    "coverage": N_("Coverage"),
}
"""The screens by the first part of a key's id."""


def markdown_table() -> str:
    """The key table of the README, in the interface language."""
    head = (_("Screen"), _("Key"), _("Name in keys.toml"), _("What it does"))
    rows = [_row(*head), "|---|---|---|---|"]
    for key in KEYS:
        pressed = f"`{written(key.default)}`" if key.default else "—"
        rows.append(_row(_(SCREENS[key.screen]), pressed, f"`{key.id}`", key.says))
    return "\n".join(rows) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
