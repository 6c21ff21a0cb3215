"""The user's settings in the running program: where they are kept, and what counts at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from locales import LANGUAGES, preferred
from store.settings import NAME, Settings, read_settings

NOT_KEPT: Final = "-"
"""SHAITAI_SETTINGS for a program that neither reads nor keeps any."""


def user_folder() -> Path:
    """The folder of the user's own configuration."""
    from platformdirs import user_config_path

    return user_config_path("shaitai", appauthor=False)


def user_settings() -> Settings:
    """The settings of this user: in the file that SHAITAI_SETTINGS names, else in their own folder."""
    named = os.environ.get("SHAITAI_SETTINGS", "")
    if named == NOT_KEPT:
        return Settings()
    return read_settings(Path(named).expanduser() if named else user_folder() / NAME)


def language_of(settings: Settings) -> str:
    """The language of the screen: the one chosen, else the system's."""
    chosen = settings.text("screen.language")
    return chosen if chosen in LANGUAGES else preferred()
