"""Verifying: is a sealed record what was sealed, and is the chain of the branch's seals whole?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from locales import _
from meeting.refusal import Refused
from meeting.rows import Row
from meeting.seal import intact, seals

from .archive import Archive
from .meeting_file import Changed, MeetingFile


class Finding(StrEnum):
    """What verifying came to."""

    INTACT = "intact"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNSEALED = "unsealed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One meeting, what was found and one sentence on it."""

    meeting: str
    finding: Finding
    told: str


class Verifier:
    """Verifies the meetings of one archive."""

    def __init__(self, archive: Archive, beside: Verifier | None = None) -> None:
        """A seal before may also be among the meetings `beside`. Refused where the ledger cannot be read."""
        self._archive, self._beside = archive, beside
        self._noted = archive.ledger.entries()

    def meeting(self, file: MeetingFile) -> Verdict:
        """Recompute the seals of one meeting, and look for the meeting its first seal is chained to."""
        try:
            rows = file.rows()
        except Changed:
            return _altered(file.id, _("ALTERED: the record of {meeting} is not what was sealed."))
        except Refused as refused:
            return Verdict(file.id, Finding.UNREADABLE, refused.reason)
        found = seals(rows)
        if not found:
            return self._without_seal(file.id)
        if not intact(file.id, rows):
            return _altered(file.id, _("ALTERED: the record of {meeting} is not what was sealed."))
        previous = found[0]["data"]["previous"]
        if previous and not self.stands(previous):
            told = _("ALTERED: the meeting sealed before {meeting} is missing or altered.")
            return _altered(file.id, told)
        told = _("Intact: {meeting}, seal {seal}.").format(meeting=file.id, seal=found[-1]["data"]["digest"])
        return Verdict(file.id, Finding.INTACT, told)

    def every(self) -> Iterator[Verdict]:
        """Every meeting that is or was sealed, newest first, those that are gone included."""
        ids = self._archive.ids()
        for id in ids:
            verdict = self.meeting(self._archive.named(id))
            if verdict.finding is not Finding.UNSEALED:
                yield verdict
        for gone in dict.fromkeys(entry.meeting for entry in self._noted):
            if gone not in ids:
                yield _altered(gone, _("ALTERED: {meeting} was sealed and is missing."))

    def sealed_as(self, digest: str) -> str | None:
        """The id of the meeting that has this seal, its last or an earlier one; None when none has it."""
        noted = (entry.meeting for entry in self._noted if entry.digest == digest)
        if id := next((id for id in noted if self._archive.named(id).path.exists()), None):
            return id
        return next((id for id in self._archive.ids() if self._has(id, digest)), None)

    def _without_seal(self, id: str) -> Verdict:
        if any(entry.meeting == id for entry in self._noted):
            return _altered(id, _("ALTERED: {meeting} was sealed once and is not any more."))
        told = _("This meeting is not sealed: there is nothing to verify yet.")
        return Verdict(id, Finding.UNSEALED, told)

    def stands(self, digest: str) -> bool:
        """Is there an intact meeting with this seal?"""
        id = self.sealed_as(digest)
        if id is not None and self._has(id, digest) and intact(id, self._archive.named(id).rows()):
            return True
        return self._beside is not None and self._beside.stands(digest)

    def _has(self, id: str, digest: str) -> bool:
        try:
            return digest in _digests(self._archive.named(id).rows())
        except Refused:
            return False


def _altered(id: str, told: str) -> Verdict:
    return Verdict(id, Finding.ALTERED, told.format(meeting=id))


def _digests(rows: list[Row]) -> list[object]:
    return [row["data"].get("digest") for row in seals(rows) if isinstance(row.get("data"), dict)]
