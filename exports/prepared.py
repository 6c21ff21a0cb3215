"""Reading a speech that was prepared in writing: a text file or a Word file."""

from __future__ import annotations

from pathlib import Path

from locales import _
from meeting.refusal import Refused

from .clean import decoded, one_line
from .reading import Paper

_MOST = 4 * 1024 * 1024


def script_text(path: Path) -> str:
    """The text of a .docx, or of a .txt in UTF-8 or GB18030, a paragraph a line; Refused says why not."""
    told = one_line(str(path))
    if path.suffix.lower() == ".docx":
        return "\n".join("".join(text for text, _struck in words) for words in Paper(path).body())
    try:
        if path.stat().st_size > _MOST:
            raise Refused(_("{path} is too large for a script.").format(path=told))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=told, error=error)) from error
    if (text := decoded(data)) is not None:
        return text
    raise Refused(_("{path} is not a text: use .docx, or .txt in UTF-8.").format(path=told))
