"""What meetings are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from locales import N_, words

from .dates import written_day
from .state import Head, MeetingKind
from .version import Audience

KIND_TITLES: Final = {
    MeetingKind.GENERAL: N_("general members' meeting"),
    MeetingKind.COMMITTEE: N_("branch committee meeting"),
    MeetingKind.GROUP: N_("Party group meeting"),
    MeetingKind.PARTY_DAY: N_("themed Party day"),
    MeetingKind.ORGANISATION_LIFE: N_("organisation life meeting"),
}
"""The kinds of meeting in words, to be translated where they are shown."""


def meeting_name(head: Head, language: str | None = None) -> str:
    """石桥湾村党支部2026年第5次支部党员大会, in the record's language unless another is given."""
    _: Callable[[str], str] = words(language or head.language)
    return _("{branch}, {kind} no. {number} of {year}").format(
        branch=head.branch, kind=_(KIND_TITLES[head.kind]), number=head.number, year=head.day.year
    )


def record_title(head: Head) -> str:
    """The title of the record: a 会议记录, not a 纪要."""
    _: Callable[[str], str] = words(head.language)
    return _("{meeting}: record").format(meeting=meeting_name(head))


def version_title(head: Head, audience: Audience) -> str:
    """The title of a version of the record: the archive's has nothing added."""
    if audience is Audience.ARCHIVE:
        return record_title(head)
    _: Callable[[str], str] = words(head.language)
    if audience is Audience.REPORT:
        return _("{title} (to report upward)").format(title=record_title(head))
    return _("{title} (public notice)").format(title=record_title(head))


def short_title(head: Head, language: str) -> str:
    """Day and kind, for lists."""
    return f"{written_day(head.day, language)} {words(language)(KIND_TITLES[head.kind])}"
