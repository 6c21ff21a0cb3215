"""The application shell."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from screens.base import Hall
from screens.home import HomeScreen
from store.archive import Archive

from .themes import DARK, THEMES


class ShaitaiApp(App[None]):
    """Holds the hall and the themes; everything else is a screen."""

    CSS_PATH = "../screens/house.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, archive: Archive, folder: Path | None = None) -> None:
        super().__init__()
        self.title = "Shaitai"
        self.hall = Hall(archive, folder or Path.cwd())
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(HomeScreen(self.hall))

    def on_unmount(self) -> None:
        self.hall.close_record()


def run(archive: Archive) -> int:
    """Open the program on `archive`; 0 when it was left in order, 1 when something stayed unwritten."""
    app = ShaitaiApp(archive)
    app.run()
    return app.return_code or 0
