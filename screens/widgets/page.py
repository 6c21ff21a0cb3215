"""The minutes as text on the screen: the same words as the paper, in which words are found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from textual.content import Content
from textual.widgets import Static

from meeting.document import Block, Ink, Minutes, Paragraph, Role, Table
from meeting.text import wrap
from store.bigrams import folded

_STYLES: Final = {
    Role.TITLE: "bold",
    Role.SUBTITLE: "bold",
    Role.ANNEX: "bold",
    Role.HEADING: "bold",
    Role.SUBHEADING: "bold underline",
}
_GUTTER: Final = 2
"""The cells at the left, where the row that was jumped to is pointed at."""


class Page(Static):
    """The minutes as text, wrapped between Han characters at the screen's width."""

    def __init__(self, document: Minutes) -> None:
        super().__init__(markup=False)
        self._document = document
        self._rows: list[tuple[int, str, str]] = []
        """(block, from 0 and -1 for the watermark; text; style)"""
        self._at: int | None = None

    def show(self, document: Minutes) -> None:
        """Show `document` from now on."""
        self._document, self._at = document, None
        self.on_resize()

    def point(self, row: int | None) -> None:
        """Point at a row, by a sign as well as by style."""
        self._at = row
        self._paint()

    def speakers(self) -> list[tuple[str, int]]:
        """(heading, row) of every speaker's passage, in the order of the paper."""
        blocks = self._document.blocks
        starts = {block: row for row, (block, _text, _style) in reversed(list(enumerate(self._rows)))}
        return [
            (block.text, starts[number])
            for number, block in enumerate(blocks)
            if isinstance(block, Paragraph) and block.role is Role.SUBHEADING
        ]

    def find(self, words: str) -> list[int]:
        """The rows in which the words begin; blanks, case and width do not matter."""
        wanted = folded(words).replace(" ", "")
        found: list[int] = []
        starts = [row for row, (one, two) in enumerate(pairwise([None, *self._blocks()])) if one != two]
        for first, end in pairwise([*starts, len(self._rows)] if wanted else ()):
            letters: list[str] = []
            rows: list[int] = []
            for row in range(first, end):
                kept = [letter for char in self._rows[row][1] for letter in folded(char)]
                letters += kept
                rows += [row] * len(kept)
            text, place = "".join(letters), -1
            while (place := text.find(wanted, place + 1)) >= 0:
                found.append(rows[place])
        return found

    def _blocks(self) -> Iterator[int]:
        return (block for block, _text, _style in self._rows)

    def on_resize(self) -> None:
        at = self._rows[self._at][0] if self._at is not None else None
        wide = max(20, self.size.width - 2 - _GUTTER)
        mark = self._document.watermark
        self._rows = [(-1, f"[{mark}]", "bold reverse")] if mark else []
        for number, block in enumerate(self._document.blocks):
            style = _STYLES.get(block.role, "") if isinstance(block, Paragraph) else ""
            self._rows += [(number, row, style) for text in _texts(block) for row in wrap(text, wide)]
        if at is not None:
            # The rows are other ones at another width: point at the same paragraph.
            self._at = next((row for row, found in enumerate(self._rows) if found[0] == at), None)
        self._paint()

    def _paint(self) -> None:
        self.update(
            Content("\n").join(
                Content.styled(f"> {text}", f"{style} reverse".strip())
                if row == self._at
                else Content.assemble("  ", (text, style))
                for row, (_block, text, style) in enumerate(self._rows)
            )
        )


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        indent = "    " if block.role is Role.BODY else ""
        struck = any(run.ink is Ink.STRUCK for run in block.runs)
        yield indent + (marked(block) if struck else block.text)
    elif isinstance(block, Table):
        yield from ("  ".join(row) for row in (block.header, *block.rows))
    else:
        yield from (f"{line.label} {line.name} {line.when}" for line in block.lines)


def marked(block: Paragraph) -> str:
    """Struck words in ~ ~, as a strike is lost where a row is wrapped."""
    return "".join(f"~{run.text}~" if run.ink is Ink.STRUCK else run.text for run in block.runs)
