"""Several windows open one archive at the same time: each lists all of its meetings."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from store.catalogue import _begin

ROOT = Path(__file__).parents[2]
LISTS = """
import sys
from pathlib import Path
from store.archive import Archive
print(len(Archive(Path(sys.argv[1])).summaries()))
"""


def test_tables_that_another_window_has_made_are_taken_as_they_are(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    first, second = sqlite3.connect(path), sqlite3.connect(path)
    _begin(first)
    _begin(second)
    assert second.execute("SELECT looked FROM folder").fetchall() == [(0,)]
    first.close()
    second.close()


def test_windows_that_open_at_once_list_all_meetings(archive):
    for number in range(60):
        archive.new_meeting(date(2020, 1, 1) + timedelta(days=number // 2)).close()
    archive.catalogue.forget()
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", LISTS, str(archive.folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _window in range(4)
    ]
    assert [window.communicate()[0] for window in windows] == ["60\n"] * 4
