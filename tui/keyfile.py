"""The user's own keys: `keys.toml` in the archive folder, else in the user's configuration folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from locales import _
from screens.keymap import checked
from screens.keys import use_keys
from store.archive import Archive

from .settings import user_folder

NAME: Final = "keys.toml"


def load_keys(archive: Archive, named: Path | None = None) -> list[str]:
    """Use the keys that the user chose, in the file `named` if any; a sentence for each that cannot be had.

    A line of the file is `"live.next" = "f9"`, or `next = "f9"` under `[live]`.
    """
    use_keys({})
    path = named or next((path for path in _places(archive) if path.is_file()), None)
    if path is None:
        return []
    try:
        wanted = _flat(tomllib.loads(path.read_text("utf-8-sig")))
    except (OSError, ValueError) as error:
        return [_("{path} cannot be read: {error}.").format(path=path, error=error)]
    own, problems = checked(wanted)
    use_keys(own)
    told = _("{file}: {problem}")
    return [told.format(file=NAME, problem=problem) for problem in problems]


def _places(archive: Archive) -> tuple[Path, ...]:
    return archive.folder / NAME, user_folder() / NAME


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    """Both `"live.next" = …` and `[live]` with `next = …` are understood."""
    flat: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat.update({f"{name}.{action}": key for action, key in value.items()})
        else:
            flat[name] = value
    return flat
