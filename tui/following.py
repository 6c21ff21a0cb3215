"""Finding the meeting that a second window follows."""

from __future__ import annotations

from meeting.refusal import Refused
from meeting.state import Stage
from store.archive import Archive
from store.following import Follower


def follow_running(archive: Archive, meeting: str = "") -> Follower | None:
    """A follower of `meeting`, or of the newest one that is running or prepared; None while there is none."""
    if meeting:
        return archive.follow(meeting)
    for summary in archive.unfinished():
        if summary.stage is not Stage.ADJOURNED:
            try:
                return archive.follow(summary.id)
            except Refused:
                continue
    return None
