"""The minutes as plain text and as Markdown."""

from __future__ import annotations

import re
from typing import Final

from meeting.document import Ink, Minutes, Paragraph, Role, Run, SignatureBlock, Table

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#+\-!|~])")
_HEADS: Final = {Role.TITLE: "# ", Role.HEADING: "## ", Role.SUBHEADING: "### "}


def as_text(minutes: Minutes) -> str:
    """Every word of the record in order, a paragraph a line; struck words in ~ ~."""
    lines = [f"[{minutes.watermark}]"] if minutes.watermark else []
    for block in minutes.blocks:
        if isinstance(block, Paragraph):
            indent = "    " if block.role is Role.BODY else ""
            lines.append(indent + "".join(_struck(run) for run in block.runs))
        elif isinstance(block, Table):
            lines += ["\t".join(row) for row in (block.header, *block.rows)]
        else:
            lines += _signatures(block)
    return "\n".join(lines) + "\n"


def as_markdown(minutes: Minutes) -> str:
    """The same as Markdown; nothing in the users' words counts as markup."""
    parts = [f"*{_escaped(minutes.watermark)}*"] if minutes.watermark else []
    for block in minutes.blocks:
        if isinstance(block, Paragraph):
            words = "".join(_marked(run) for run in block.runs)
            parts.append(_HEADS.get(block.role, "") + words)
        elif isinstance(block, Table):
            rule = "|" + "---|" * len(block.header)
            rows = ["| " + " | ".join(map(_escaped, row)) + " |" for row in (block.header, *block.rows)]
            parts.append("\n".join([rows[0], rule, *rows[1:]]))
        else:
            parts += map(_escaped, _signatures(block))
    return "\n\n".join(parts) + "\n"


def _struck(run: Run) -> str:
    return f"~{run.text}~" if run.ink is Ink.STRUCK else run.text


def _marked(run: Run) -> str:
    words = _escaped(run.text)
    return {Ink.PLAIN: words, Ink.LABEL: f"**{words}**", Ink.STRUCK: f"~~{words}~~"}[run.ink]


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _signatures(block: SignatureBlock) -> list[str]:
    return [" ".join(filter(None, (line.label, line.name, line.when))) for line in block.lines]
