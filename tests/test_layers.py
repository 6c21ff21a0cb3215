"""The house's layers, seen from a running interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

IMPORT_ALL = """
import importlib, pkgutil, sys
before = set(sys.modules)
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print("\\n".join(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def loaded_by(package: str) -> set[str]:
    """The top-level modules that importing `package` and all its submodules brings in."""
    command = [sys.executable, "-c", IMPORT_ALL, package]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name for name in done.stdout.split() if not name.startswith("_sysconfigdata")}


def test_the_meeting_needs_only_the_standard_library() -> None:
    assert loaded_by("meeting") - sys.stdlib_module_names <= {"meeting", "locales"}


def test_the_words_need_only_the_standard_library() -> None:
    assert loaded_by("locales") - sys.stdlib_module_names <= {"locales"}


def test_the_store_knows_neither_the_exports_nor_the_screens() -> None:
    assert not loaded_by("store") & {"exports", "screens", "tui", "textual", "docx"}


def test_without_a_county_the_driver_of_postgresql_is_not_loaded() -> None:
    assert "psycopg" not in loaded_by("store") | loaded_by("tui")


def test_the_exports_know_neither_the_store_nor_the_screens() -> None:
    assert not loaded_by("exports") & {"store", "screens", "tui", "textual", "tinydb"}
