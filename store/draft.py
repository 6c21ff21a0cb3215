"""What was typed and not finished yet, kept so that closing the program loses none of it."""

from __future__ import annotations

import json
from pathlib import Path

from .atomic import write_whole


class Draft:
    """A few named texts in one small file; gone when there is nothing left to keep."""

    def __init__(self, path: Path) -> None:
        """Read what `path` holds; what cannot be read counts as nothing."""
        self.path = path
        self.texts: dict[str, str] = {}
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(found, dict):
            self.texts = {str(name): text for name, text in found.items() if isinstance(text, str)}

    def keep(self) -> None:
        """Put it on disk as it is now; a disk that refuses is no reason to stop whoever types."""
        texts = {name: text for name, text in self.texts.items() if text}
        try:
            if texts:
                write_whole(self.path, json.dumps(texts, ensure_ascii=False).encode("utf-8"))
            else:
                self.path.unlink(missing_ok=True)
        except OSError:
            return
