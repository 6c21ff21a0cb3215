"""Users' words made fit to leave: what no file may hold and no terminal may obey is dropped."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_UNFIT: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD: Final = re.compile(f"{_UNFIT.pattern}|{_BREAK.pattern}")
"""Whatever is not there in nearly all texts: one look saves two copies."""


def cleaned(text: str) -> str:
    """`text` without control characters, lone surrogates and non-characters (XML 1.0, 2.2); breaks as LF."""
    if _ODD.search(text) is None:
        return text
    return _UNFIT.sub("", _BREAK.sub("\n", text))


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, or in what Chinese programs write instead; None where it is no text."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def one_line(text: str) -> str:
    """`text` cleaned, its line breaks and tabs turned into spaces."""
    return " ".join(cleaned(text).split("\n")).replace("\t", " ")


def named(text: str) -> str:
    """`text` as a part of a file's name: nothing in it that a system parts names by."""
    return re.sub(r'[/\\:*?"<>|\s]', "-", one_line(text))
