"""The pending flags: the chair opens the list, and settles each by one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from locales import N_, _, current
from meeting.language.ear import reason
from meeting.language.kinds import Category
from meeting.state import Flag, MeetingState

from .dialogs import Pick

CONFIRM, DISMISS, ALLOW, REMIND = "confirm", "dismiss", "allow", "remind"
_CHOICES: Final = (
    (CONFIRM, N_("Confirm")),
    (DISMISS, N_("Dismiss")),
    (REMIND, N_("The chair reminds the speaker")),
    (ALLOW, N_("Dismiss, and never flag these words in this branch again")),
)


def flag_list(state: MeetingState) -> Pick[Flag]:
    """The pending flags, each with whose words, the category, the words and the reason."""
    options = [(f"{_told(flag, state)} — {_why(flag)}", flag) for flag in state.pending_flags]
    return Pick(_("Pending flags"), options)


def settling(flag: Flag, state: MeetingState) -> Pick[str]:
    """What becomes of one flag, by a number key."""
    options: Sequence[tuple[str, str]] = [(_(words), choice) for choice, words in _CHOICES]
    return Pick(f"{_told(flag, state)}\n{_why(flag)}", options)


def category_title(category: str) -> str:
    """A flag's category in the interface language."""
    return Category(category).called(current())


def _told(flag: Flag, state: MeetingState) -> str:
    line = next(line for line in state.lines if line.number == flag.line)
    return _("{name} · {category}: “{words}”").format(
        name=state.name_of(line.by), category=category_title(flag.category), words=flag.words
    )


def _why(flag: Flag) -> str:
    return _("raised by ear") if flag.by_ear else reason(flag.rule, current())
