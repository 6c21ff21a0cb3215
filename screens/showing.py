"""The screens on past meetings, shown from wherever something leads to them."""

from __future__ import annotations

from meeting.state import MeetingState

from .base import HouseScreen


def show_member(screen: HouseScreen, name: str, meeting: str = "") -> None:
    """Show a member's months, beginning at `meeting` or at the newest."""
    from .member import MemberScreen

    screen.app.push_screen(MemberScreen(screen.hall, name, meeting))


def show_record(screen: HouseScreen, meeting: str, line: int = 0) -> None:
    """Show the record of a meeting, from a line on."""

    def show(state: MeetingState) -> None:
        from .read import ReadScreen

        screen.app.push_screen(ReadScreen(screen.hall, meeting, state, line))

    screen.aside(lambda: screen.hall.past.read(meeting), show)


def show_past(screen: HouseScreen) -> None:
    """Show the list of past meetings."""
    from .past import PastScreen

    screen.app.push_screen(PastScreen(screen.hall))


def show_search(screen: HouseScreen) -> None:
    """Show the search in all meetings."""
    from .search import SearchScreen

    screen.app.push_screen(SearchScreen(screen.hall))


def show_ledger(screen: HouseScreen) -> None:
    """Show the follow-up ledger."""
    from .ledger import LedgerScreen

    screen.app.push_screen(LedgerScreen(screen.hall))


def show_coverage(screen: HouseScreen) -> None:
    """Show the coverage of this year."""
    from .coverage import CoverageScreen

    screen.app.push_screen(CoverageScreen(screen.hall))
