"""Which version of the record is put on paper: the whole for the archive, or a part of it for others."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from locales import N_, _

from .codec import canonical, from_plain, to_plain
from .refusal import Refused


class Audience(StrEnum):
    """Whom a version is for."""

    ARCHIVE = "archive"
    """The branch's own file: everything."""
    REPORT = "report"
    """The higher Party organisation."""
    NOTICE = "notice"
    """The public: third persons masked."""

    @property
    def label(self) -> str:
        """The version in the interface language."""
        return _(_AUDIENCES[self])


_AUDIENCES: Final = {
    Audience.ARCHIVE: N_("for the archive"),
    Audience.REPORT: N_("to report upward"),
    Audience.NOTICE: N_("public notice"),
}


class Part(StrEnum):
    """A section that a version may leave out."""

    REASONS = "reasons"
    """Why somebody was late, on leave or absent, or spoke out of rank or not at all."""
    CARRIED = "carried"
    QUESTIONS = "questions"
    """Questions and replies."""
    REMARKS = "remarks"
    REMINDERS = "reminders"
    PRESSURE = "pressure"
    OBJECTIONS = "objections"
    """What speakers objected to in their own passages, or why a passage was not read back."""
    PLEDGES = "pledges"
    CORRECTIONS = "corrections"
    """Struck-out words; without them only what stands is shown."""
    AMENDMENTS = "amendments"
    ANNEX = "annex"
    SIGNATURES = "signatures"

    @property
    def label(self) -> str:
        """The section in the interface language."""
        return _(_PARTS[self])


_PARTS: Final = {
    Part.REASONS: N_("reasons of absence"),
    Part.CARRIED: N_("last meeting's pledges"),
    Part.QUESTIONS: N_("questions and replies"),
    Part.REMARKS: N_("remarks"),
    Part.REMINDERS: N_("the chair's reminders"),
    Part.PRESSURE: N_("pressure records"),
    Part.OBJECTIONS: N_("objections to a passage"),
    Part.PLEDGES: N_("pledges"),
    Part.CORRECTIONS: N_("struck-out words"),
    Part.AMENDMENTS: N_("amendments after the seal"),
    Part.ANNEX: N_("annexed scripts"),
    Part.SIGNATURES: N_("signatures"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a version shows. Names are masked, sums and cases hidden by `exports.masking`."""

    audience: Audience = Audience.ARCHIVE
    without: tuple[Part, ...] = ()
    """The sections left out, in the order of `Part`."""
    masked: bool = False
    """Are third persons masked (某某某)?"""
    sums: bool = True
    """Are sums of money shown?"""
    cases: bool = True
    """Are cases that name a third person shown?"""

    def shows(self, part: Part) -> bool:
        """Is this section in it?"""
        return part not in self.without

    def switched(self, part: Part, on: bool) -> Version:
        """The same version with a section switched on or off."""
        others = set(self.without) - {part}
        without = others if on else others | {part}
        return replace(self, without=tuple(each for each in Part if each in without))

    @property
    def hides(self) -> bool:
        """Are words of the record replaced in it?"""
        return self.masked or not self.sums or not self.cases

    @property
    def told(self) -> str:
        """The version as a paper's property; empty for the whole record."""
        return "" if self == WHOLE else canonical(to_plain(self)).decode()


WHOLE: Final = Version()
"""The archive's version."""
_USUAL: Final = {
    Audience.ARCHIVE: WHOLE,
    Audience.REPORT: Version(audience=Audience.REPORT, without=(Part.CORRECTIONS, Part.ANNEX)),
    Audience.NOTICE: Version(
        audience=Audience.NOTICE,
        without=(Part.REASONS, Part.OBJECTIONS, Part.CORRECTIONS, Part.ANNEX),
        masked=True,
    ),
}


def usual(audience: Audience) -> Version:
    """What a version for `audience` shows unless told otherwise (product choice)."""
    return _USUAL[audience]


def version_told(text: str) -> Version:
    """The version that a paper says it is; Refused when it says something else."""
    try:
        return from_plain(Version, json.loads(text)) if text else WHOLE
    except ValueError as error:
        raise Refused(_("The paper does not say which version of the record it is.")) from error
