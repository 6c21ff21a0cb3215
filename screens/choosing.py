"""Choosing a member of the branch by name or pinyin initials, and showing what they said."""

from __future__ import annotations

from locales import _
from store.reading import PastMeetings

from .base import Hall, HouseScreen
from .dialogs import Pick
from .finding import initials, matches


def known_members(hall: Hall) -> list[str]:
    """Who is on the roster today, then whoever was on it before."""
    branch = hall.archive.branch()
    today = [member.name for member in branch.members]
    past: PastMeetings = hall.past
    names = list(dict.fromkeys((*today, *sorted(past.members(*branch.names)))))
    for name in names:
        # The readings are loaded here, on a thread, and not at the first letter typed.
        initials(name)
    return names


def choose_member(screen: HouseScreen) -> None:
    """Ask whose months are to be shown, and show them."""

    def ask(names: list[str]) -> None:
        if not names:
            screen.say(_("The roster is empty."))
            return
        options = [(name, name) for name in names]
        screen.put(Pick(_("Whose months?"), options, finds=matches), lambda name: show_member(screen, name))

    screen.aside(lambda: known_members(screen.hall), ask)


def show_member(screen: HouseScreen, name: str, meeting: str = "") -> None:
    """Show a member's months, beginning at `meeting` or at the newest."""
    from .member import MemberScreen

    screen.app.push_screen(MemberScreen(screen.hall, name, meeting))
