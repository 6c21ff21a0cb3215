"""User text: cleaning it, limiting it, fitting and wrapping it in terminal cells."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from locales import _

NAME_MAX: Final = 40
"""Longest name in code points: twice the longest names of minority languages in Han transcription."""
LINE_MAX: Final = 10_000
"""Longest recorded line in code points: twenty minutes of speech."""

_ESCAPES: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~]?)"
)
_BLANKS: Final = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_HAN: Final = r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_BETWEEN_HAN: Final = re.compile(rf"(?<={_HAN})[ \u3000]+(?={_HAN})")
_DOT: Final = re.compile(rf"(?<={_HAN})\s*[·•‧･・．.]\s*(?={_HAN})")

_NEVER_FIRST: Final = "。，、；：？！”’）》】〉」』…—·,.;:?!)]}%"
_NEVER_LAST: Final = "“‘（《【〈「『([{"


def clean_line(text: str) -> str:
    """`text` as one line: no control, escape, zero-width or direction characters, NFC, trimmed."""
    text = _UNSEEN.sub("", _BLANKS.sub(" ", _ESCAPES.sub("", text)))
    return unicodedata.normalize("NFC", text).strip()


def clean_lines(text: str) -> str:
    """`text` as one cleaned paragraph a line, empty ones left out."""
    kept = (clean_line(line) for line in re.split(r"\r\n?|[\n\v\f\x85\u2028\u2029]", text))
    return "\n".join(line for line in kept if line)


def clean_name(text: str) -> str:
    """A name as it is stored: cleaned, without the padding of rosters (王　芳 → 王芳)."""
    return _DOT.sub("·", _BETWEEN_HAN.sub("", clean_line(text)))


def parted(text: str) -> list[str]:
    """The parts of a list that was typed with semicolons of either width, without blanks at their ends."""
    return [part.strip() for part in text.replace("；", ";").split(";")]


def name_problem(name: str) -> str | None:
    """One sentence on what is wrong with a name, or None."""
    if not clean_name(name):
        return _("A name is needed.")
    if len(name) > NAME_MAX:
        return _("The name is too long: at most {most} characters.").format(most=NAME_MAX)
    if name != clean_name(name):
        return _("The name holds characters that cannot be shown.")
    return None


def padded(name: str) -> str:
    """A two-character Han name with one U+3000 between, as in rosters and tables (王　芳)."""
    return f"{name[0]}\u3000{name[1]}" if re.fullmatch(_HAN + "{2}", name) else name


@cache
def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many terminal cells `text` takes: Han two, combining marks none."""
    return sum(map(_cells, text))


def fit(text: str, cells: int) -> str:
    """`text` in at most `cells` cells, cut with … where it is longer."""
    if width(text) <= cells:
        return text
    kept, used = "", 0
    for char in text:
        if used + _cells(char) > cells - 1:
            break
        kept, used = kept + char, used + _cells(char)
    return kept + "…" if cells > 0 else ""


_PIECES: Final = re.compile(r"[A-Za-z0-9_@%./:+-]+(?:,\d{3}(?!\d))*|\s+|.", re.DOTALL)


def wrap(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells (at least 2), broken between Han characters.

    Latin words and numbers stay whole where they fit; closing punctuation starts no line and opening
    punctuation ends none, where that can be had by moving one character or word.
    """
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _PIECES.findall(text):
        size = width(piece)
        if used + size <= cells:
            line.append(piece)
            used += size
            continue
        if piece.isspace():
            lines.append("".join(line))
            line, used = [], 0
            continue
        carried: list[str] = []
        while len(line) > 1 and len(carried) < 3 and (carried[0] if carried else piece) in _NEVER_FIRST:
            carried.insert(0, line.pop())
        while len(line) > 1 and line[-1] in _NEVER_LAST:
            carried.insert(0, line.pop())
        if line:
            lines.append("".join(line))
        line, used = carried, sum(map(width, carried))
        for part in [piece] if used + size <= cells else piece:
            if used + width(part) > cells and line:
                lines.append("".join(line))
                line, used = [], 0
            line.append(part)
            used += width(part)
    return [*lines, "".join(line)] if line or not lines else lines
