"""Following a meeting that another program writes, without opening it for writing."""

from __future__ import annotations

from meeting.refusal import Refused
from meeting.state import MeetingState, Stage
from store.archive import Archive


class Follower:
    """Reads the meeting again whenever its files have changed."""

    def __init__(self, archive: Archive, meeting: str) -> None:
        self._archive, self._meeting = archive, meeting
        self._seen = self._look()
        self._state = archive.read(meeting)

    @property
    def state(self) -> MeetingState:
        """The meeting as last seen."""
        return self._state

    def poll(self) -> bool:
        """Look again; True when it has changed. What cannot be read just now is read the next time."""
        if (seen := self._look()) == self._seen:
            return False
        try:
            self._state = self._archive.read(self._meeting)
        except (Refused, OSError):
            return False
        self._seen = seen
        return True

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        # The journal beside the file grows between two foldings.
        path = self._archive.file(self._meeting).path
        found = []
        for file in sorted(path.parent.glob(f"{path.stem}.json*")):
            try:
                known = file.stat()
            except OSError:
                continue
            found.append((file.name, known.st_size, known.st_mtime_ns))
        return tuple(found)


def follow_running(archive: Archive, meeting: str = "") -> Follower | None:
    """A follower of `meeting`, or of the newest one that is running or prepared; None while there is none."""
    if meeting:
        return Follower(archive, archive.file(meeting).id)
    for id in archive.ids():
        try:
            follower = Follower(archive, id)
        except (Refused, OSError):
            continue
        if follower.state.stage in (Stage.RUNNING, Stage.PREPARED):
            return follower
    return None
