"""Statements prepared in writing: whose they are, and which one a member has."""

from __future__ import annotations

from .roster import Member, Roster
from .state import MeetingState, Script
from .text import clean_lines, clean_name


def named_in(title: str, roster: Roster) -> Member | None:
    """The one member whose full name stands in a title, such as that of a file; None for none or several.

    A name that is a part of another's, as 王芳 of 王芳芳, is not meant where the longer one stands.
    """
    told = clean_name(title).replace(" ", "")
    found = [member for member in roster if member.name.replace(" ", "") in told]
    longest = [m for m in found if not any(m.name in other.name for other in found if other != m)]
    return longest[0] if len(longest) == 1 else None


def script_of(member: str, state: MeetingState) -> Script | None:
    """The script of a member that was attached last; None for none."""
    return next((script for script in reversed(state.scripts) if script.member == member), None)


def attached(text: str, state: MeetingState) -> Script | None:
    """The script that has this text; None where it is not attached."""
    clean = clean_lines(text)
    return next((script for script in state.scripts if script.text == clean), None)
