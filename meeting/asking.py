"""What every command is, and the stages of a meeting in which commands can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from .state import Stage

PREPARING: Final = frozenset({Stage.PREPARED})
OPEN: Final = frozenset({Stage.PREPARED, Stage.RUNNING})
RUNNING: Final = frozenset({Stage.RUNNING})
WRITING: Final = frozenset({Stage.RUNNING, Stage.ADJOURNED})
CLOSING: Final = frozenset({Stage.ADJOURNED})
UNSEALED: Final = frozenset({Stage.PREPARED, Stage.RUNNING, Stage.ADJOURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something asked of the meeting."""

    stages: ClassVar[frozenset[Stage]]
    """The stages of a meeting in which it can be asked at all."""
    seals_anew: ClassVar[bool] = False
    """Is the record sealed anew in the same step, as after an amendment?"""
