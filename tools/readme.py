"""Keeps the key tables of the READMEs true: `python -m tools.readme` writes them from the table of keys.

With `check` it changes nothing and exits 1 where one is out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import locales
from screens.keys import markdown_table

ROOT: Final = Path(__file__).parent.parent
READMES: Final = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
_BETWEEN: Final = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


def with_keys(text: str, language: str) -> str:
    """`text` with its key table written anew in `language`."""
    spoken = locales.current()
    locales.use(language)
    try:
        table = markdown_table()
    finally:
        locales.use(spoken)
    return _BETWEEN.sub(lambda found: found[1] + table + found[2], text)


def stale() -> list[str]:
    """The READMEs whose key table is out of date."""
    return [
        path.name
        for language, path in READMES.items()
        if with_keys(path.read_text("utf-8"), language) != path.read_text("utf-8")
    ]


def main(arguments: list[str]) -> int:
    """Write the tables, or check them."""
    if arguments == ["check"]:
        for name in (found := stale()):
            print(f"{name}: the key table is out of date; `make words` writes it")
        return 1 if found else 0
    for language, path in READMES.items():
        path.write_text(with_keys(path.read_text("utf-8"), language), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
