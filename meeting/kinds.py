"""The kinds of recorded line, and the first character that chooses one."""

from __future__ import annotations

from enum import StrEnum

from locales import N_, _


class Kind(StrEnum):
    """What a recorded line is."""

    STATEMENT = "statement"
    QUESTION = "question"
    REPLY = "reply"
    REMARK = "remark"
    """点评: criticism, or a word on another's disclosure."""
    REMINDER = "reminder"
    """What the chair said, e.g. about 我们: part of the record because it was spoken."""
    PLEDGE = "pledge"
    PRESSURE = "pressure"
    """打招呼登记 (S36)."""
    NOTE = "note"
    """The recorder's own; never exported."""

    @property
    def label(self) -> str:
        """The word for it in the interface language."""
        return _(_TITLES[self])

    @property
    def needs_floor(self) -> bool:
        """Does it belong to somebody's turn?"""
        return self not in (Kind.NOTE, Kind.REMINDER)

    @property
    def from_another(self) -> bool:
        """Is it said by somebody other than the speaker?"""
        return self in (Kind.QUESTION, Kind.REMARK)


_TITLES = {
    Kind.STATEMENT: N_("statement"),
    Kind.QUESTION: N_("question"),
    Kind.REPLY: N_("reply"),
    Kind.REMARK: N_("remark"),
    Kind.REMINDER: N_("reminder"),
    Kind.PLEDGE: N_("pledge"),
    Kind.PRESSURE: N_("pressure"),
    Kind.NOTE: N_("desk note"),
}

PREFIXES = {
    "?": Kind.QUESTION,
    "!": Kind.REMINDER,
    ">": Kind.PLEDGE,
    "=": Kind.REPLY,
    "#": Kind.NOTE,
    "*": Kind.REMARK,
    "&": Kind.PRESSURE,
}
"""First character → kind; the full-width forms count alike."""

_FULL_WIDTH = {chr(ord(half) + 0xFEE0): kind for half, kind in PREFIXES.items()} | {"》": Kind.PLEDGE}
_ALL = PREFIXES | _FULL_WIDTH


def split_kind(text: str) -> tuple[Kind | None, str]:
    """The kind that the first character chooses (None for none) and the words after it."""
    kind = _ALL.get(text[:1])
    return (kind, text[1:].lstrip()) if kind else (None, text)
