"""Keeps the tables of the READMEs true: `python -m tools.readme` writes them from the tables in the code.

With `check` it changes nothing and exits 1 where one is out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import locales
from screens import keys
from screens.leaflet import default_key, leaflet
from store import settings_table

ROOT: Final = Path(__file__).parent.parent
READMES: Final = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}


def guide() -> str:
    """The page for recorders, one heading lower than it stands by itself."""
    text = leaflet("guide", locales.current(), default_key)
    return re.sub(r"^#", "##", text, flags=re.MULTILINE)


TABLES: Final = {"keys": keys.markdown_table, "settings": settings_table.markdown_table, "guide": guide}
"""What stands between `<!-- name -->` and `<!-- /name -->`."""
_BETWEEN: Final = re.compile(rf"(<!-- ({'|'.join(TABLES)}) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def with_tables(text: str, language: str) -> str:
    """`text` with its tables written anew in `language`."""
    spoken = locales.current()
    locales.use(language)
    try:
        return _BETWEEN.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], text)
    finally:
        locales.use(spoken)


def stale() -> list[str]:
    """The READMEs with a table that is out of date."""
    return [
        path.name
        for language, path in READMES.items()
        if with_tables(path.read_text("utf-8"), language) != path.read_text("utf-8")
    ]


def main(arguments: list[str]) -> int:
    """Write the tables, or check them."""
    if arguments == ["check"]:
        for name in (found := stale()):
            print(f"{name}: a table is out of date; `make words` writes it")
        return 1 if found else 0
    for language, path in READMES.items():
        path.write_text(with_tables(path.read_text("utf-8"), language), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
