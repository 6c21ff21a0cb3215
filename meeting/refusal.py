"""The one error of the house: what was asked may not be done, and why."""

from __future__ import annotations

from locales import _


class Refused(Exception):
    """A command that the rules of the meeting do not allow; the state is unchanged.

    `reason` is one sentence for the recorder, in the interface language: what is wrong and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def not_read(path: object, error: OSError) -> Refused:
    """What is said where a file that somebody named cannot be read."""
    return Refused(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror or error))


def not_written(path: object, error: OSError) -> Refused:
    """What is said where a file that somebody named cannot be written."""
    return Refused(_("{path} cannot be written: {error}.").format(path=path, error=error.strerror or error))
