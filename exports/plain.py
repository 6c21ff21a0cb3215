"""The minutes as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from meeting.document import Block, Ink, Minutes, Paragraph, Role, Run, SignatureBlock, Table

from .clean import cleaned, one_line

_HEADS: Final = {Role.TITLE: "# ", Role.HEADING: "## ", Role.SUBHEADING: "### ", Role.ANNEX: "## "}
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>&#+\-=!|~])")
_COUNTED: Final = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_CORE: Final = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def as_text(minutes: Minutes) -> str:
    """Every word of the record in order, a paragraph a line; struck words in ~ ~."""
    lines = [f"[{one_line(minutes.watermark)}]"] if minutes.watermark else []
    for block in minutes.blocks:
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def as_markdown(minutes: Minutes) -> str:
    """The same as Markdown (GitHub's, for the table); nothing in the users' words counts as markup."""
    parts = [f"*{_escaped(one_line(minutes.watermark))}*"] if minutes.watermark else []
    for block in minutes.blocks:
        if isinstance(block, Paragraph):
            parts.append(_marked_paragraph(block))
        elif isinstance(block, Table):
            parts.append(_marked_table(block))
        else:
            parts += map(_escaped, _signatures(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        indent = "    " if block.role in (Role.BODY, Role.CLOSING) else ""
        return [indent + cleaned("".join(map(_struck, block.runs)))]
    if isinstance(block, Table):
        return ["\t".join(map(one_line, row)) for row in (block.header, *block.rows)]
    return _signatures(block)


def _struck(run: Run) -> str:
    return f"~{run.text}~" if run.ink is Ink.STRUCK and run.text else run.text


def _marked_paragraph(block: Paragraph) -> str:
    fit: Callable[[str], str] = one_line if block.role in _HEADS else cleaned
    words = "".join(_marked(run, fit) for run in block.runs).strip(" \t\n")
    if block.role in _HEADS:
        return _HEADS[block.role] + words
    # A line break of the recorder's stays one; a number at the start of a line is not a list.
    lines = (line.strip(" \t") for line in _COUNTED.sub(r"\1\\\2", words).split("\n"))
    return "\\\n".join(line for line in lines if line)


def _marked(run: Run, fit: Callable[[str], str]) -> str:
    words = _escaped(fit(run.text))
    if run.ink is Ink.LABEL and words:
        # `**出席：**王芳` is not bold: closing stars count only after a letter.
        before, core, after = _split(fit(run.text))
        return f"{_escaped(before)}**{_escaped(core)}**{_escaped(after)}" if core else words
    if run.ink is Ink.STRUCK and words:
        # Tildes have the same trouble, and struck words begin and end with anything.
        return f"<del>{words}</del>"
    return words


def _split(text: str) -> tuple[str, str, str]:
    """What is no letter before and after, and the words between."""
    found = _CORE.match(text)
    assert found is not None
    return found[1], found[2], found[3]


def _marked_table(block: Table) -> str:
    rows = ["| " + " | ".join(_escaped(one_line(cell)) for cell in row) + " |" for row in block.rows]
    head = "| " + " | ".join(_escaped(one_line(cell)) for cell in block.header) + " |"
    return "\n".join([head, "|" + "---|" * len(block.header), *rows])


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _signatures(block: SignatureBlock) -> list[str]:
    return [
        one_line(" ".join(part for part in (line.label, line.name, line.when) if part))
        for line in block.lines
    ]
