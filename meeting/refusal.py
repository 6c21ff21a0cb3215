"""The one error of the house: what was asked may not be done, and why."""

from __future__ import annotations


class Refused(Exception):
    """A command that the rules of the meeting do not allow; the state is unchanged.

    `reason` is one sentence for the recorder, in the interface language: what is wrong and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
