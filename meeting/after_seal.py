"""What may be asked of a sealed record. It is sealed anew in the same step; what was sealed stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .asking import Command
from .state import Outcome, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Command):
    """Amend a sealed record (更正): say what a line should have said, and why; the original stays."""

    stages = frozenset({Stage.SEALED})
    seals_anew = True
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpLater(Command):
    """Say what became of a pledge after the seal, and how it is known.

    `follow_up` is the number of one made in this meeting, or of one `carried` into it.
    """

    stages = frozenset({Stage.SEALED})
    seals_anew = True
    follow_up: int
    outcome: Outcome
    note: str
    due: date | None = None
    carried: bool = False
