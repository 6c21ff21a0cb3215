"""The lines of a text to scan: standard input, a text file, or a prepared statement in Word."""

from __future__ import annotations

import zipfile
from pathlib import Path

from locales import _
from meeting.refusal import Refused, not_read

from .words import read_text


def read_lines(name: str) -> list[str]:
    """The lines of a text file or the paragraphs of a .docx, blank ones left out; `-` is standard input."""
    text = _word(name) if name.lower().endswith(".docx") else read_text(name)
    return [line for line in text.splitlines() if line.strip()]


def _word(name: str) -> str:
    """Every paragraph of the body in order, those of its tables included."""
    try:
        Path(name).open("rb").close()
    except OSError as error:
        raise not_read(name, error) from error
    # Loading it takes longer than scanning a text.
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    try:
        body = docx.Document(name).element.body
        return "\n".join(Paragraph(found, None).text for found in body.iter(_PARAGRAPH))  # type: ignore[arg-type]
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Refused(_("{path} is not a Word document (.docx).").format(path=name)) from error


_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
