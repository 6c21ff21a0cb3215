"""Choosing a member of the branch by name or pinyin initials, and showing what they said."""

from __future__ import annotations

from collections.abc import Callable

from locales import _
from meeting.refusal import Refused
from store.reading import PastMeetings

from .base import Hall, HouseScreen
from .dialogs import Pick
from .finding import initials, matches
from .showing import show_member


def known_members(hall: Hall) -> list[str]:
    """Who is on the roster today, then whoever was on it before. Refused where there is nobody."""
    branch = hall.archive.branch()
    today = [member.name for member in branch.members]
    past: PastMeetings = hall.past
    names = list(dict.fromkeys((*today, *sorted(past.members(*branch.names)))))
    if not names:
        none = _("The roster is empty.") if branch.name or not hall.read_only else no_branch()
        raise Refused(none)
    for name in names:
        # The readings are loaded here, on a thread, and not at the first letter typed.
        initials(name)
    return names


def no_branch() -> str:
    """What is said where a county is read and no branch of it has been chosen."""
    return _("No branch is at hand: choose one on the first screen.")


def ask_member(screen: HouseScreen, question: str, then: Callable[[str], object]) -> None:
    """Ask for a member of the branch at hand, then go on with the full name."""

    def ask(names: list[str]) -> None:
        screen.put(Pick(question, [(name, name) for name in names], finds=matches), then)

    screen.aside(lambda: known_members(screen.hall), ask)


def choose_member(screen: HouseScreen) -> None:
    """Ask whose months are to be shown, and show them."""
    ask_member(screen, _("Whose months?"), lambda name: show_member(screen, name))
