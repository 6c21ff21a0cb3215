"""Users' words made fit to leave: what no file may hold and no terminal may obey is dropped."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

_BREAK: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_UNFIT: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_ACCENTED: Final = re.compile("[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]")
_ODD: Final = re.compile(f"{_UNFIT.pattern}|{_BREAK.pattern}")
"""Whatever is not there in nearly all texts: one look saves two copies."""


def cleaned(text: str) -> str:
    """`text` without control characters, lone surrogates and non-characters (XML 1.0, 2.2); breaks as LF."""
    if _ODD.search(text) is None:
        return text
    return _UNFIT.sub("", _BREAK.sub("\n", text))


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, or in what Chinese programs write instead; None where it is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        # Only what Chinese office programs write: among all there are, a short text comes out as anything.
        best = from_bytes(data, cp_isolation=["gb18030", "utf_16"]).best()
        text = str(best).removeprefix("\ufeff") if best is not None else ""
    else:
        if _misread(text):
            with suppress(UnicodeDecodeError):
                text = data.decode("gb18030")
    return text if text and "\0" not in text else None


def _misread(text: str) -> bool:
    """Is this a text in GBK whose bytes happen to be UTF-8 too?

    Some hundred common characters, 陆 and 谢 among them, are two bytes that UTF-8 reads as one rare letter.
    Together they make a text without any Han; words with accents have plain letters beside them.
    """
    return not text.isascii() and not _HAN.search(text) and not _ACCENTED.search(text)


def one_line(text: str) -> str:
    """`text` cleaned, its line breaks and tabs turned into spaces."""
    return " ".join(cleaned(text).split("\n")).replace("\t", " ")


def named(text: str) -> str:
    """`text` as a part of a file's name: nothing in it that a system parts names by."""
    return re.sub(r'[/\\:*?"<>|\s]', "-", one_line(text))
