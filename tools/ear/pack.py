"""The packed lexicon that the program starts with, kept in step with the one people edit.

python -m tools.ear.pack          write meeting/language/lexicon.bin
python -m tools.ear.pack check    exit 1 where it is out of step
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from meeting.language.lexicon import Lexicon

FOLDER: Final = Path(__file__).parents[2] / "meeting" / "language"
EDITED: Final = FOLDER / "lexicon.toml"
PACKED: Final = FOLDER / "lexicon.bin"


def main() -> None:
    """Write the file, or compare it."""
    lexicon = Lexicon.parse(EDITED.read_text(encoding="utf-8"))
    if sys.argv[1:] != ["check"]:
        PACKED.write_bytes(lexicon.packed())
    elif not PACKED.exists() or Lexicon.unpacked(PACKED.read_bytes()) != Lexicon.unpacked(lexicon.packed()):
        sys.exit(f"{EDITED.name} has been changed: run make train-ear")


if __name__ == "__main__":
    main()
