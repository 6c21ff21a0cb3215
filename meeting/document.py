"""The minutes as a plain document: what is said on the page, without saying how it looks.

Every way out of the house (paper, text, screen) renders these blocks in this order and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """How a run of text is written."""

    PLAIN = "plain"
    LABEL = "label"
    """A label such as 出席：, set in 黑体."""
    STRUCK = "struck"
    """Struck through, as in a paper record; the correction follows it."""


class Role(StrEnum):
    """What a paragraph is on the page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    FIELD = "field"
    """One line of the head: a label run, then its value."""
    HEADING = "heading"
    """First level: 一、"""
    SUBHEADING = "subheading"
    """Second level: （一）, a speaker's name."""
    BODY = "body"
    CLOSING = "closing"
    """散会 with its time, on a line of its own."""
    ANNEX = "annex"
    """附件1, at the head of a page of its own."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one ink."""

    text: str
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its role and its runs."""

    role: Role
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """All its words, struck ones included."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a header row, rows of the same length, and the columns' relative widths."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the signature block: 主持人（签字） and who signed in the program, if anyone did."""

    label: str
    name: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The signatures at the end; never split over two pages."""

    lines: tuple[Signature, ...]


Block = Paragraph | Table | SignatureBlock


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting's written record (会议记录), ready to be rendered."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "zh"
    """The record's language, "zh" or "en": it does not follow the screen's."""
    watermark: str = ""
    """Written across every page: 草稿 before the seal, 演示 in a demo, empty once sealed."""
    seal: str = ""
    """The seal in full (64 hexadecimal digits), empty before it."""
    branch: str = ""
    recorder: str = ""
    day: str = ""
    """The meeting's date, ISO 8601."""
    version: str = ""
    """Which version of the record it is (`Version.told`); empty for the whole."""
    wide: bool = False
    """Is it a table that needs the page on its side?"""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Only the paragraphs, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


def short_seal(digest: str) -> str:
    """The first 16 digits of a seal in groups of four, as printed at the foot of the page."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4)) if digest else ""
