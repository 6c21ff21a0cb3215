"""The rules of the meeting, one room for each part of it.

Each room says, for its commands, which facts follow (`@decides`) and, for its facts, what they change
(`@applies`). A rule raises Refused with one sentence for the recorder.
"""

from __future__ import annotations

from . import (  # noqa: F401  (they fill the table)
    amending,
    annex,
    checking,
    closing,
    floor,
    following,
    listening,
    preparing,
    saying,
)
from .table import Ear, Heard, Moment, deaf, facts_for, state_after

__all__ = ["Ear", "Heard", "Moment", "deaf", "facts_for", "state_after"]
