"""Words in and out of the terminal: nothing is printed that a terminal would obey rather than show."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from locales import _
from meeting.refusal import Refused, not_read
from meeting.text import clean_line

_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def speak_utf8() -> None:
    """What goes into a file or a pipe is UTF-8; what a terminal cannot show is replaced, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def say(text: str) -> None:
    """Print `text`, line by line, cleaned; indents and the tabs between columns stay."""
    for line in text.splitlines() or [""]:
        words = line.lstrip(" \u3000")
        indent = line[: len(line) - len(words)]
        print(indent + "\t".join(clean_line(cell) for cell in words.split("\t")))


def complain(reason: str) -> None:
    """One line on stderr."""
    print(f"shaitai: {clean_line(reason)}", file=sys.stderr)


def as_json(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON that people can read, its invisible characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def read_text(name: str) -> str:
    """The UTF-8 text of a file, or of standard input for `-`; Refused when it cannot be read as such."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise not_read(name, error) from error
    except UnicodeDecodeError as error:
        raise Refused(_("{path} is not UTF-8 text: save it as UTF-8.").format(path=name)) from error
